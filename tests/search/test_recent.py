"""Answers are remembered until anything changes, and for who asked alone."""

from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser
from django.test import Client

from olievlek.core.audience import Person
from olievlek.index import indexer, projection, reader, wordings
from olievlek.index.models import Document
from olievlek.search.answers import Asked, answering
from tests.factories.accounts import make_moderator, make_user
from tests.search.cases import bring

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def asked_of_the_index(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The questions that came through to the index."""
    came: list[str] = []
    ask = reader.ask

    def counted(text: str, **given: Any) -> Any:
        came.append(text)
        return ask(text, **given)

    monkeypatch.setattr(reader, "ask", counted)
    return came


def found(text: str, user: Person | None = None) -> list[str]:
    keys = [one.pk for one in answering(Asked(text), user or AnonymousUser()).documents]
    title_of = dict(Document.objects.values_list("pk", "title"))
    return [title_of[key] for key in keys]


def page_of(client: Client) -> str:
    return client.get("/zoeken/", {"q": "pasfoto"}).content.decode()


def test_the_same_question_is_answered_once_until_something_changes(asked_of_the_index: list[str]) -> None:
    bring({"title": "Pasfoto aan huis"})
    assert found("pasfoto") == found("pasfoto") == ["Pasfoto aan huis"]
    assert asked_of_the_index == ["pasfoto"]
    bring({"id": "later", "title": "Pasfoto in de wijk"})
    assert sorted(found("pasfoto")) == ["Pasfoto aan huis", "Pasfoto in de wijk"]
    wordings.add("pasfoto", "snorrebot", by=make_moderator())
    assert found("snorrebot")
    assert len(asked_of_the_index) == 3
    indexer.rebuild()
    found("snorrebot")
    assert len(asked_of_the_index) == 4


def test_what_was_hidden_is_gone_at_once_from_a_question_that_was_answered(client: Client) -> None:
    cases = bring({"title": "Pasfoto aan huis"}, {"id": "geheim", "title": "Pasfoto geheim", "type": "deal"})
    assert "2 voorbeelden" in page_of(client)
    cases[1].published_at = None
    cases[1].save(update_fields=["published_at"])
    projection.refresh_many(cases[1:])
    html = page_of(client)
    assert "1 voorbeeld<" in html
    assert "geheim" not in html
    assert 'value="deal"' not in html


def test_nobody_gets_the_answers_of_another(asked_of_the_index: list[str]) -> None:
    bring({"title": "Pasfoto aan huis"})
    for user in (AnonymousUser(), make_user(), make_user()):
        assert found("pasfoto", user) == ["Pasfoto aan huis"]
    assert len(asked_of_the_index) == 3
