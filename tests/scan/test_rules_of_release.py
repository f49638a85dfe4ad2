"""The worked cases of the rules on the page of the result, named by rule."""

import pytest

from olievlek.organisations.models import Organisation
from olievlek.scan.levels import level_of
from olievlek.scan.profile import Profile
from olievlek.surveys.actions import closing
from olievlek.surveys.models import Round
from tests.factories.organisations import make_organisation
from tests.factories.scan import make_result
from tests.factories.surveys import all_items, answer_all, hand_in, make_round, team


def by_open_link(organisation: Organisation, people: int, value: int, *, minimum_group: int = 5) -> Round:
    round_ = make_round(organisation=organisation, minimum_group=minimum_group)
    for number in range(people):
        hand_in(round_, all_items(value), device=f"{round_.pk}.{number}")
    closing.close(round_, by=None)
    round_.refresh_from_db()
    return round_


def change(round_: Round) -> int | None:
    return Profile(round_).lines[0].change


@pytest.mark.django_db
@pytest.mark.parametrize(("first", "second", "expected"), [(12, 14, 25), (12, 9, None), (9, 12, None), (10, 10, 25)])
def test_r8_a_trend_of_open_links_needs_twice_the_minimum_in_both_rounds(
    first: int, second: int, expected: int | None
) -> None:
    organisation = make_organisation(employees_estimate=500)
    by_open_link(organisation, first, 1)
    assert change(by_open_link(organisation, second, 2)) == expected


@pytest.mark.django_db
def test_r8_one_open_link_among_two_rounds_is_enough_for_the_stricter_rule() -> None:
    organisation = make_organisation(employees_estimate=500)
    known = make_round(organisation=organisation, invited=team("a", 8))
    answer_all(known, all_items(1))
    closing.close(known, by=None)
    assert change(by_open_link(organisation, 30, 2)) is None


@pytest.mark.django_db
def test_r8_a_raised_minimum_raises_what_a_trend_needs() -> None:
    organisation = make_organisation(employees_estimate=500)
    by_open_link(organisation, 14, 1, minimum_group=10)
    assert change(by_open_link(organisation, 30, 2)) is None
    assert change(by_open_link(organisation, 30, 3)) == 25


@pytest.mark.django_db
def test_rounds_of_known_people_have_a_trend_from_the_minimum_on() -> None:
    organisation = make_organisation(employees_estimate=500)
    make_result(organisation, low=1, high=1)
    assert change(make_result(organisation, low=2, high=2)) == 25


@pytest.mark.parametrize(
    ("score", "expected"),
    [(24.9, "chance"), (25, "starting"), (49.9, "starting"), (50, "organised"), (74.9, "organised"), (75, "natural")],
)
def test_a_score_on_the_border_belongs_to_the_higher_level(score: float, expected: str) -> None:
    assert level_of(score).key == expected
