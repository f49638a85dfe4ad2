"""The answers of a moment ago: for the next page, another order, a filter more or less, and the way back.

Kept only as long as nothing changed that could change an answer: no document, no wording, no index, nothing learnt.
"""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable
from typing import TypeVar

from olievlek.index import reader
from olievlek.index.reader import Moment

MOST = 64  # questions a process remembers
Made = TypeVar("Made")
_lock = threading.Lock()
_kept: OrderedDict[Hashable, tuple[Moment, object]] = OrderedDict()


def remembered(key: Hashable, make: Callable[[Moment | None], Made]) -> Made:
    """What `make` gave for this key at this moment; `key` must hold all that the answer depends on, also who asks."""
    now = reader.moment()  # before it is made: what changes meanwhile is seen the next time
    with _lock:
        moment, known = _kept.get(key, (None, None))
        if now is not None and moment == now:
            _kept.move_to_end(key)
            return known  # type: ignore[return-value]  # the same key was made by the same function
    made = make(now)
    if now is not None:
        with _lock:
            _kept[key] = now, made
            while len(_kept) > MOST:
                _kept.popitem(last=False)
    return made


def forget() -> None:
    """As after a start: what comes next is made anew."""
    with _lock:
        _kept.clear()
