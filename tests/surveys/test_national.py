"""Over organisations, twice a year: rules R2 and R16."""

from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
import time_machine

from olievlek.organisations import merging
from olievlek.surveys import histograms, national
from olievlek.surveys.actions import comparing
from olievlek.surveys.models import Benchmark, Histogram, Picture, Questionnaire, Round
from tests.factories.accounts import make_user
from tests.factories.surveys import make_answered_town, the_scan

pytestmark = [pytest.mark.django_db, pytest.mark.both]
FROZEN = date(2026, 7, 1)
LATER = date(2027, 1, 1)


@pytest.fixture(autouse=True)
def spring() -> Iterator[Any]:
    with time_machine.travel("2026-05-04T12:00:00+02:00", tick=False) as moment:
        yield moment


def freeze(as_of: date = FROZEN) -> dict[str, Picture]:
    return {one.size_class: one for one in national.freeze(the_scan(), as_of=as_of)}


def shown(pictures: dict[str, Picture]) -> dict[str, int | None]:
    return {size or "all": one.organisations for size, one in pictures.items() if one.organisations}


def towns(*values: int, staff: int = 500, people: int = 8) -> list[Round]:
    return [make_answered_town(people, value=value, staff=staff) for value in values]


def compared(round_: Round) -> Benchmark | None:
    return Benchmark.objects.filter(organisation=round_.organisation_id).select_related("picture").first()


def test_r16_six_organisations_of_a_class_are_each_compared_with_five_others_of_it() -> None:
    mine, *_others = towns(4, 0, 1, 1, 2, 3)
    assert shown(freeze()) == {"all": 6, "C": 6}
    row = compared(mine)
    assert row
    assert (row.picture.size_class, row.others) == ("C", 5)
    assert row.quartiles["samen_leren"] == [25, 25, 50]


def test_r16_the_own_organisation_is_left_out() -> None:
    low, *_rest, high = towns(0, 1, 2, 2, 3, 4)
    freeze()
    middles = [row.quartiles["duurzaamheid"][1] for row in (compared(low), compared(high)) if row]
    assert middles == [50, 50]
    highest = [row.quartiles["duurzaamheid"][2] for row in (compared(low), compared(high)) if row]
    assert highest == [75, 50]


def test_r16_with_five_organisations_in_a_class_each_sees_all_sizes() -> None:
    mine, *_others = towns(2, 2, 2, 2, 2)
    towns(1, 1, 1, staff=100)
    assert shown(freeze()) == {"all": 8, "C": 5, "D": 3}
    row = compared(mine)
    assert row
    assert (row.picture.size_class, row.others) == ("", 7)


def test_r16_with_four_others_in_all_there_is_no_comparison() -> None:
    mine, *_others = towns(2, 2, 2, 2, 2)
    freeze()
    assert compared(mine) is None


def test_r2_two_organisations_make_no_picture_and_three_do() -> None:
    towns(2, 2)
    assert shown(freeze()) == {}
    towns(3)
    assert shown(freeze(LATER)) == {"all": 3, "C": 3}


def test_r2_an_organisation_with_over_half_of_the_answers_hides_the_picture() -> None:
    towns(2, 2)
    make_answered_town(17)
    assert shown(freeze()) == {}


def test_r2_a_statement_that_one_organisation_answered_for_over_half_is_left_out() -> None:
    rounds = towns(2, 2, 2)
    for round_ in rounds[:2]:
        row = Histogram.objects.get(round=round_)
        row.counts["S1"] = [0, 0, 2, 0, 0, 6]
        row.save()
    picture = freeze()[""]
    assert "S1" not in picture.counts
    assert picture.counts["S2"] == [0, 0, 24, 0, 0, 0]


def test_r6_who_joins_alone_can_not_be_found_by_comparing_two_half_years() -> None:
    towns(2, 2, 2, 2)
    assert shown(freeze()) == {"all": 4, "C": 4}
    towns(0)
    assert shown(freeze(LATER)) == {}


def test_r6_three_who_join_together_may_be_shown() -> None:
    towns(2, 2, 2, 2)
    freeze()
    towns(0, 1, 2)
    assert shown(freeze(LATER)) == {"all": 7, "C": 7}


def test_r6_the_only_other_in_a_class_can_not_be_found_by_who_takes_part_there() -> None:
    towns(2, 2, 2)
    towns(1, 1, staff=100)
    assert shown(freeze()) == {"all": 5}


def test_r16_nobody_counts_without_having_said_yes_or_after_taking_it_back() -> None:
    mine, *_others = towns(2, 2, 2, 2)
    make_answered_town(consents=False)
    comparing.leave(mine.organisation, instrument="innovation_scan", by=make_user())
    comparing.leave(mine.organisation, instrument="innovation_scan", by=make_user())
    assert shown(freeze()) == {"all": 3, "C": 3}


def test_r16_a_half_year_is_frozen_once_and_later_rounds_wait(spring: Any) -> None:
    towns(2, 2, 2)
    spring.move_to("2026-08-08T12:00:00+02:00")
    towns(3, 3, 3)
    assert national.freeze_due() == 5
    assert national.freeze_due() == 0
    assert Picture.objects.get(size_class="").organisations == 3
    spring.move_to("2027-01-01T12:00:00+01:00")
    assert national.freeze_due() == 5
    newest = Picture.objects.filter(size_class="")[0]
    assert (newest.as_of, newest.organisations) == (LATER, 6)
    assert (newest.first_day, newest.last_day) == (date(2026, 5, 4), date(2026, 8, 8))


def test_the_newest_round_of_an_organisation_counts_and_only_for_two_years(spring: Any) -> None:
    towns(2, 2, 2)
    spring.move_to("2028-08-08T12:00:00+02:00")
    assert shown({one.size_class: one for one in national.freeze(the_scan(), as_of=date(2028, 7, 1))}) == {}


def test_the_picture_is_the_exact_sum_of_its_rounds() -> None:
    towns(0, 2, 4)
    picture = freeze()[""]
    assert picture.counts["V3"] == [8, 0, 8, 0, 8, 0]
    assert picture.people == 24
    assert list(histograms.wrong_pictures()) == []


def test_versions_of_the_questions_never_mix() -> None:
    towns(2, 2, 2)
    old = the_scan()
    new = Questionnaire.objects.create(key=old.key, version=2, name_nl="Scan", name_en="Scan")
    assert [one.organisations for one in national.freeze(new, as_of=FROZEN)] == [None] * 5


def test_a_merged_organisation_counts_once() -> None:
    rounds = towns(2, 2, 2, 2)
    merging.merge(rounds[0].organisation, into=rounds[1].organisation, on=date(2026, 5, 4), by=None)
    assert shown(freeze()) == {"all": 3, "C": 3}


@pytest.mark.parametrize(("value", "expected"), [(47.4, 45), (47.5, 50), (2.5, 5), (95, 95)])
def test_r16_figures_are_rounded_to_five_points(value: float, expected: int) -> None:
    assert national.in_fives(value) == expected


@pytest.mark.parametrize(
    ("day", "expected"), [(date(2026, 6, 30), date(2026, 1, 1)), (date(2026, 7, 1), FROZEN), (LATER, LATER)]
)
def test_a_half_year_begins_in_january_and_july(day: date, expected: date) -> None:
    assert national.half_year(day) == expected
