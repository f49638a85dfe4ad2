"""Answering: once, on one device, and nothing that joins a person to an answer."""

from typing import Any

import pytest
import time_machine

from olievlek.accounts import codes
from olievlek.accounts.actions import end
from olievlek.core.models import OutgoingMail
from olievlek.surveys.actions import answering, closing
from olievlek.surveys.actions.answering import Outcome, digest
from olievlek.surveys.actions.starting import NobodyToAskError, Plan, remind, start
from olievlek.surveys.links import find_invited, find_open, personal_token
from olievlek.surveys.models import Answer, Draft, Register, Round
from olievlek.timeline.models import Entry
from tests.factories.accounts import make_user
from tests.factories.surveys import all_items, answer_all, hand_in, make_round, team

pytestmark = pytest.mark.django_db


def register(round_: Round) -> list[str]:
    return Register.objects.get(round=round_).answered


@pytest.mark.both
def test_a_round_starts_once_writes_to_each_person_once_and_stands_on_the_timeline() -> None:
    round_ = make_round(invited=[*team("a", 3), *team("A", 1)])
    again = start(
        round_.questionnaire, organisation=round_.organisation, plan=Plan(round_.closes_on), invited=team("b", 2),
        once=round_.once, by=None,
    )  # fmt: skip
    assert again == round_
    assert sorted(OutgoingMail.objects.values_list("to", flat=True)) == [
        f"a{number}@voorbeeld.example" for number in range(3)
    ]
    assert [entry.event for entry in Entry.objects.about(round_)] == ["round.started"]


def test_a_round_asks_somebody() -> None:
    with pytest.raises(NobodyToAskError):
        make_round(open_link=False)


def test_a_personal_address_leads_to_one_invitation_and_a_forged_one_nowhere() -> None:
    one, other = make_round(invited=team("a", 2)).participations.all()
    assert find_invited(personal_token(one)) == one
    assert personal_token(one) != personal_token(other)
    for forged in (personal_token(one)[:-2], "A" * 43, "é", "", personal_token(one)[:22] + personal_token(other)[22:]):
        assert find_invited(forged) is None


def test_an_open_link_leads_to_its_round_and_an_empty_one_nowhere() -> None:
    round_ = make_round()
    make_round(invited=team("a", 1))
    assert find_open(round_.open_key) == round_
    assert find_open("") is None


@pytest.mark.both
def test_what_somebody_hands_in_has_her_layer_and_department_and_not_her_name() -> None:
    round_ = make_round(invited=team("a", 1, "management", "Burgerzaken"), departments=("Burgerzaken",))
    one = round_.participations.get()
    assert hand_in(round_, all_items(3), participation=one) is Outcome.RECEIVED
    answer = Answer.objects.get()
    assert (answer.layer, answer.department, answer.values) == ("management", one.department, all_items(3))
    kept = {"key", "round", "layer", "department", "guest", "values"}
    assert {field.name for field in Answer._meta.get_fields()} == kept
    assert register(round_) == [str(one.key)]


def test_below_400_staff_board_management_and_support_are_one_group() -> None:
    from tests.factories.organisations import make_organisation

    small = make_organisation(employees_estimate=399)
    round_ = make_round(organisation=small, invited=[*team("a", 1, "board"), *team("b", 1, "support"), *team("c", 1)])
    assert sorted(round_.participations.values_list("layer", flat=True)) == ["management", "management", "practice"]
    assert [group.key for group in round_.groups] == ["management", "practice"]
    assert len(make_round().groups) == 4


@pytest.mark.both
def test_handing_in_twice_from_one_device_counts_once() -> None:
    round_ = make_round()
    assert [hand_in(round_, device="phone") for _ in range(3)] == [Outcome.RECEIVED] * 3
    assert Answer.objects.count() == 1


@pytest.mark.both
def test_a_personal_link_that_was_used_counts_no_second_time_from_another_device() -> None:
    round_ = make_round(invited=team("a", 2))
    one = round_.participations.first()
    assert hand_in(round_, device="phone", participation=one) is Outcome.RECEIVED
    assert hand_in(round_, all_items(4), device="laptop", participation=one) is Outcome.USED
    assert Answer.objects.get().values == all_items(2)


@pytest.mark.both
def test_two_devices_keep_their_own_drafts_and_the_first_to_hand_in_counts() -> None:
    round_ = make_round(invited=team("a", 1))
    one = round_.participations.get()
    for device, value in (("phone", 1), ("laptop", 3)):
        answering.begin(round_, device_key=device)
        answering.keep(round_, all_items(value), device_key=device)
    assert answering.hand_in(round_, device_key="laptop", participation=one) is Outcome.RECEIVED
    assert answering.hand_in(round_, device_key="phone", participation=one) is Outcome.USED
    assert Answer.objects.get().values == all_items(3)


