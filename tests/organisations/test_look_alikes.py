"""Which organisations resemble one."""

import pytest
from pytest_django.asserts import assertNumQueries

from olievlek.organisations.look_alikes import look_alikes
from olievlek.organisations.models import Kind
from tests.factories.organisations import make_organisation, make_study_municipality

pytestmark = [pytest.mark.django_db, pytest.mark.both]


def test_the_nearest_in_residents_of_the_same_size_comes_first_with_its_reason() -> None:
    zeist = make_organisation(population=66_000, urbanity=2, employees_estimate=560)
    far = make_organisation(population=40_000, urbanity=2, employees_estimate=500)
    near = make_organisation(population=65_000, urbanity=2, employees_estimate=600)
    make_organisation(population=66_000, urbanity=2, employees_estimate=900)
    with assertNumQueries(1):
        found = look_alikes(zeist)
    assert [alike.organisation for alike in found] == [near, far]
    assert found[0].reason == "65.000 inwoners, ook sterk stedelijk"


def test_a_class_of_urbanity_counts() -> None:
    zeist = make_organisation(population=66_000, urbanity=2, employees_estimate=560)
    rural = make_organisation(population=66_000, urbanity=5, employees_estimate=560)
    urban = make_organisation(population=60_000, urbanity=2, employees_estimate=560)
    assert [alike.organisation for alike in look_alikes(zeist)] == [urban, rural]


def test_never_more_than_asked() -> None:
    zeist = make_organisation(population=66_000, employees_estimate=560)
    for _number in range(3):
        make_organisation(population=66_000, employees_estimate=560)
    assert len(look_alikes(zeist, n=2)) == 2


def test_a_water_board_resembles_the_other_water_boards() -> None:
    one = make_organisation(kind=Kind.WATER_BOARD, name="Waterschap Een")
    other = make_organisation(kind=Kind.WATER_BOARD, name="Waterschap Twee")
    make_organisation()
    assert [(alike.organisation, alike.reason) for alike in look_alikes(one)] == [(other, "Waterschap")]


def test_the_study_resembles_nobody_and_nobody_resembles_it() -> None:
    study = make_study_municipality()
    real = make_organisation(employees_estimate=300, population=20_000)
    assert look_alikes(study) == []
    assert look_alikes(real) == []
