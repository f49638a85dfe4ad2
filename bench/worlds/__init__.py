"""What each room adds to a made-up world. A room with nouns of its own gets a module here and a line in `ROOMS`.

A module has one function, `fill(world)`. It adds its nouns in bulk, with all that is derived from them, draws only from
`world.draw`, and leaves in `world` the numbers that later rooms need.
"""

import random
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from itertools import accumulate, islice
from typing import Any, TypeVar

from django.db import models

ROOMS = ("organisations", "accounts", "cases", "adoptions", "index")  # in this order
TODAY = datetime(2026, 6, 1, 9, 0, tzinfo=UTC)
CHUNK = 2_000

T = TypeVar("T")


@dataclass(frozen=True)
class Size:
    """How many of each noun, with what was there already."""

    organisations: int
    people: int
    cases: int
    adoptions: int


SIZES = {
    "village": Size(12, 40, 60, 150),
    "town": Size(530, 1_000, 1_000, 3_000),
    "country": Size(600, 20_000, 20_000, 60_000),
    "continent": Size(6_000, 200_000, 200_000, 600_000),
}


@dataclass
class World:
    """One world while it is made."""

    size: Size
    draw: random.Random
    organisations: list[int] = field(default_factory=list)
    people: list[int] = field(default_factory=list)
    works_at: dict[int, int] = field(default_factory=dict)  # person: organisation
    cases: list[int] = field(default_factory=list)  # those that everyone may see
    owners: dict[int, int] = field(default_factory=dict)  # case: organisation
    moments: dict[int, datetime] = field(default_factory=dict)  # case: published

    def some_day(self, years: int = 6) -> datetime:
        """A moment in the last years; more of them lately."""
        return TODAY - timedelta(seconds=int(years * 365 * 86_400 * self.draw.random() ** 1.6))


class Zipf:
    """Draws few things often and many things seldom."""

    def __init__(self, things: Sequence[T], draw: random.Random, *, slope: float = 0.7) -> None:
        self.things, self.draw = list(things), draw
        draw.shuffle(self.things)
        self.weights = list(accumulate((rank + 1) ** -slope for rank in range(len(self.things))))

    def some(self, number: int) -> list[Any]:
        return self.draw.choices(self.things, cum_weights=self.weights, k=number)

    def one(self) -> Any:
        return self.some(1)[0]


def chunks(rows: Iterator[T], size: int = CHUNK) -> Iterator[list[T]]:
    """Lists of so many rows, so that a continent fits in memory."""
    while chunk := list(islice(rows, size)):
        yield chunk


@contextmanager
def own_moments(*fields: Any) -> Iterator[None]:
    """Rows keep the moment that they are given, where a column would say now."""
    columns = [one for one in fields if isinstance(one, models.DateTimeField)]
    for column in columns:
        column.auto_now_add = False
    try:
        yield
    finally:
        for column in columns:
            column.auto_now_add = True