@pytest.mark.both
def test_a_draft_grows_page_by_page_and_goes_back() -> None:
    round_ = make_round()
    answering.begin(round_, device_key="phone", layer="practice")
    answering.keep(round_, {"S1": 3, "S2": -1}, device_key="phone")
    answering.keep(round_, {"S1": 1}, device_key="phone")
    answering.begin(round_, device_key="phone", layer="support")
    draft = answering.draft_of("phone", round_)
    assert draft is not None
    assert (draft.values, draft.layer, draft.key) == ({"S1": 1, "S2": -1}, "support", digest("phone"))
    assert answering.draft_of("other", round_) is None


def test_nothing_said_is_nothing_handed_in() -> None:
    assert hand_in(make_round(), {}) is Outcome.EMPTY


def test_what_comes_after_closing_goes_to_no_round_and_says_so() -> None:
    round_ = make_round()
    answering.begin(round_, device_key="late")
    answering.keep(round_, all_items(), device_key="late")
    closing.close(round_, by=None)
    assert not Draft.objects.exists()
    round_.refresh_from_db()
    assert not answering.keep(round_, all_items(), device_key="late")
    assert answering.hand_in(round_, device_key="late") is Outcome.LATE
    assert not Answer.objects.exists()


def test_the_day_after_the_last_day_is_late_also_before_somebody_closes() -> None:
    round_ = make_round()
    with time_machine.travel(f"{round_.closes_on}T12:00:00+02:00", tick=False):
        assert hand_in(round_, device="on time") is Outcome.RECEIVED
    from datetime import timedelta

    with time_machine.travel(f"{round_.closes_on + timedelta(days=1)}T12:00:00+02:00", tick=False):
        assert hand_in(round_, device="late") is Outcome.LATE
        assert closing.close_due() >= 0
        round_.refresh_from_db()
    assert round_.closed_at is not None
    assert round_.closed_by is None


def test_answering_leaves_no_line_on_the_timeline() -> None:
    round_ = make_round(invited=team("a", 3))
    before = Entry.objects.count()
    answer_all(round_)
    assert Entry.objects.count() == before


def seen_of(round_: Round, people: int) -> list[Any]:
    """The progress after each of them."""
    seen: list[Any] = []
    invited: list[Any] = list(round_.participations.order_by("key")) or [None] * people
    for number, one in enumerate(invited[:people]):
        hand_in(round_, device=f"{round_.pk} {number}", participation=one)
        told = answering.progress(round_)
        seen.append(told and told[:2])
    return seen


def test_r3_a_session_tells_in_fives_how_many_are_done_until_it_closes() -> None:
    assert seen_of(make_round(expected=12), 15) == [None] * 4 + [(5, 12)] * 5 + [(10, 12)] * 5 + [(15, 0)]
    assert seen_of(make_round(), 11) == [None] * 4 + [(5, 0)] * 5 + [(10, 0)] * 2


def test_r3_of_people_who_were_invited_is_never_told_that_a_few_are_left() -> None:
    round_ = make_round(invited=team("a", 17))
    assert seen_of(round_, 17) == [None] * 4 + [(5, 17)] * 5 + [(10, 17)] * 8
    assert answering.progress(round_) == (10, 17, True)
    assert seen_of(make_round(invited=team("a", 9)), 9) == [None] * 9


def test_a_reminder_goes_to_everyone_with_the_same_address_and_at_most_twice() -> None:
    round_ = make_round(invited=team("a", 4))
    hand_in(round_, participation=round_.participations.first())
    first = {
        mail.to: personal_token(round_.participations.get(email=mail.to)) in mail.body
        for mail in OutgoingMail.objects.all()
    }
    assert all(first.values())
    OutgoingMail.objects.all().delete()
    assert [remind(round_, by=None) for _ in range(3)] == [True, True, False]
    assert OutgoingMail.objects.count() == 8
    assert [entry.event for entry in Entry.objects.about(round_)].count("round.reminded") == 2


@pytest.mark.both
def test_who_ended_her_account_gets_no_reminder_and_her_address_is_gone() -> None:
    round_ = make_round(invited=team("a", 4))
    user = make_user(email="a0@voorbeeld.example")
    codes.prove(user, user.email)
    end(user, by=None)
    OutgoingMail.objects.all().delete()
    remind(round_, by=None)
    assert sorted(OutgoingMail.objects.values_list("to", flat=True)) == [f"a{n}@voorbeeld.example" for n in (1, 2, 3)]
    assert round_.participations.filter(email="").count() == 1
