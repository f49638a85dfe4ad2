"""Atom feeds: what is new, for programs."""

from typing import Any
from xml.etree import ElementTree as Tree

import pytest
from django.test import Client

from tests.factories.library import make_case, make_draft
from tests.factories.organisations import make_organisation

pytestmark = [pytest.mark.django_db, pytest.mark.both]
ATOM = "{http://www.w3.org/2005/Atom}"


def titles(client: Client, path: str) -> list[str | None]:
    answer = client.get(path)
    assert answer.headers["Content-Type"] == "application/atom+xml; charset=utf-8"
    return [one.findtext(f"{ATOM}title") for one in Tree.fromstring(answer.content).iter(f"{ATOM}entry")]


def test_the_feed_holds_what_everybody_sees_newest_first(client: Client) -> None:
    make_case(title="Eerst", published_at="2026-01-01T10:00Z")
    make_case(title="Laatst <b>", published_at="2026-02-01T10:00Z")
    make_draft(title="Geheim")
    assert titles(client, "/praktijken/feed/") == ["Laatst <b>", "Eerst"]


def test_an_organisation_has_a_feed_of_what_it_made(client: Client) -> None:
    zeist = make_organisation(name="Gemeente Zeist")
    make_case(title="Van Zeist", owner=zeist)
    make_case(title="Van een ander")
    assert titles(client, f"/organisaties/{zeist.slug}/feed/") == ["Van Zeist"]
    assert f"/organisaties/{zeist.slug}/feed/" in client.get(zeist.get_absolute_url()).content.decode()


@pytest.mark.parametrize("rows", [1, 3])
def test_a_feed_costs_one_question(rows: int, client: Client, django_assert_num_queries: Any) -> None:
    for place in range(rows):
        make_case(title=f"Voorbeeld {place}")
    with django_assert_num_queries(1):
        client.get("/praktijken/feed/")
