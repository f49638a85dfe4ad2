"""Closing: once, for good, and only what nobody can take apart is shown. Named by the rule they hold."""

import uuid
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.db import IntegrityError, transaction
from django.utils import timezone

from olievlek.accounts.models import User
from olievlek.organisations import merging
from olievlek.surveys.actions import closing
from olievlek.surveys.models import Answer, Cell, Participation, Register, Round
from olievlek.timeline.models import Entry
from tests.factories.accounts import make_user
from tests.factories.organisations import make_organisation
from tests.factories.surveys import all_items, answer_all, hand_in, make_round, team

pytestmark = [pytest.mark.django_db, pytest.mark.both]


def closed(round_: Round, by: User | None = None) -> Round:
    closing.close(round_, by=by)
    closing.shuffle(round_)
    round_.refresh_from_db()
    return round_


def shown(round_: Round) -> dict[str, int | None]:
    """The cells that are shown, by layer and department, with how many people."""
    cells = Cell.objects.released().filter(round=round_).select_related("department").order_by("pk")
    return {
        " ".join(filter(None, [one.layer, one.department.name if one.department else ""])) or "all": one.people
        for one in cells
    }


def with_teams(**sizes: int) -> Round:
    """Everybody answered; teams by their letter."""
    invited = [one for letter, size in sizes.items() for one in team(letter, size, "practice", letter)]
    round_ = make_round(invited=invited, departments=tuple(sizes))
    answer_all(round_)
    return closed(round_)


def test_r1_a_round_with_four_answers_shows_nothing() -> None:
    assert shown(with_teams(a=4)) == {}


def test_r5_teams_of_three_and_six_show_only_nine() -> None:
    assert shown(with_teams(a=3, b=6)) == {"all": 9, "practice": 9}


def test_r5_teams_of_three_six_and_four_show_six_and_thirteen() -> None:
    assert shown(with_teams(a=3, b=6, c=4)) == {"all": 13, "practice": 13, "b": 6, "practice b": 6}


def test_r6_who_joined_alone_hides_the_second_round() -> None:
    organisation = make_organisation(employees_estimate=500)
    for size, expected in ((8, {"all": 8, "practice": 8}), (9, {}), (14, {"all": 14, "practice": 14})):
        round_ = make_round(organisation=organisation, invited=team("a", size))
        answer_all(round_)
        assert shown(closed(round_)) == expected


def test_a_round_keeps_the_size_class_of_its_day() -> None:
    organisation = make_organisation(employees_estimate=399)
    round_ = make_round(organisation=organisation)
    organisation.size_class = "B"
    organisation.save(update_fields=["size_class"])
    round_.refresh_from_db()
    assert (round_.size_class, len(round_.groups)) == ("D", 2)


def test_r6_rounds_of_merged_organisations_are_audited_together() -> None:
    old, new = make_organisation(employees_estimate=500), make_organisation(employees_estimate=500)
    first = make_round(organisation=old, invited=team("a", 8))
    answer_all(first)
    closed(first)
    merging.merge(old, into=new, on=timezone.localdate(), by=None)
    first.refresh_from_db()
    assert first.organisation == new
    second = make_round(organisation=new, invited=team("a", 9))
    answer_all(second)
    assert shown(closed(second)) == {}


def test_r2_a_group_is_answers_and_not_invitations() -> None:
    round_ = make_round(invited=[*team("a", 20), *team("b", 4)])
    answer_all(round_, among="b")
    assert shown(closed(round_)) == {}


@pytest.mark.parametrize(
    ("support", "told"),
    [(7, {"all": 15}), (12, {"all": 20, "practice": 10, "support": 10}), (0, {"all": 10, "practice": 10})],
)
def test_r8_parts_of_an_open_round_are_shown_when_each_has_ten_and_counted_in_fives(
    support: int, told: dict[str, int]
) -> None:
    round_ = make_round()
    for number in range(12):
        hand_in(round_, device=f"p{number}", layer="practice")
    for number in range(support):
        hand_in(round_, device=f"s{number}", layer="support")
    assert shown(closed(round_)) == told


def test_r9_a_hidden_cell_holds_no_number_at_all() -> None:
    round_ = with_teams(a=3, b=6)
    hidden = Cell.objects.filter(round=round_, people=None)
    assert hidden.exists()
    assert all(cell.figures == {} for cell in hidden)


def test_r9_the_database_refuses_a_cell_of_four() -> None:
    round_ = make_round()
    with pytest.raises(IntegrityError), transaction.atomic():
        Cell.objects.create(round=round_, people=4)


def test_r1_a_factor_that_four_people_answered_is_hidden_in_a_cell_that_is_shown() -> None:
    round_ = make_round(invited=team("a", 7))
    silent = {key: -1 if key.startswith("D") else 2 for key in all_items()}
    for number, one in enumerate(round_.participations.order_by("key")):
        hand_in(round_, silent if number < 3 else None, device=str(number), participation=one)
    factors = Cell.objects.get(round=closed(round_), layer="", department=None).figures["factors"]
    assert "mean" not in factors["duurzaamheid"]
    assert factors["duurzaamheid"]["dont_know"] == 43
    assert factors["samen_leren"]["mean"] == 50


