"""English questions to Dutch documents: whether a question is English, its words without filler, and what they are in
Dutch. Pure and cached; the list is our own.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from functools import cache, lru_cache

import Stemmer

from olievlek.index import lists
from olievlek.index.analysis import fold, tokenise
from olievlek.index.speller import Speller

LONGEST = 3  # words of an English wording
_local = threading.local()


@lru_cache(maxsize=100_000)
def stem_en(word: str) -> str:
    """The English stem of a folded word."""
    stemmer = getattr(_local, "stemmer", None)
    if stemmer is None:  # a Stemmer object may not be shared between threads
        stemmer = _local.stemmer = Stemmer.Stemmer("english")
    return str(stemmer.stemWord(word))


@cache
def _stop() -> frozenset[str]:
    return frozenset(token for word in lists.stop_words_en() for token in tokenise(word))


@cache
def _filler() -> frozenset[str]:
    return frozenset(map(fold, lists.filler_en()))


@cache
def _dutch() -> dict[tuple[str, ...], tuple[str, ...]]:
    """The Dutch words for the stems of an English wording."""
    found: dict[tuple[str, ...], list[str]] = {}
    for english, dutch in lists.english():
        found.setdefault(tuple(map(stem_en, tokenise(english))), []).append(dutch)
    return {stems: tuple(dict.fromkeys(words)) for stems, words in found.items()}


@cache
def _dutch_words() -> frozenset[str]:
    """Words that only Dutch has: they tell that a question is not English."""
    return frozenset(map(fold, lists.stop_words() | lists.everyday() | lists.filler())) - _stop() - _filler()


def is_english(words: Sequence[str], *, page: bool = False, known: Callable[[str], bool] = lambda _word: False) -> bool:
    """Whether a question is in English; `known` tells Dutch words. Where its words tell nothing, as the page is.

    On a page in Dutch it takes a small English word too: "test", "plan" and "storm" are both.
    """
    english = [word for word in words if word in _stop() or word in _filler() or (stem_en(word),) in _dutch()]
    dutch = [word for word in words if word in _dutch_words() or (word not in english and known(word))]
    if len(english) == len(dutch):
        return page
    if page:
        return len(english) > len(dutch) or 2 * len(dutch) <= len(words)
    only = [word for word in english if word in _stop() and word not in lists.stop_words()]
    return bool(only) and len(english) > len(dutch) + len(words) // 3


def subject(words: Sequence[str]) -> list[str]:
    """The words without those that carry no subject, unless nothing else is left."""
    content = [word for word in dict.fromkeys(words) if word not in _stop() and not (len(word) == 1 and word.isalpha())]
    together = {word for wording, _ in in_dutch(words) if len(wording) > 1 for word in wording}  # "waiting time"
    return [word for word in content if word not in _filler() or word in together] or content


def in_dutch(words: Sequence[str]) -> list[tuple[tuple[str, ...], tuple[str, ...]]]:
    """The wordings of the list in a question, longest first and from left to right, each with its Dutch words."""
    stems, at = [stem_en(word) for word in words], 0
    found: list[tuple[tuple[str, ...], tuple[str, ...]]] = []
    while at < len(words):
        for length in range(min(LONGEST, len(words) - at), 0, -1):
            if dutch := _dutch().get(tuple(stems[at : at + length])):
                found.append((tuple(words[at : at + length]), dutch))
                at += length
                break
        else:
            at += 1
    return found


def small() -> frozenset[str]:
    """Words that say little about a subject."""
    return _filler()


@cache
def speller() -> Speller:
    """Mends English words by English words only."""
    words = {token for english, _ in lists.english() for token in tokenise(english)}
    return Speller(dict.fromkeys(sorted(words | _stop() | _filler()), 1))
