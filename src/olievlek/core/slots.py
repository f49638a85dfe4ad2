"""Named places in templates that higher rooms fill, so that a low template names no high room.

Who fills what: `grep -rn "slots.register" src/`.
"""

from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest

Context = dict[str, Any]
Supply = Callable[[HttpRequest, Context], Context | None]


@dataclass(frozen=True)
class Filling:
    """One template in one place; `context` answers None to stay away."""

    slot: str
    template: str
    context: Supply
    order: int


_fillings: dict[str, list[Filling]] = defaultdict(list)


def _nothing_more(_request: HttpRequest, _around: Context) -> Context:
    return {}


def register(slot: str, *, template: str, context: Supply = _nothing_more, order: int = 100) -> None:
    """Put `template` in `slot`; called in `AppConfig.ready()`. Registering twice changes nothing."""
    filling = Filling(slot, template, context, order)
    if filling not in _fillings[slot]:
        _fillings[slot].append(filling)
        _fillings[slot].sort(key=lambda one: (one.order, one.template))


def fillings(slot: str) -> list[Filling]:
    """What stands in a slot, in order."""
    return list(_fillings.get(slot, []))


def every_filling() -> list[Filling]:
    """All of them, for the test that resolves each."""
    return [filling for slot in sorted(_fillings) for filling in _fillings[slot]]
