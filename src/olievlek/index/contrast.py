"""Whether a question is nearer to questions that were answered, or to questions that nobody answered.

Lines are compared by their stems, Dutch and English, and the 4-grams of their words; what few lines have tells most.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from functools import cache
from math import log

import numpy as np
from numpy.typing import NDArray

from olievlek.index import lists
from olievlek.index.analysis import fold, grams_of, stem, tokenise
from olievlek.index.english import stem_en

FEW = 5  # lines that are nearest


@cache
def _no_subject() -> frozenset[str]:
    return frozenset(map(fold, lists.stop_words() | lists.stop_words_en()))


def _terms(words: Sequence[str]) -> set[str]:
    """The terms of a line; a word without a subject has none."""
    found: set[str] = set()
    for word in words:
        if word not in _no_subject():
            found.update(grams_of(word), (f"nl|{stem(word)}", f"en|{stem_en(word)}"))
    return found


class Contrast:
    """Lines that were answered, then those that were not, by their terms."""

    def __init__(self, answered: Sequence[str], unanswered: Sequence[str]) -> None:
        self.answered = len(answered)
        self.lines = [*answered, *unanswered]
        held: dict[str, list[int]] = defaultdict(list)
        for at, line in enumerate(self.lines):
            for term in _terms(tokenise(line)):
                held[term].append(at)
        self._held = {term: np.array(places, dtype=np.int32) for term, places in held.items()}
        squares = np.zeros(len(self.lines))
        for term, places in self._held.items():
            squares[places] += self._rare(term)
        self._lengths = np.sqrt(np.maximum(squares, 1e-9))

    def _rare(self, term: str) -> float:
        """The square of how much a term tells."""
        return log(1 + len(self.lines) / max(len(self._held.get(term, ())), 1)) ** 2

    def near(self, words: Sequence[str]) -> NDArray[np.float64]:
        """From 0 to 1 for each line: the cosine with these words."""
        found, asked = np.zeros(len(self.lines)), 0.0
        for term in _terms(words):
            asked += self._rare(term)
            if term in self._held:
                found[self._held[term]] += self._rare(term)
        found /= self._lengths * max(asked, 1e-9) ** 0.5
        return found

    def of(self, words: Sequence[str]) -> float:
        """From -1 to 1: how much nearer the lines are that nobody answered than those that were."""
        near = self.near(words)
        return _nearest(near[self.answered :]) - _nearest(near[: self.answered])


def _nearest(near: NDArray[np.float64]) -> float:
    """By the nearest line, and more by the few nearest together: one alone may be chance."""
    few = np.sort(np.partition(near, -FEW)[-FEW:]) if len(near) > FEW else np.sort(near)
    return float(few[-1] + 2 * few.mean()) / 3 if len(few) else 0.0
