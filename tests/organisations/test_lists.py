"""Organisations and colleagues as files."""

from typing import Any

import pytest
from django.test import Client

from tests.factories.accounts import make_user
from tests.factories.organisations import make_membership, make_organisation
from tests.factories.sheets import lines_of

pytestmark = [pytest.mark.django_db, pytest.mark.both]


@pytest.mark.parametrize("rows", [1, 3])
def test_organisations_are_filtered_as_on_the_page(rows: int, client: Client, django_assert_num_queries: Any) -> None:
    for number in range(rows):
        make_organisation(name=f"Gemeente Zeist {number}", population=1000 * number)
    make_organisation(name="Gemeente Baarn")
    with django_assert_num_queries(4):
        told = lines_of(client.get("/organisaties/als/csv/?q=zeist"))
    assert [line["Naam"] for line in told] == [f"Gemeente Zeist {number}" for number in range(rows)]
    assert 'href="/organisaties/als/csv/?q=zeist"' in client.get("/organisaties/?q=zeist").content.decode()


@pytest.mark.parametrize("rows", [1, 3])
def test_a_coordinator_takes_the_list_of_colleagues_without_addresses(
    rows: int, client: Client, django_assert_num_queries: Any
) -> None:
    here = make_organisation()
    head = make_membership(organisation=here, coordinator=True, user=make_user(name="Aad")).user
    for number in range(rows):
        make_membership(organisation=here, user=make_user(name=f"Bo {number}"), job="Balie")
    make_membership(user=make_user(name="Ergens anders"))
    client.force_login(head)
    with django_assert_num_queries(5):
        response = client.get("/mijn-organisatie/als/csv/")
    assert [line["Naam"] for line in lines_of(response)] == ["Aad", *(f"Bo {number}" for number in range(rows))]
    assert "@" not in response.content.decode()
    assert 'href="/mijn-organisatie/als/csv/"' in client.get("/mijn-organisatie/").content.decode()


def test_a_member_who_coordinates_nothing_finds_no_list(client: Client) -> None:
    member = make_membership()
    client.force_login(member.user)
    assert client.get("/mijn-organisatie/als/csv/").status_code == 404
    assert "/mijn-organisatie/als/" not in client.get("/mijn-organisatie/").content.decode()
