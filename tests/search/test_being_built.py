"""While the index is being made, pages and API say so; nothing claims that nobody told anything."""

import shutil
from typing import Any

import pytest
from django.test import Client

from olievlek.core import worker
from olievlek.index import indexer, projection, reader, store
from olievlek.index.indexer import Standing
from olievlek.index.models import Counter, Document
from olievlek.search import actions
from olievlek.search.answers import Asked
from olievlek.search.find import find
from tests.factories.accounts import make_user
from tests.factories.index import Thing, index_all
from tests.search.cases import bring

pytestmark = pytest.mark.django_db
PAGE, SEARCH, HEALTH, ALIVE = (
    "/zoeken/?q=zivver",
    "/api/v1/search?query=zivver",
    "/api/v1/health",
    "/api/v1/health/alive",
)


def lose_the_index() -> None:
    shutil.rmtree(store.root())
    store._open.clear()


def come_from_another_database() -> None:
    Counter.objects.update(identity="00000000-0000-4000-8000-000000000000")


def go_back() -> None:
    """A back-up of yesterday was put back: the folder knows more than the database."""
    Counter.objects.update(last=projection.last_sequence() - 1)
    Document.objects.order_by("sequence").last().delete()  # type: ignore[union-attr]  # there are some


@pytest.mark.parametrize("harm", [lose_the_index, come_from_another_database, go_back])
def test_pages_and_api_say_that_search_is_being_made_ready(harm: Any, client: Client) -> None:
    bring({"title": "Zivver"}, {"title": "Zivver op school"}, {"title": "Kliko"})
    assert "Zoeken wordt klaargemaakt" not in client.get(PAGE).content.decode()
    harm()
    said = client.get(PAGE).content.decode()
    assert "Zoeken wordt klaargemaakt" in said
    assert "Dit vertelde hier nog niemand" not in said
    assert client.get("/zoeken/als/csv/?q=zivver").headers["Location"] == PAGE
    for address in (SEARCH, HEALTH):
        answer = client.get(address)
        assert (answer.status_code, answer["Retry-After"]) == (503, "2")
        assert answer["Content-Type"] == "application/problem+json"
    assert client.get(ALIVE).json() == {"status": "ok", "version": "0.1.0"}
    index_all()
    assert " op school" in client.get(PAGE).content.decode()
    assert len(client.get(SEARCH).json()["results"]) == 2
    assert client.get(HEALTH).json()["ready"] is True


def test_the_page_fills_itself_and_has_a_link_for_who_has_no_javascript(client: Client) -> None:
    bring({"title": "Zivver"})
    lose_the_index()
    said = client.get(PAGE).content.decode()
    assert 'hx-get="/zoeken/?q=zivver" hx-trigger="load delay:2s" hx-target="#answers"' in said
    assert 'href="/zoeken/?q=zivver">Vraag het nu opnieuw' in said
    index_all()
    part = client.get(PAGE, headers={"HX-Request": "true"}).content.decode()
    assert part.lstrip().startswith('<div class="ol-stack ol-stack--l" id="answers"')
    assert "hx-trigger" not in part.split("ol-facets")[0]


def test_an_index_that_is_far_behind_answers_and_says_that_more_may_come(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(indexer, "MANY_BEHIND", 2)
    bring({"title": "Zivver"})
    for number in range(1, 4):
        projection.refresh(Thing(number, projection.Projection(title="Zivver", url="/", audience=["public"])))  # type: ignore[arg-type]  # no model
    assert indexer.standing() == Standing.BEHIND
    said = client.get(PAGE).content.decode()
    assert "Zoeken wordt klaargemaakt" in said
    assert "/praktijken/zivver" in said
    assert client.get(HEALTH).json()["indexLag"] == 3
    index_all()
    assert indexer.standing() == Standing.READY


def test_private_documents_that_wait_are_told_to_nobody(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(indexer, "MANY_BEHIND", 2)
    bring({"title": "Zivver"})
    for number in range(1, 9):
        projection.refresh(Thing(number, projection.Projection(title="Zivver", url="/", audience=["org:1"])))  # type: ignore[arg-type]  # no model
    assert (indexer.standing(), indexer.behind()) == (Standing.READY, 0)


def test_where_there_is_nothing_to_find_nothing_is_awaited(client: Client) -> None:
    assert indexer.standing() == Standing.READY
    assert "Dit vertelde hier nog niemand" in client.get(PAGE).content.decode()
    assert client.get(SEARCH).json()["results"] == []


def test_a_question_saved_meanwhile_brings_no_old_answers_as_news(client: Client) -> None:
    bring({"title": "Zivver"})
    lose_the_index()
    kept = actions.save(Asked("zivver"), by=make_user())
    assert kept.upto == projection.last_sequence()


def test_being_alive_asks_the_database_nothing(client: Client, django_assert_num_queries: Any) -> None:
    with django_assert_num_queries(0):
        assert client.get(ALIVE).status_code == 200


def test_what_is_prepared_before_the_web_opens_is_found(client: Client) -> None:
    bring({"title": "Zivver"})
    lose_the_index()
    worker.prepare()
    assert find(Asked("zivver"), user=make_user()).total == 1
    assert reader.reached() == projection.last_sequence()
