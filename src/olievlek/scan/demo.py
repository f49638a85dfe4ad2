"""Rounds of the two demo municipalities: made-up answers through the real doors, to have something to look at."""

import uuid
from collections.abc import Sequence
from datetime import date, timedelta
from random import Random
from typing import NamedTuple

from django.utils import timezone

from olievlek.accounts.models import User
from olievlek.organisations.models import Layer, Organisation
from olievlek.scan import actions
from olievlek.scan.profile import Profile
from olievlek.surveys.actions import answering, closing
from olievlek.surveys.actions.starting import Plan, start
from olievlek.surveys.models import Department, Questionnaire, Round
from olievlek.surveys.models.answer import DO_NOT_KNOW, Values
from olievlek.tasks import actions as planning

SCAN = "innovation_scan"
YEAR = timedelta(days=330)
OURS = uuid.UUID("6f6c6965-766c-656b-8000-64656d6f0000")
HIGHEST = 4
LEADING = 0.7  # how much better who leads sees it, on the scale of 0 to 4


class Told(NamedTuple):
    """One round: how many of each layer answered, and how each factor is seen on the scale of 0 to 4."""

    name: str
    people: dict[Layer, int]
    seen: Sequence[float]
    departments: tuple[str, ...] = ()
    ago: timedelta = timedelta()
    open: bool = False


ROUNDS = {
    "a": (
        Told(
            "before",
            {Layer.BOARD: 5, Layer.MANAGEMENT: 10, Layer.PRACTICE: 16, Layer.SUPPORT: 11},
            (1.5, 1.7, 2.2, 1.8, 1.6, 0.7, 1.4),
            ago=YEAR,
        ),
        Told(
            "now",
            {Layer.BOARD: 6, Layer.MANAGEMENT: 11, Layer.PRACTICE: 18, Layer.SUPPORT: 12},
            (2.1, 2.0, 2.3, 1.4, 1.7, 0.8, 1.6),
        ),
        Told("open", {Layer.MANAGEMENT: 4, Layer.PRACTICE: 8, Layer.SUPPORT: 6}, (2,) * 7, open=True),
    ),
    "b": (
        Told(
            "now",
            {Layer.BOARD: 4, Layer.MANAGEMENT: 12, Layer.PRACTICE: 24, Layer.SUPPORT: 14},
            (2.4, 1.3, 1.9, 2.5, 1.2, 2.2, 1.8),
            departments=("Sociaal domein", "Ruimte", "Bedrijfsvoering"),
        ),
        Told("open", {Layer.BOARD: 2, Layer.PRACTICE: 11}, (2,) * 7, open=True),
    ),
}
PROOFS = {"S1": "Onze vernieuwing op één blad (verzonnen)", "V1": "Het voorbeeld dat wij overnamen (verzonnen)"}


def load(people: dict[str, User]) -> None:
    """Make what is not there yet; a round that is there is left as it is. `people`: see accounts.demo."""
    questionnaire = Questionnaire.objects.filter(key=SCAN).order_by("-version").first()
    if questionnaire is None:
        return
    for organisation in Organisation.objects.filter(demo_key__in=ROUNDS).order_by("demo_key"):
        by = people.get(f"coordinator-{organisation.demo_key}")
        for told in ROUNDS[organisation.demo_key]:
            once = uuid.uuid5(OURS, f"{organisation.demo_key} {told.name}")
            if by is not None and not Round.objects.filter(once=once).exists():
                _hold(questionnaire, organisation, told, once, by)
                _share(once, organisation.demo_key, by)


def _share(once: uuid.UUID, key: str, by: User) -> None:
    """The first shows its newest profile to everyone, the second to the first."""
    for round_ in Round.objects.closed().filter(once=once, closed_at__date=timezone.localdate()):
        others = Organisation.objects.filter(demo_key="a").exclude(demo_key=key).order_by("pk")
        actions.share(round_, to=others.first(), by=by)


def _hold(questionnaire: Questionnaire, organisation: Organisation, told: Told, once: uuid.UUID, by: User) -> None:
    """Start, answer, close; then evidence and a plan."""
    answered = sum(told.people.values())
    plan = Plan(
        closes_on=timezone.localdate() + timedelta(days=60),
        departments=told.departments,
        open_link=True,
        expected=answered + 12,
    )
    round_ = start(questionnaire, organisation=organisation, plan=plan, invited=(), once=once, by=by)
    _answer(round_, told)
    if told.open:
        return
    closing.close(round_, by=by)
    if told.ago:
        _long_ago(round_, told.ago)
    else:
        _prove(organisation, by)
    round_.refresh_from_db()
    _plan(round_, by)


def _answer(round_: Round, told: Told) -> None:
    """The same answers at every start: people of a layer differ a little, and who leads sees it a bit better."""
    draw = Random(f"{round_.organisation.demo_key} {told.name}")  # noqa: S311  # made-up people need no secrecy
    departments: list[Department | None] = list(round_.departments.order_by("position")) or [None]
    factors = _factors(round_)
    for layer, many in told.people.items():
        more = LEADING if layer in (Layer.BOARD, Layer.MANAGEMENT) else 0
        for number in range(many):
            device = f"demo {round_.once} {layer} {number}"
            values = _values(draw, factors, [seen + more for seen in told.seen])
            department = departments[number % len(departments)]
            answering.begin(round_, device_key=device, layer=layer.value, department=department)
            answering.keep(round_, values, device_key=device)
            answering.hand_in(round_, device_key=device)


def _factors(round_: Round) -> list[list[str]]:
    """The keys of the statements, by factor, in the order of the questions."""
    found: dict[int, list[str]] = {}
    for item in round_.questionnaire.items.order_by("position"):
        found.setdefault(item.factor_id, []).append(item.key)
    return list(found.values())


def _values(draw: Random, factors: list[list[str]], seen: Sequence[float]) -> Values:
    """Somebody's answers; of the last factor people know little."""
    values: Values = {}
    for place, (items, middle) in enumerate(zip(factors, seen, strict=True)):
        own = middle + draw.gauss(0, 0.6)
        unknown = 0.35 if place == len(factors) - 1 else 0.06
        for item in items:
            answer = min(max(round(draw.gauss(own, 0.7)), 0), HIGHEST)
            values[item] = DO_NOT_KNOW if draw.random() < unknown else answer
    return values


def _long_ago(round_: Round, ago: timedelta) -> None:
    """A demo of one day has no last year: move the round there."""
    then = timezone.now() - ago
    Round.objects.filter(pk=round_.pk).update(
        started_at=then - timedelta(days=14), closes_on=then.date(), closed_at=then
    )


def _prove(organisation: Organisation, by: User) -> None:
    for item, text in PROOFS.items():
        actions.tell(organisation, item, text=text, link="", as_of=date(2026, 3, 1), by=by)


def _plan(round_: Round, by: User) -> None:
    """The advice on the two lowest factors becomes two tasks; those of a year ago are done."""
    assert round_.closed_at
    for place, line in enumerate(Profile(round_).weakest_first[:2]):
        task = planning.add(
            round_,
            organisation=round_.organisation,
            topic=line.factor.key,
            text=line.advice,
            owner=by if place == 0 else None,
            due=round_.closed_at.date() + timedelta(days=90 + 30 * place),
            once=uuid.uuid5(round_.once, line.factor.key),
            by=by,
        )
        if round_.closed_at.date() < timezone.localdate():
            planning.finish(task, outcome="Drie proeven zijn zo begonnen (verzonnen).", by=by)
