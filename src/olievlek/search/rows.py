"""What filters and rights need of hundreds of documents for every page of answers.

A process keeps the rows it read. Every change of a document gets the next number of the sequence in the transaction
that makes it; so before rows are used, those that changed since are put aside, and none is older than the moment.
"""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache
from itertools import islice
from typing import Generic, NamedTuple, TypeVar

from django.db import models
from django.db.models.functions import Cast

from olievlek.index.models import Document
from olievlek.index.reader import Moment

T = TypeVar("T")
MOST = 10_000  # rows of one process: some megabytes
MANY = 1_000  # changes at once, as of an import: begin anew


class Row(NamedTuple):
    """A document without its texts; `date` as YYYY-MM-DD."""

    pk: int
    kind: str
    object_id: int
    province: str
    size_class: str
    stage: str
    case_kind: str
    family: str
    date: str | None
    themes: tuple[str, ...]
    audience: tuple[str, ...]

    @property
    def facet_kind(self) -> str:
        """What a reader calls it, as in `Document.facet_kind`."""
        return self.case_kind or self.kind


_AS_TEXT = ("date", "themes", "audience")  # read as text, for hundreds of rows have the same few
_COLUMNS = tuple(Cast(name, models.TextField()) if name in _AS_TEXT else name for name in Row._fields)


@lru_cache(maxsize=10_000)
def _list(text: str) -> tuple[str, ...]:
    return tuple(json.loads(text))


def _asked(keys: Sequence[int]) -> dict[int, Row]:
    values = Document.objects.live().filter(pk__in=keys).order_by().values_list(*_COLUMNS)
    rows = (Row._make((*few, _list(themes), _list(audience))) for *few, themes, audience in values)
    return {row.pk: row for row in rows}


class Kept(Generic[T]):
    """What one process keeps of documents: rows, or what else was read of them."""

    def __init__(self, ask: Callable[[Sequence[int]], dict[int, T]], most: Callable[[], int]) -> None:
        self._ask, self._most = ask, most
        self._lock = threading.Lock()
        self._kept: dict[int, T] = {}
        self._build, self._reached = "", 0

    def get(self, keys: Sequence[int], now: Moment | None) -> Mapping[int, T]:
        """Those that are there, by primary key, as they are at this moment or later; without one nothing is kept."""
        if now is None:
            return self._ask(keys)
        with self._lock:
            kept = self._up_to(now)
            found = {key: kept[key] for key in keys if key in kept}
        missing = [key for key in keys if key not in found]
        if missing:
            asked = self._ask(missing)
            found |= asked
            self._keep(asked, kept)
        return found

    def _up_to(self, now: Moment) -> dict[int, T]:
        """What is kept, without what changed since; another dictionary whenever anything may have changed."""
        if now.build != self._build or now.last > self._reached + MANY:
            self._kept = {}
        elif now.last > self._reached:
            changed = set(Document.objects.after(self._reached).values_list("pk", flat=True))
            self._kept = {key: row for key, row in self._kept.items() if key not in changed}
        else:
            return self._kept
        self._build, self._reached = now.build, now.last
        return self._kept

    def _keep(self, asked: dict[int, T], kept: dict[int, T]) -> None:
        with self._lock:
            if kept is not self._kept:  # something changed while these were read
                return
            for key in list(islice(kept, max(0, len(kept) + len(asked) - self._most()))):  # the oldest go
                del kept[key]
            kept.update(asked)

    def forget(self) -> None:
        """As after a start."""
        with self._lock:
            self._kept = {}


class Rows(Kept[Row]):
    """The rows that one process keeps."""

    def __init__(self) -> None:
        super().__init__(lambda keys: _asked(keys), lambda: MOST)
