"""Named places in templates that higher rooms fill, so that a low template names no high room.

The room that shows a place declares it, and names it after what it is a place for: `slots.declare("case.aside")`, and
`{% slot "case.aside" %}` in a template of that room. It is filled by that room itself or by a higher one. Who fills
what: `grep -rn "slots.register" src/`.
"""

from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ImproperlyConfigured
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


_declared: set[str] = set()
_fillings: dict[str, list[Filling]] = defaultdict(list)


def _nothing_more(_request: HttpRequest, _around: Context) -> Context:
    return {}


def declare(*names: str) -> None:
    """Say which places the templates of a room have; called in `AppConfig.ready()`, of the lowest room first."""
    _declared.update(names)


def declared() -> set[str]:
    return set(_declared)


def register(slot: str, *, template: str, context: Supply = _nothing_more, order: int = 100) -> None:
    """Put `template` in `slot`; called in `AppConfig.ready()`. Registering twice changes nothing."""
    if slot not in _declared:
        raise ImproperlyConfigured(f"No room below declares the slot {slot!r}; see `slots.declare`.")
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
