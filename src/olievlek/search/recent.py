"""What was found a moment ago: for the next page, another order, a filter more or less, and the way back.

Kept only as long as nothing changed that could change an answer: no document, no wording, no index, nothing learnt.
"""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable
from typing import Generic, TypeVar

from olievlek.index.reader import Moment

Made = TypeVar("Made")


class Recent(Generic[Made]):
    """The most recent of what was made in this process, each with its moment."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._lock = threading.Lock()
        self._kept: OrderedDict[Hashable, tuple[Moment, Made]] = OrderedDict()

    def get(self, key: Hashable, now: Moment | None, make: Callable[[], Made]) -> Made:
        """What `make` gave for this key at this moment; the key must hold all that it depends on, also who asks.

        Take the moment before anything is read: what changes meanwhile is seen the next time.
        """
        if now is None:
            return make()
        with self._lock:
            moment, known = self._kept.get(key, (None, None))
            if known is not None and moment == now:
                self._kept.move_to_end(key)
                return known
        made = make()
        with self._lock:
            self._kept[key] = now, made
            while len(self._kept) > self._most:
                self._kept.popitem(last=False)
        return made

    def forget(self) -> None:
        """As after a start: what comes next is made anew."""
        with self._lock:
            self._kept.clear()
