"""What my organisation shares and copies: the coordinator may change it, members see what they may see."""

import uuid
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from olievlek.cases.models import Case
from olievlek.organisations.models import Membership
from tests.factories.accounts import make_user
from tests.factories.library import make_adoption, make_case
from tests.factories.organisations import make_membership, make_organisation
from tests.organisations.test_join_pages import signed_in, text

pytestmark = pytest.mark.django_db
PAGE = "/mijn-organisatie/praktijken/"


def told(head: Membership, **given: Any) -> Case:
    """A case told here, by a colleague, that nobody else sees unless said otherwise."""
    given = {"published_at": None, "owner": head.organisation, "once": uuid.uuid4(), **given}
    return make_case(**given)


def test_a_coordinator_changes_what_colleagues_see_and_sees_no_draft_of_another() -> None:
    head = make_membership(coordinator=True)
    colleague = make_membership(organisation=head.organisation)
    now = timezone.now()
    told(head, title="Nog van mij alleen", author=colleague.user)
    told(head, title="Voor collega's", author=colleague.user, shared_at=now)
    told(head, title="Weggegooid", author=colleague.user, shared_at=now, removed_at=now)
    page = text(signed_in(head.user).get(PAGE))
    assert "Nog van mij alleen" not in page
    assert "Voor collega&#x27;s" in page
    assert "Wie ziet dit?" in page
    assert "In de prullenbak" in page
    assert f"verteld door {colleague.user.called}" in page


def test_a_member_sees_the_same_list_without_deeds_that_are_not_hers() -> None:
    member = make_membership()
    told(member, title="Van een collega", author=make_user(), shared_at=timezone.now())
    told(member, title="Mijn concept", author=member.user)
    told(member, title="Weg", author=make_user(), shared_at=timezone.now(), removed_at=timezone.now())
    page = text(signed_in(member.user).get(PAGE))
    assert "Van een collega" in page
    assert "Mijn concept" in page
    assert "Weg<" not in page
    assert page.count("Wie ziet dit?") == 1


@pytest.mark.both
def test_what_is_copied_stands_with_its_stage_and_what_waits_for_a_word() -> None:
    member = make_membership()
    copied = make_adoption(make_case(), member.organisation)
    copied.moved_at = timezone.now() - timedelta(days=200)
    copied.save()
    page = text(signed_in(member.user).get(PAGE))
    assert page.count(copied.case.title) == 2
    assert "Gebruiken jullie dit nog?" in page


def test_others_go_to_the_page_that_asks_where_they_work() -> None:
    make_membership()
    assert signed_in(make_user()).get(PAGE)["Location"] == "/meedoen/"
    other = signed_in(make_membership(organisation=make_organisation()).user)
    case = told(make_membership(), title="Niet van jullie", shared_at=timezone.now())
    assert case.title not in text(other.get(PAGE))


def test_the_page_of_my_organisation_counts_both() -> None:
    member = make_membership()
    told(member, shared_at=timezone.now())
    make_adoption(make_case(), member.organisation)
    page = text(signed_in(member.user).get("/mijn-organisatie/"))
    assert "1 voorbeeld van ons" in page
    assert "1 voorbeeld van anderen dat we afkijken" in page


@pytest.mark.both
@pytest.mark.parametrize("rows", [1, 3])
def test_the_list_takes_as_many_queries_with_one_row_as_with_three(
    rows: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    head = make_membership(coordinator=True)
    for number in range(rows):
        told(head, title=f"Voorbeeld {number}", author=make_user(), shared_at=timezone.now())
        make_adoption(make_case(), head.organisation)
    client = signed_in(head.user)
    client.get(PAGE)
    with django_assert_num_queries(11):
        client.get(PAGE)
