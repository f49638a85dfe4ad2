"""Own words (R12), and the rules of a round that may change until the first answer (R1)."""

from typing import Any

import pytest
from django.db import IntegrityError, transaction

from olievlek.surveys.actions import closing, starting
from olievlek.surveys.actions.starting import LowerMinimumError, TooLateError
from olievlek.surveys.models import Answer, Cell, Remark, Round
from olievlek.timeline.models import Entry
from tests.factories.accounts import make_user
from tests.factories.surveys import hand_in, make_round, team

pytestmark = pytest.mark.django_db


def with_remarks(many: int, people: int = 14, **given: Any) -> Round:
    round_ = make_round(invited=team("a", people), open_text=True, **given)
    for number, one in enumerate(round_.participations.order_by("key")):
        remark = f"woord {number}" if number < many else ""
        hand_in(round_, device=str(number), participation=one, remark=remark)
    return round_


def closed(round_: Round) -> Round:
    closing.close(round_, by=None)
    closing.shuffle(round_)
    round_.refresh_from_db()
    return round_


def change(round_: Round, minimum_group: int = 5, *, open_text: bool = False) -> None:
    starting.change_rules(round_, minimum_group=minimum_group, open_text=open_text, by=make_user())
    round_.refresh_from_db()


def test_r12_a_round_asks_for_own_words_only_when_that_was_chosen() -> None:
    round_ = make_round(invited=team("a", 1))
    assert not round_.asks_in_own_words
    hand_in(round_, participation=round_.participations.get(), remark="Toch iets")
    assert Answer.objects.count() == 1
    assert not Remark.objects.exists()


@pytest.mark.both
def test_r12_ten_are_shown_after_closing_and_not_before() -> None:
    round_ = with_remarks(10)
    assert not Remark.objects.shown(round_).exists()
    assert sorted(one.text for one in Remark.objects.shown(closed(round_))) == [f"woord {n}" for n in range(10)]


@pytest.mark.both
def test_r12_nine_are_thrown_away_when_the_round_closes() -> None:
    closed(with_remarks(9))
    assert not Remark.objects.exists()


def test_r12_none_stay_when_everybody_together_is_hidden() -> None:
    organisation = closed(make_answered(8)).organisation
    round_ = with_remarks(10, people=11, organisation=organisation)
    extra = Cell.objects.filter(round=closed(round_), layer="", department=None).get()
    assert extra.people is not None  # other people: this one may be shown
    hidden = with_remarks(12, people=12, organisation=organisation)
    assert not Cell.objects.filter(round=closed(hidden)).released().exists()
    assert not Remark.objects.filter(round=hidden).exists()


def make_answered(people: int) -> Round:
    round_ = make_round(invited=team("b", people))
    for number, one in enumerate(round_.participations.order_by("key")):
        hand_in(round_, device=f"b{number}", participation=one)
    return round_


@pytest.mark.both
def test_r12_own_words_have_no_layer_no_department_and_no_answer_beside_them() -> None:
    assert {field.name for field in Remark._meta.get_fields()} == {"key", "round", "text"}


@pytest.mark.both
def test_r13_closing_writes_own_words_anew_in_another_order() -> None:
    round_ = with_remarks(14)
    before = set(Remark.objects.values_list("key", flat=True))
    orders = [one.text for one in Remark.objects.shown(closed(round_))]
    assert not before & set(Remark.objects.values_list("key", flat=True))
    assert orders != [f"woord {n}" for n in range(14)]


@pytest.mark.both
def test_own_words_in_which_somebody_is_recognised_are_taken_away_for_good() -> None:
    round_, by = closed(with_remarks(11)), make_user()
    first = Remark.objects.shown(round_)[0]
    closing.take_away(first, by=by)
    closing.take_away(first, by=by)
    assert Remark.objects.shown(round_).count() == 10
    assert [entry.event for entry in Entry.objects.about(round_)].count("round.remark_taken_away") == 1
    closing.take_away(Remark.objects.shown(round_)[0], by=by)
    assert not Remark.objects.shown(round_).exists()


@pytest.mark.both
def test_a_remark_says_something() -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Remark.objects.create(round=make_round(), text="")


@pytest.mark.both
def test_r1_minimum_and_open_question_change_before_the_first_answer() -> None:
    round_ = make_round(invited=team("a", 8))
    for _twice in range(2):
        change(round_, 7, open_text=True)
    assert (round_.minimum_group, round_.asks_in_own_words, round_.open_text_by is not None) == (7, True, True)
    assert [entry.event for entry in Entry.objects.about(round_)].count("round.changed") == 1
    change(round_, 7, open_text=False)
    assert (round_.open_text_at, round_.open_text_by) == (None, None)


def test_r1_the_minimum_is_never_lowered() -> None:
    round_ = make_round(minimum_group=10)
    with pytest.raises(LowerMinimumError):
        change(round_, 7)
    round_.refresh_from_db()
    assert round_.minimum_group == 10


@pytest.mark.parametrize(("minimum", "open_text"), [(7, False), (5, True)])
def test_r1_and_r12_after_the_first_answer_no_rule_changes(minimum: int, open_text: bool) -> None:
    round_ = make_round()
    hand_in(round_)
    with pytest.raises(TooLateError):
        change(round_, minimum, open_text=open_text)


def test_r1_a_round_that_is_closed_keeps_its_rules() -> None:
    round_ = make_round()
    closing.close(round_, by=None)
    with pytest.raises(TooLateError):
        change(round_, 10)
