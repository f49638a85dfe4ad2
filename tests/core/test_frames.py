"""A request finds room for its calls in one piece, wherever the edges of Python's own pieces are."""

import resource
import sys
from collections.abc import Callable
from typing import Any

from django.conf import settings

from olievlek.core.frames import in_one_piece

DEPTHS, TIMES = range(0, 260, 4), 2_000


def _inner(a: int) -> int:
    return a


_inner.__code__ = _inner.__code__.replace(co_stacksize=200)  # as much as a few calls inside each other


def _page(_request: Any = None) -> Any:
    """Calls in a loop, as a template does."""
    for at in range(TIMES):
        _inner(at)


def _deep(depth: int, call: Callable[[Any], Any]) -> Any:
    return call(None) if depth == 0 else _deep(depth - 1, call)


def _most_faults(call: Callable[[Any], Any]) -> int:
    """How often the system had to give memory for one page, at the worst depth."""
    found = []
    for depth in DEPTHS:
        _deep(depth, call)
        before = resource.getrusage(resource.RUSAGE_SELF).ru_minflt
        _deep(depth, call)
        found.append(resource.getrusage(resource.RUSAGE_SELF).ru_minflt - before)
    return max(found)


def test_no_depth_asks_the_system_for_memory_at_every_call() -> None:
    """Without it, at some depth each call does; newer versions of Python may have mended that."""
    assert _most_faults(in_one_piece(_page)) < TIMES / 10
    if sys.version_info < (3, 12):
        assert _most_faults(_page) >= TIMES / 2


def test_it_is_around_all_other_middlewares() -> None:
    assert settings.MIDDLEWARE[0] == "olievlek.core.frames.in_one_piece"
