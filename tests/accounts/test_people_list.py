"""People as a file: only who wants to be found."""

from typing import Any

import pytest
from django.test import Client

from tests.factories.accounts import make_profile, make_user
from tests.factories.sheets import lines_of

pytestmark = pytest.mark.django_db


@pytest.mark.both
@pytest.mark.parametrize("rows", [1, 3])
def test_only_who_wants_to_be_found_stands_in_the_file(
    rows: int, client: Client, django_assert_num_queries: Any
) -> None:
    for number in range(rows):
        make_profile(make_user(name=f"Bo {number}"))
    make_profile(make_user(name="Liever niet"), findable_since=None)
    client.force_login(make_user())
    with django_assert_num_queries(3):
        response = client.get("/mensen/als/csv/?q=intake")
    told = lines_of(response)
    assert [line["Naam"] for line in told] == [f"Bo {number}" for number in range(rows)]
    assert "@" not in response.content.decode()
    assert "/mensen/als/csv/?q=intake" in client.get("/mensen/?q=intake").content.decode()


def test_a_visitor_signs_in_first(client: Client) -> None:
    assert client.get("/mensen/als/csv/").headers["Location"].startswith("/inloggen/")
