"""Questions as files."""

from typing import Any

import pytest
from django.test import Client

from olievlek.conversations import actions
from tests.factories.library import make_case
from tests.factories.organisations import make_membership
from tests.factories.requests import make_request
from tests.factories.sheets import lines_of

pytestmark = [pytest.mark.django_db, pytest.mark.both]


@pytest.mark.parametrize("rows", [1, 3])
def test_questions_to_us_and_of_mine_can_be_taken_along(
    rows: int, client: Client, django_assert_num_queries: Any
) -> None:
    me = make_membership()
    for number in range(rows):
        make_request(to=me.organisation, case=make_case(title=f"Balie {number}"))
        make_request(membership=me, case=make_case(title=f"Loket {number}"))
    make_request(text="Tussen twee anderen")
    client.force_login(me.user)
    with django_assert_num_queries(6):
        told = lines_of(client.get("/vragen/als/csv/"))
    assert len(told) == 2 * rows
    assert {line["Over"] for line in told} == {
        f"{word} {number}" for word in ("Balie", "Loket") for number in range(rows)
    }
    assert 'href="/vragen/als/csv/"' in client.get("/vragen/").content.decode()


def test_how_somebody_can_be_reached_and_a_case_that_is_gone_stand_in_no_file(client: Client) -> None:
    asked = make_request(case=make_case(title="Nu verborgen"))
    colleague = make_membership(organisation=asked.to).user
    actions.accept(asked, by=colleague, name="Fatima", email="fatima@voorbeeld.example")
    noun = asked.noun(asked.asker)
    noun.published_at = None
    noun.save()
    client.force_login(asked.asker)
    text = client.get("/vragen/als/csv/").content.decode()
    assert asked.text in text
    assert "fatima@" not in text
    assert "Nu verborgen" not in text
