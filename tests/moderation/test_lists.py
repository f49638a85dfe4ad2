"""The queue as a file."""

from typing import Any

import pytest
from django.test import Client

from olievlek.moderation import actions
from tests.factories.accounts import make_moderator, make_user
from tests.factories.moderation import make_message
from tests.factories.sheets import lines_of

pytestmark = [pytest.mark.django_db, pytest.mark.both]


@pytest.mark.parametrize("rows", [1, 3])
def test_moderators_take_the_queue_along_as_it_is_filtered(
    rows: int, client: Client, django_assert_num_queries: Any
) -> None:
    for number in range(rows):
        make_message(text=f"Klopt niet {number}")
    actions.close(make_message(), outcome="done", by=make_moderator())
    client.force_login(make_moderator())
    with django_assert_num_queries(4):
        told = lines_of(client.get("/beheer/als/csv/"))
    assert [line["Tekst"] for line in told] == [f"Klopt niet {number}" for number in range(rows)]
    assert len(lines_of(client.get("/beheer/als/csv/?stand=gesloten"))) == 1
    client.force_login(make_user())
    assert client.get("/beheer/als/csv/").status_code == 404
