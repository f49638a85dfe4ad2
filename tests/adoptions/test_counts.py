"""The counting rule: distinct bodies, the owner and other makers left out; one place, used everywhere."""

from typing import Any

import pytest

from olievlek.adoptions.counts import most_used, with_counts
from olievlek.cases.models import Case
from tests.factories.library import make_adoption, make_case
from tests.factories.organisations import make_organisation

pytestmark = [pytest.mark.django_db, pytest.mark.both]


def counted(case: Case) -> tuple[int, int, int, int]:
    found: Any = with_counts(Case.objects.all()).get(pk=case.pk)
    return found.in_use, found.introducing, found.copied, found.stopped


def test_a_case_that_nobody_copied_counts_nobody() -> None:
    assert counted(make_case()) == (0, 0, 0, 0)


def test_stages_are_counted_apart_and_copied_is_in_use_and_introducing() -> None:
    case = make_case()
    for stage in ("in_use", "in_use", "introducing", "stopped", "seen", "decided_no"):
        make_adoption(case, make_organisation(), stage)
    assert counted(case) == (2, 1, 3, 1)


def test_the_owner_and_other_makers_do_not_count_as_copiers() -> None:
    owner, partner, copier = (make_organisation() for _ in range(3))
    case = make_case(owner=owner)
    make_adoption(case, owner)
    make_adoption(case, partner, role="maker")
    make_adoption(case, copier)
    assert counted(case) == (1, 0, 1, 0)


def test_a_case_without_owner_counts_everybody() -> None:
    case = make_case(owner=None)
    make_adoption(case, make_organisation())
    assert counted(case)[0] == 1


def test_a_body_that_is_known_by_name_only_counts_as_a_body() -> None:
    case = make_case(owner=make_organisation())
    make_adoption(case, "ABG-organisatie")
    assert counted(case)[0] == 1


def test_counts_of_one_case_do_not_leak_into_another() -> None:
    one, other, body = make_case(), make_case(), make_organisation()
    make_adoption(one, body)
    assert (counted(one)[0], counted(other)[0]) == (1, 0)


def test_a_filter_on_themes_leaves_the_counts_as_they_are() -> None:
    case = make_case(theme=["loket", "data"])
    make_adoption(case, make_organisation())
    found: Any = with_counts(Case.objects.with_theme(["loket", "data"])).get()
    assert found.in_use == 1


def test_most_used_comes_first() -> None:
    little, much = make_case(), make_case()
    make_adoption(little, make_organisation())
    for _ in range(2):
        make_adoption(much, make_organisation())
    assert list(most_used(Case.objects.all())) == [much, little]
