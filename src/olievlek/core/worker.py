"""Work beside the web: rooms register small loops, `olievlek worker` runs them by turns."""

import logging
import time
from collections.abc import Callable, Iterable

from django.db import DatabaseError, close_old_connections

from olievlek.core.nouns import Noun, Retention
from olievlek.core.registry import Registry

log = logging.getLogger(__name__)
_loops: Registry[Callable[[], int]] = Registry("loops of the worker")
_first: Registry[Callable[[], int]] = Registry("work before the web opens")


def register(name: str, step: Callable[[], int], *, every: float = 0) -> None:
    """Add a loop; `step` does a bounded piece of work and returns how much it did.

    Args:
        every: seconds between two rounds; 0 is each turn. A loop that fails runs again next turn.
    """
    _loops.register(name, _seldom(step, every) if every else step)


def read(_noun: Noun, retained: Iterable[Retention]) -> None:
    """What a noun answers to "retention": a loop that deletes what was kept long enough."""
    for one in retained:
        register(one.name, one.step, every=one.every)


def _seldom(step: Callable[[], int], every: float) -> Callable[[], int]:
    next_at = 0.0

    def now_and_then() -> int:
        nonlocal next_at
        if time.monotonic() < next_at:
            return 0
        done = step()
        next_at = time.monotonic() + every
        return done

    return now_and_then


def prepare_by(name: str, work: Callable[[], int], *, order: int = 50) -> None:
    """Add what must be done before the web opens, lowest order first; called in `AppConfig.ready()`."""
    _first.register(name, work, order=order)


def prepare() -> None:
    """Do all of it, wholly. Doing it again is quick."""
    for name, work in _first.items():
        log.debug("prepared %s: %s", name, work())


def names() -> list[str]:
    """The loops, for the operator."""
    return sorted(_loops.names())


def turn() -> int:
    """Run every loop once. One that fails is logged and harms no other."""
    done = 0
    close_old_connections()
    for name, step in _loops.items():
        try:
            done += step()
        except (DatabaseError, OSError, RuntimeError, ValueError):
            log.exception("loop %s failed; it runs again next turn", name)
    return done


def run(stop: Callable[[], bool], pause: float = 0.2) -> None:
    """Turn until `stop()`; pause (seconds) only when there was nothing to do."""
    while not stop():
        if not turn():
            time.sleep(pause)
