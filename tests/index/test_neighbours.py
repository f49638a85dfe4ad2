"""What resembles a document: found by the worker, kept in the database."""

from typing import Any

import pytest

from olievlek.index import indexer, neighbours
from olievlek.index.models import Neighbours
from tests.factories.index import document_of, index_all, make_thing

pytestmark = pytest.mark.django_db


@pytest.mark.both
def test_what_shares_words_is_near_and_what_does_not_is_not() -> None:
    wet, damp, other = make_thing(title="Wateroverlast"), make_thing(title="Meld wateroverlast"), make_thing()
    index_all()
    assert neighbours.of(document_of(wet).pk) == [document_of(damp).pk]
    assert neighbours.of(document_of(damp).pk) == [document_of(wet).pk]
    assert neighbours.of(document_of(other).pk) == []


@pytest.mark.both
def test_a_page_asks_one_question(django_assert_num_queries: Any) -> None:
    thing = make_thing()
    index_all()
    key = document_of(thing).pk
    with django_assert_num_queries(1):
        neighbours.of(key)


@pytest.mark.both
def test_a_change_is_looked_at_again_and_a_fresh_build_looks_at_all() -> None:
    wet, damp = make_thing(title="Wateroverlast"), make_thing(title="Droogte")
    index_all()
    assert neighbours.of(document_of(wet).pk) == []
    make_thing(pk=damp.pk, title="Wateroverlast en droogte")
    index_all()
    assert neighbours.of(document_of(damp).pk) == [document_of(wet).pk]
    indexer.rebuild()
    while neighbours.tick():
        pass
    assert neighbours.of(document_of(wet).pk) == [document_of(damp).pk]


def test_a_worker_that_has_nothing_to_do_asks_nothing(django_assert_num_queries: Any) -> None:
    make_thing()
    index_all()
    with django_assert_num_queries(0):
        assert neighbours.tick() == 0


def test_without_an_index_nothing_is_near() -> None:
    thing = make_thing()
    assert neighbours.tick() == 0
    assert neighbours.of(document_of(thing).pk) == []
    assert not Neighbours.objects.exists()