def test_r5_a_factor_is_hidden_in_a_part_when_its_total_would_give_three_people_away() -> None:
    round_ = make_round(invited=[*team("a", 8, "practice"), *team("b", 6, "support")])
    silent = {key: -1 if key.startswith("D") else 2 for key in all_items()}
    for number, one in enumerate(round_.participations.order_by("email")):
        hand_in(round_, silent if number in (8, 9, 10) else None, device=str(number), participation=one)
    closed(round_)
    means = {
        cell.layer: "mean" in cell.figures["factors"]["duurzaamheid"]
        for cell in Cell.objects.released().filter(round=round_, department=None)
    }
    assert means == {"": True, "practice": False, "support": False}


def test_r4_a_round_closes_once_and_its_cells_stay_as_they_are() -> None:
    round_, by = with_teams(a=6), make_user()
    before = list(Cell.objects.order_by("pk").values())
    closed(round_, by=by)
    assert list(Cell.objects.order_by("pk").values()) == before
    assert round_.closed_by is None
    assert [entry.event for entry in Entry.objects.about(round_)].count("round.closed") == 1


def test_r13_closing_writes_the_answers_anew_without_layer_and_department() -> None:
    round_ = make_round(invited=team("a", 6, department="A"), departments=("A",))
    answer_all(round_)
    before = set(Answer.objects.values_list("key", flat=True))
    closed(round_)
    after = list(Answer.objects.all())
    assert len(after) == 6
    assert not before & {one.key for one in after}
    assert {(one.layer, one.department_id) for one in after} == {("", None)}
    assert not closing.shuffle(round_)


def test_r17_a_machine_that_stopped_between_closing_and_shuffling_shuffles_later() -> None:
    round_ = make_round(invited=team("a", 6))
    answer_all(round_)
    closing.close(round_, by=None)
    assert Round.objects.get(pk=round_.pk).shuffled_on is None
    assert closing.close_due() == 1
    assert Round.objects.get(pk=round_.pk).shuffled_on is not None
    assert closing.close_due() == 0


def test_thirty_days_after_closing_no_address_and_nothing_of_the_silent_is_kept() -> None:
    round_ = make_round(invited=[*team("a", 6), *team("b", 3)])
    answer_all(round_, among="a")
    closed(round_)
    assert closing.forget_addresses() == 0
    with time_machine.travel(timezone.now() + timedelta(days=31)):
        assert closing.forget_addresses() == 1
        assert closing.forget_addresses() == 0
    assert list(Participation.objects.values_list("email", flat=True)) == [""] * 6
    later = make_round(organisation=round_.organisation, invited=team("a", 7))
    answer_all(later)
    assert shown(closed(later)) == {}


def test_a_higher_minimum_of_an_earlier_round_still_counts() -> None:
    organisation = make_organisation(employees_estimate=500)
    first = make_round(organisation=organisation, invited=team("a", 10), minimum_group=10)
    answer_all(first)
    assert shown(closed(first)) == {"all": 10, "practice": 10}
    second = make_round(organisation=organisation, invited=team("b", 8), minimum_group=5)
    answer_all(second)
    assert shown(closed(second)) == {}


def test_the_means_of_all_people_are_frozen_with_the_statements() -> None:
    round_ = make_round(invited=team("a", 10))
    for number, one in enumerate(round_.participations.order_by("key")):
        hand_in(round_, all_items(number % 2 * 4), device=str(number), participation=one)
    cell = Cell.objects.get(round=closed(round_), layer="", department=None)
    assert cell.figures["factors"]["samen_leren"] == {"mean": 50.0, "spread": "apart", "dont_know": 0}
    assert cell.figures["items"]["S1"] == {"mean": 50.0, "shares": [50, 0, 0, 0, 50]}
    assert len(cell.figures["items"]) == 35


def test_the_register_counts_who_came_without_an_invitation() -> None:
    round_ = make_round(invited=team("a", 2), departments=("A",), open_link=True)
    answer_all(round_)
    for number in range(3):
        hand_in(round_, device=f"open{number}", layer="support", department=round_.departments.get())
    closed(round_)
    assert Register.objects.get(round=round_).unnamed == {f"support|{round_.departments.get().pk}": 3}


@pytest.mark.parametrize("rounds", [1, 3])
def test_closing_asks_as_much_for_one_answer_as_for_three(rounds: int, django_assert_max_num_queries: Any) -> None:
    round_ = make_round()
    for number in range(rounds):
        hand_in(round_, device=f"{uuid.uuid4()}{number}")
    with django_assert_max_num_queries(24):
        closing.close(round_, by=None)
