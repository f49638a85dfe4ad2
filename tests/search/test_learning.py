"""Search learns words from use: counted over different members, without knowing who; moderators take them away."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from olievlek.cases.models import Case
from olievlek.index import learning
from olievlek.index.models import Document, Learnt
from olievlek.timeline.models import Entry
from tests.factories.accounts import make_moderator, make_user
from tests.factories.index import index_all
from tests.search.cases import bring

pytestmark = [pytest.mark.django_db, pytest.mark.both]
WORD = "stoomlocomotief"


def light() -> Document:
    """A document that does not say the word, in an index that knows it."""
    case, *_others = bring({"title": "Verkeersregelinstallatie"}, {"title": f"Een {WORD} rijdt"}, {"title": "Balie"})
    return Document.objects.get(kind="case", object_id=case.pk)


def open_it(document: Document, people: int, question: str = f"de {WORD} gaat niet") -> None:
    for person in (make_user() for _ in range(people)):
        learning.opened(document, question=question, by=person)


def titles(client: Client, question: str = WORD) -> str:
    return client.get("/api/v1/search", {"query": question}).content.decode()


def test_a_word_of_five_different_members_finds_it_and_of_four_does_not(client: Client, monkeypatch: Any) -> None:
    document = light()
    monkeypatch.setattr(learning, "salted_hmac", _one_after_another())
    open_it(document, 4)
    index_all()
    assert "Verkeersregelinstallatie" not in titles(client)
    open_it(document, 1)
    index_all()
    assert "Verkeersregelinstallatie" in titles(client)
    assert Learnt.objects.get(word=WORD).people == []


def test_one_member_counts_once() -> None:
    document, member = light(), make_user()
    for _ in range(9):
        learning.opened(document, question=WORD, by=member)
    assert len(Learnt.objects.get().people) == 1


def test_names_and_words_that_nobody_knows_are_never_kept() -> None:
    document = light()
    open_it(document, 1, "meneer Zwanenburger en zijn verkeersregelinstallatie")
    assert not Learnt.objects.exists()


def test_of_what_not_everyone_may_see_nothing_is_learnt() -> None:
    document = light()
    document.audience = ["moderators"]
    open_it(document, 1)
    assert not Learnt.objects.exists()


def test_switched_off_it_neither_counts_nor_uses(client: Client, settings: Any) -> None:
    document = light()
    Learnt.objects.create(document=document, word=WORD, learnt_at=timezone.now())
    settings.OLIEVLEK_LEARN = False
    open_it(document, 1, "balie")
    assert Learnt.objects.count() == 1
    assert learning.words_of([document]) == {}


def test_too_few_people_are_forgotten_after_the_term() -> None:
    open_it(light(), 1)
    assert learning.forget() == 0
    Learnt.objects.update(begun_at=timezone.now() - learning.KEPT - timedelta(days=1))
    assert learning.forget() == 1


def test_a_moderator_sees_what_was_learnt_and_takes_it_away_for_good(client: Client) -> None:
    document = light()
    row = Learnt.objects.create(document=document, word=WORD, learnt_at=timezone.now())
    client.force_login(make_moderator())
    html = client.get("/beheer/woorden/geleerd/").content.decode()
    assert WORD in html
    assert "Verkeersregelinstallatie" in html
    for _ in range(2):
        client.post(f"/beheer/woorden/geleerd/{row.pk}/weg/")
    index_all()
    assert WORD not in client.get("/beheer/woorden/geleerd/").content.decode()
    assert "Verkeersregelinstallatie" not in titles(client)
    assert [entry.event for entry in Entry.objects.about(row)] == ["learnt.removed"]
    open_it(document, 6)
    assert Learnt.objects.get().removed_at


def test_the_page_of_answers_tells_which_one_a_member_opened(client: Client) -> None:
    document = light()
    page = client.get("/zoeken/", {"q": "verkeersregelinstallatie"}).content.decode()
    assert "data-tell" not in page
    client.force_login(make_user())
    page = client.get("/zoeken/", {"q": "verkeersregelinstallatie"}).content.decode()
    assert 'data-tell="opened"' in page
    assert f'data-about="{document.pk}"' in page
    assert client.post("/zoeken/geopend/", {"q": WORD, "about": document.pk}).status_code == 204
    assert Learnt.objects.get().word == WORD


@pytest.mark.parametrize("about", ["", "x", "-1", "9" * 40, "0"])
def test_a_strange_note_does_nothing(about: str, client: Client) -> None:
    client.force_login(make_user())
    assert client.post("/zoeken/geopend/", {"q": WORD, "about": about}).status_code == 204
    assert not Learnt.objects.exists()


def test_what_she_may_not_see_she_can_not_have_opened(client: Client) -> None:
    document = light()
    Case.objects.filter(pk=document.object_id).update(hidden_at=timezone.now(), hidden_reason="fout")
    client.force_login(make_user())
    client.post("/zoeken/geopend/", {"q": WORD, "about": document.pk})
    assert not Learnt.objects.exists()


@pytest.mark.parametrize("rows", [1, 3])
def test_the_page_costs_the_same_for_one_and_three(rows: int, client: Client, django_assert_num_queries: Any) -> None:
    document = light()
    for word in ["trein", "rails", "wagon"][:rows]:
        Learnt.objects.create(document=document, word=word, learnt_at=timezone.now())
    client.force_login(make_moderator())
    client.get("/beheer/woorden/geleerd/")
    with django_assert_num_queries(9):
        client.get("/beheer/woorden/geleerd/")


def _one_after_another() -> Any:
    """Numbers of people that never meet, so that the count is sure."""

    class Number:
        made = 0

        def __init__(self, *_given: Any, **_named: Any) -> None:
            Number.made += 1
            self.number = Number.made

        def digest(self) -> bytes:
            return bytes([self.number])

    return Number
