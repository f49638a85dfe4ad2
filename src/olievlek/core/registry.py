"""One class for every registry of the house, with one rule for "twice": it raises at start and names both places.

A room that offers a place keeps a `Registry`; higher rooms register in `AppConfig.ready()`. The content is a plain
dictionary that is complete once Django has started, so a request only reads it.

    KINDS: Registry[Kind] = Registry("kinds of message")
    KINDS.register("abuse", ABUSE)
    KINDS.get("abuse"), list(KINDS)
"""

import sys
from collections.abc import Iterator
from pathlib import Path
from types import FrameType
from typing import Any, Generic, TypeVar

T = TypeVar("T")
SOURCES = Path(__file__).resolve().parent.parent


class RegisteredTwiceError(ValueError):
    """Two places registered the same key."""


class Registry(Generic[T]):
    """Named values in a fixed order: by `order`, then by when they came."""

    every: "list[Registry[object]]" = []  # all registries of the process, for the test that counts them

    def __init__(self, name: str) -> None:
        self.name = name
        self._home = sys._getframe(1).f_code.co_filename
        self._values: dict[str, T] = {}
        self._orders: dict[str, int] = {}
        self.places: dict[str, str] = {}
        Registry.every.append(self)  # type: ignore[arg-type]  # only names and places are read there

    def register(self, key: str, value: T, *, order: int = 100) -> None:
        """Add a value under a key of its own; the same key twice raises."""
        place = self._caller()
        if key in self._values:
            raise RegisteredTwiceError(
                f"{self.name}: {key!r} is registered in {self.places[key]} and again in {place}. "
                "Remove one of them, or give it a key of its own."
            )
        self._orders, self.places = {**self._orders, key: order}, {**self.places, key: place}
        values = {**self._values, key: value}
        self._values = {one: values[one] for one in sorted(values, key=lambda one: self._orders[one])}

    def add(self, value: T, *, order: int = 100) -> None:
        """Register a function or a class under its own full name."""
        name: Any = value
        self.register(f"{name.__module__}.{name.__qualname__}", value, order=order)

    def put(self, key: str, value: T) -> None:
        """Change the value of a key that was registered before."""
        if key not in self._values:
            raise KeyError(key)
        self._values = {**self._values, key: value}

    def get(self, key: str) -> T | None:
        """The value of a key; None when nobody registered it."""
        return self._values.get(key)

    def items(self) -> list[tuple[str, T]]:
        return list(self._values.items())

    def names(self) -> list[str]:
        return list(self._values)

    def __getitem__(self, key: str) -> T:
        return self._values[key]

    def __contains__(self, key: object) -> bool:
        return key in self._values

    def __iter__(self) -> Iterator[T]:
        return iter(list(self._values.values()))

    def __len__(self) -> int:
        return len(self._values)

    def _caller(self) -> str:
        """File and line of whoever registers, outside this file and the module that keeps the registry."""
        frame: FrameType | None = sys._getframe(1)
        while frame and frame.f_back and frame.f_code.co_filename in {__file__, self._home}:
            frame = frame.f_back
        if frame is None:
            return "?"
        path = Path(frame.f_code.co_filename)
        shown = path.relative_to(SOURCES) if path.is_relative_to(SOURCES) else path.name
        return f"{shown}:{frame.f_lineno}"
