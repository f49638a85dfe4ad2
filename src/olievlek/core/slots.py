"""Named places in templates that higher rooms fill, so that a low template names no high room.

The room that shows a place declares it, and names it after what it is a place for: `slots.declare("case.aside")`, and
`{% slot "case.aside" %}` in a template of that room. It is filled by that room itself or by a higher one. Who fills
what: `grep -rn "slots.register" src/`.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ImproperlyConfigured
from django.http import HttpRequest

from olievlek.core.registry import Registry

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
_fillings: dict[str, Registry[Filling]] = {}


def _nothing_more(_request: HttpRequest, _around: Context) -> Context:
    return {}


def declare(*names: str) -> None:
    """Say which places the templates of a room have; called in `AppConfig.ready()`, of the lowest room first."""
    _declared.update(names)


def declared() -> set[str]:
    return set(_declared)


def register(slot: str, *, template: str, context: Supply = _nothing_more, order: int = 100) -> None:
    """Put `template` in `slot`; called in `AppConfig.ready()`. A template stands in a slot once."""
    if slot not in _declared:
        raise ImproperlyConfigured(f"No room below declares the slot {slot!r}; see `slots.declare`.")
    if slot not in _fillings:
        _fillings[slot] = Registry(f"fillings of {slot}")
    _fillings[slot].register(template, Filling(slot, template, context, order), order=order)


def fillings(slot: str) -> list[Filling]:
    """What stands in a slot, in order."""
    return list(_fillings[slot]) if slot in _fillings else []


def every_filling() -> list[Filling]:
    """All of them, for the test that resolves each."""
    return [filling for slot in sorted(_fillings) for filling in _fillings[slot]]
