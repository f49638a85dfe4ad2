"""The rows a process keeps: never older than the moment, nothing of a transaction that may be undone."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import pytest
from django.db import transaction

from olievlek.index import projection, reader
from olievlek.index.reader import Moment
from olievlek.search import rows
from olievlek.search.rows import Row, Rows
from tests.factories.index import StandIn, document_of, index_all, make_thing

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def read(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """The keys that the database was asked for."""
    came: list[int] = []
    ask = rows._asked

    def counted(keys: Sequence[int]) -> dict[int, Row]:
        came.extend(keys)
        return ask(keys)

    monkeypatch.setattr(rows, "_asked", counted)
    return came


def now() -> Moment:
    moment = reader.moment()
    assert moment
    return moment


def change(thing: StandIn, **changed: Any) -> None:
    thing.projection = replace(thing.projection, **changed)
    projection.refresh(thing)


def test_a_row_is_read_once_until_its_document_changes(read: list[int]) -> None:
    thing, other = make_thing(stage="use"), make_thing()
    index_all()
    keys, kept = [document_of(one).pk for one in (thing, other)], Rows()
    assert kept.get(keys, now()) == kept.get(keys, now())
    assert read == keys
    change(thing, stage="pilot", audience=["moderators"])
    row = kept.get(keys, now())[keys[0]]
    assert (row.stage, row.audience) == ("pilot", ("moderators",))
    assert read == [*keys, keys[0]]


def test_what_was_taken_out_is_gone_before_the_index_knows(read: list[int]) -> None:
    thing = make_thing()
    index_all()
    key, kept = document_of(thing).pk, Rows()
    assert kept.get([key], now())
    projection.forget(thing)
    assert not kept.get([key], now())
    assert read == [key, key]


def test_another_build_or_many_changes_begin_anew(read: list[int]) -> None:
    key, kept = document_of(make_thing()).pk, Rows()
    index_all()
    for moment in (now(), now()._replace(build="another"), now()._replace(last=now().last + rows.MANY + 1)):
        kept.get([key], moment)
    assert read == [key] * 3


def test_nothing_of_a_transaction_is_kept() -> None:
    thing = make_thing(stage="use")
    index_all()
    key, kept = document_of(thing).pk, Rows()
    with transaction.atomic():
        change(thing, stage="pilot")
        assert reader.moment() is None
        assert kept.get([key], None)[key].stage == "pilot"
        transaction.set_rollback(True)
    assert kept.get([key], now())[key].stage == "use"


def test_what_changed_while_it_was_read_is_not_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    thing, other = make_thing(stage="use"), make_thing()
    index_all()
    key, kept, ask = document_of(thing).pk, Rows(), rows._asked

    def overtaken(keys: Sequence[int]) -> dict[int, Row]:
        old = ask(keys)
        monkeypatch.setattr(rows, "_asked", ask)
        change(thing, stage="pilot")
        kept.get([document_of(other).pk], now())  # another thread, at a later moment
        return old

    monkeypatch.setattr(rows, "_asked", overtaken)
    assert kept.get([key], now())[key].stage == "use"
    assert kept.get([key], now())[key].stage == "pilot"


def test_a_process_keeps_no_more_than_it_may(monkeypatch: pytest.MonkeyPatch, read: list[int]) -> None:
    keys, kept = [document_of(make_thing()).pk for _ in range(5)], Rows()
    index_all()
    monkeypatch.setattr(rows, "MOST", 3)
    for key in keys:
        kept.get([key], now())
    kept.get(keys[-2:], now())
    assert read == keys
    kept.get(keys[:1], now())
    assert read == [*keys, keys[0]]
