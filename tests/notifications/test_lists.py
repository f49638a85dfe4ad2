"""Notifications as a file."""

from typing import Any

import pytest
from django.test import Client

from tests.factories.accounts import make_user
from tests.factories.library import make_case
from tests.factories.notifications import follow, tell_all
from tests.factories.requests import make_comment
from tests.factories.sheets import lines_of

pytestmark = [pytest.mark.django_db, pytest.mark.both]


@pytest.mark.parametrize("rows", [1, 3])
def test_each_thing_that_happened_is_a_line(rows: int, client: Client, django_assert_num_queries: Any) -> None:
    reader, case = make_user(), make_case(title="Taalcafé")
    follow(case, reader)
    for _number in range(rows):
        make_comment(case)
    tell_all()
    client.force_login(reader)
    with django_assert_num_queries(5):
        told = lines_of(client.get("/meldingen/als/csv/"))
    assert [line["Over"] for line in told] == ["Taalcafé"] * rows
    assert told[0]["Adres"].endswith(case.get_absolute_url())
    assert 'href="/meldingen/als/csv/"' in client.get("/meldingen/").content.decode()
