"""The known word nearest to one nobody wrote: Damerau distance 1, from eight letters 2."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from functools import lru_cache

import numpy as np
import numpy.typing as npt

MIN_LETTERS, TWO_FROM = 4, 8
_CANDIDATES = 60


def distance(left: str, right: str, limit: int) -> int:
    """Letters to insert, remove, replace or swap with a neighbour; more than `limit` counts as `limit + 1`."""
    if abs(len(left) - len(right)) > limit:
        return limit + 1
    before: list[int] = []
    row = list(range(len(right) + 1))
    for i, a in enumerate(left, 1):
        above, row = row, [i]
        for j, b in enumerate(right, 1):
            cost = min(above[j] + 1, row[j - 1] + 1, above[j - 1] + (a != b))
            if i > 1 and j > 1 and a == right[j - 2] and left[i - 2] == b:
                cost = min(cost, before[j - 2] + 1)
            row.append(cost)
        if min(row) > limit:
            return limit + 1
        before = above
    return min(row[-1], limit + 1)


def _pairs(word: str) -> set[str]:
    framed = f"_{word}_"
    return {framed[at : at + 2] for at in range(len(framed) - 1)}


class Speller:
    """Knows the words of the documents; candidates share letter pairs, so a look-up costs well under a millisecond."""

    def __init__(self, counts: Mapping[str, int]) -> None:
        self.counts = counts
        self.known = sorted(word for word in counts if len(word) >= MIN_LETTERS and word.isalpha())
        postings: dict[str, list[int]] = defaultdict(list)
        for at, word in enumerate(self.known):
            for pair in _pairs(word):
                postings[pair].append(at)
        self._postings: dict[str, npt.NDArray[np.int32]] = {k: np.array(v, np.int32) for k, v in postings.items()}
        self.correct = lru_cache(maxsize=10_000)(self._correct)

    def _correct(self, word: str) -> str | None:
        """The likeliest known word, or None for a known, short or hopeless one."""
        if word in self.counts or len(word) < MIN_LETTERS or not word.isalpha():
            return None
        limit = 2 if len(word) >= TWO_FROM else 1
        found = [self._postings[pair] for pair in _pairs(word) if pair in self._postings]
        if not found:
            return None
        shared = np.bincount(np.concatenate(found), minlength=len(self.known))
        least = max(1, len(word) + 1 - 3 * limit)
        near = np.flatnonzero(shared >= least)
        near = near[np.argsort(-shared[near], kind="stable")[:_CANDIDATES]]
        best: tuple[int, bool, int, str] | None = None
        for at in near:
            candidate = self.known[at]
            away = distance(word, candidate, limit)
            if away > limit:
                continue
            fit = away, candidate[0] != word[0], -self.counts[candidate], candidate  # few slip at the first letter
            best = min(best or fit, fit)
        return best[-1] if best else None
