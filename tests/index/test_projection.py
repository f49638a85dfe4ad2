"""Nouns become documents, in their own transaction."""

import multiprocessing
from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection, transaction

from olievlek.index import projection
from olievlek.index.models import Counter, Document
from olievlek.index.projection import Projection, forget, refresh, refresh_many
from tests.factories.index import StandIn, Thing, document_of, make_thing

pytestmark = [pytest.mark.django_db, pytest.mark.both]


def stand_in(pk: int, projected: Projection | None = None) -> StandIn:
    return Thing(pk, projected)


def things(number: int, **given: Any) -> list[StandIn]:
    return [
        stand_in(key, Projection(**{"title": f"Ding {key}", "url": "/", "audience": ["public"]} | given))
        for key in range(1, number + 1)
    ]


def test_a_noun_is_written_with_the_next_number_of_the_sequence() -> None:
    one, other = make_thing(title="Kliko"), make_thing(title="Bak")
    assert document_of(one).title == "Kliko"
    assert document_of(other).sequence == document_of(one).sequence + 1 == projection.last_sequence()


def test_refreshing_what_did_not_change_changes_nothing() -> None:
    thing = make_thing()
    before = document_of(thing)
    refresh(thing)
    assert document_of(thing) == before
    assert document_of(thing).sequence == before.sequence == projection.last_sequence()


def test_a_change_gets_a_new_number_and_no_second_row() -> None:
    thing = make_thing(title="Kliko")
    thing.projection = Projection(title="Bak", url="/", audience=["public"])
    refresh(thing)
    assert Document.objects.get().title == "Bak"
    assert Document.objects.get().sequence == 2


def test_what_is_forgotten_keeps_its_number_and_no_word_of_its_text() -> None:
    thing = make_thing(title="Geheim", body="Geheim", own_words="Geheim", organisation="Geheim", source_id="Geheim")
    forget(thing)
    row = Document.objects.filter(pk=document_of(thing).pk).values().get()
    assert row["sequence"] == 2
    assert row["deleted_at"]
    assert "Geheim" not in str(row)
    assert "geheim" not in str(row)


def test_forgetting_twice_or_what_never_was_changes_nothing() -> None:
    thing = make_thing()
    forget(thing)
    forget(thing)
    forget(stand_in(999))
    assert projection.last_sequence() == 2
    assert Document.objects.count() == 1


def test_a_noun_that_comes_back_is_found_again() -> None:
    thing = make_thing(title="Kliko")
    forget(thing)
    refresh(thing)
    assert Document.objects.live().get().title == "Kliko"


def test_a_projection_of_nothing_takes_the_document_out() -> None:
    thing = make_thing()
    thing.projection = None
    refresh(thing)
    assert not Document.objects.live().exists()


def test_a_noun_nobody_registered_is_left_alone() -> None:
    counter = Counter(pk=1)
    refresh(counter)
    forget(counter)
    assert not Document.objects.exists()


def test_what_is_too_long_for_its_column_is_cut() -> None:
    assert len(document_of(make_thing(title="x" * 999, organisation="y" * 999)).title) == 300


def test_when_the_transaction_of_the_noun_fails_nothing_is_left() -> None:
    with transaction.atomic():
        make_thing()
        transaction.set_rollback(True)
    assert not Document.objects.exists()
    assert projection.last_sequence() == 0


@pytest.mark.parametrize("number", [1, 3])
def test_writing_many_costs_the_same_queries_as_writing_one(
    number: int, django_assert_num_queries: Callable[[int], Any]
) -> None:
    refresh_many(things(1))
    forget(stand_in(1))
    with django_assert_num_queries(7):  # savepoint, counter twice, those that were, counter, insert or update, release
        assert refresh_many([stand_in(key + 10, one.projection) for key, one in enumerate(things(number))]) == number


def test_changing_many_writes_each_and_only_those_that_changed() -> None:
    refresh_many(things(3))
    assert refresh_many(things(3)) == 0
    assert refresh_many(things(4, body="nieuw")) == 4
    assert set(Document.objects.values_list("sequence", flat=True)) == {4, 5, 6, 7}


def _make_many(start: int) -> None:
    connection.close()
    for key in range(start, start + 50):
        with transaction.atomic():
            make_thing(pk=key)
    connection.close()


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
@pytest.mark.filterwarnings("ignore:This process .* is multi-threaded:DeprecationWarning")
def test_processes_that_write_at_once_never_share_a_number_nor_leave_a_gap() -> None:
    Counter.objects.get_or_create(pk=Counter.ONLY)
    connection.close()
    context = multiprocessing.get_context("fork")
    children = [context.Process(target=_make_many, args=(start,)) for start in (1000, 2000, 3000)]
    for child in children:
        child.start()
    for child in children:
        child.join(60)
    assert [child.exitcode for child in children] == [0, 0, 0]
    assert list(Document.objects.order_by("sequence").values_list("sequence", flat=True)) == list(range(1, 151))
    assert projection.last_sequence() == 150
