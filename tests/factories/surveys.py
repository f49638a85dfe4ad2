"""Rounds of the innovation scan for tests."""

import uuid
from collections.abc import Iterable
from datetime import timedelta
from typing import Any

from django.utils import timezone

from olievlek.organisations.models import Organisation
from olievlek.surveys import content
from olievlek.surveys.actions import answering, closing, comparing
from olievlek.surveys.actions.starting import Invited, Plan, start
from olievlek.surveys.models import Answer, Item, Questionnaire, Register, Round
from olievlek.surveys.models.answer import Values
from olievlek.vocabulary import content as vocabulary
from tests.factories.accounts import make_user
from tests.factories.organisations import make_organisation


def the_scan() -> Questionnaire:
    """The questionnaire, loaded when it is not there yet."""
    if not Questionnaire.objects.exists():
        vocabulary.load()
        content.load()
    return Questionnaire.objects.newest("innovation_scan")


def make_round(**given: Any) -> Round:
    """A round of an organisation of 500 people; `invited` are letters for people, `plan` is what else was chosen.

    Without `guests` the addresses count as if they were of the organisation.
    """
    guests = given.pop("guests", False)
    organisation = given.pop("organisation", None) or make_organisation(employees_estimate=500)
    invited = given.pop("invited", ())
    plan = Plan(**{"closes_on": timezone.localdate() + timedelta(days=14), "open_link": not invited, **given})
    round_ = start(the_scan(), organisation=organisation, plan=plan, invited=invited, once=uuid.uuid4(), by=None)
    if not guests:
        round_.participations.update(guest=False)
    return round_


def team(letter: str, size: int, layer: str = "practice", department: str = "") -> list[Invited]:
    """People of one layer and department, by a letter and a number; the same in each round."""
    return [Invited(f"{letter}{number}@voorbeeld.example", layer, department) for number in range(size)]


def all_items(value: int = 2) -> Values:
    """The same answer to every statement."""
    return {item.key: value for item in Item.objects.order_by("position")}


def answer_all(round_: Round, values: Values | None = None, among: Iterable[str] | None = None) -> None:
    """Everybody who was invited hands in, or those whose address begins with one of the letters `among`."""
    for number, one in enumerate(round_.participations.order_by("key")):
        if among is None or one.email[0] in among:
            hand_in(round_, values, device=f"{round_.pk}.{number}.{one.key}", participation=one)


def hand_in(round_: Round, values: Values | None = None, *, device: str = "device", **given: Any) -> answering.Outcome:
    """One person answers on one device."""
    participation, remark = given.pop("participation", None), given.pop("remark", "")
    answering.begin(round_, device_key=device, **given)
    answering.keep(round_, all_items() if values is None else values, device_key=device)
    return answering.hand_in(round_, device_key=device, participation=participation, remark=remark)


def move(round_: Round, organisation: Organisation) -> None:
    """What a merger does to a round."""
    round_.organisation = organisation
    round_.save(update_fields=["organisation"])


def answer_at_once(round_: Round, said: list[Values]) -> None:
    """Leaves what handing in leaves, for many people in two statements."""
    people = list(round_.participations.order_by("key"))
    Answer.objects.bulk_create(
        Answer(round=round_, layer=one.layer, department_id=one.department_id, values=values)
        for one, values in zip(people, said, strict=True)
    )
    Register.objects.filter(round=round_).update(answered=sorted(str(one.key) for one in people))


def make_answered_town(people: int = 8, *, value: int = 2, staff: int = 500, consents: bool = True) -> Round:
    """A closed round of an organisation of its own that lets itself be compared; everybody answers the same."""
    organisation = make_organisation(employees_estimate=staff)
    if consents:
        comparing.join(organisation, instrument="innovation_scan", by=make_user())
    round_ = make_round(organisation=organisation, invited=team("a", people))
    answer_at_once(round_, [all_items(value)] * people)
    closing.close(round_, by=None)
    closing.shuffle(round_)
    round_.refresh_from_db()
    return round_
