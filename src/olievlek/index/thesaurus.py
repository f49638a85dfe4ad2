"""What people say instead of what offices write: synonyms, abbreviations, and plain words for office words."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from math import log

from olievlek.index import lists
from olievlek.index.analysis import Analyser, stem, tokenise

Pair = tuple[str, str]  # an office word, and plain words for it
_Wording = tuple[float, str, frozenset[str]]  # minus its weight, the office word, the stems that tell it

# Weight of an office word for plain words that no document has: two words that go together are rarely meant otherwise,
# one word often is. The more documents have the plain words too, the less it weighs.
SEVERAL_WORDS, ONE_WORD, IN_COMPOUND, KNOWN = 7.0, 2.2, 0.6, 0.6
AGAIN, MOST_AGAIN = 0.5, 3  # part of the weight of other wordings that tell the same, and how many of them count
EVERYWHERE = 1_000  # documents
LONG = 6  # letters; a shorter part of a compound is often chance
_TELLING = frozenset(("alleen", "geen", "iemand", "niemand", "niet", "niets", "veel", "weer", "zelf"))


class Thesaurus:
    """Pairs that may stand for each other, as sequences of stems."""

    def __init__(self, pairs: Iterable[Pair], analyser: Analyser) -> None:
        self._by_first: dict[str, list[tuple[tuple[str, ...], str]]] = {}
        for left, right in pairs:
            for source, target in ((left, right), (right, left)):
                stems = tuple(stem(word) for word in tokenise(source) if word not in analyser.stop)
                if stems:
                    self._by_first.setdefault(stems[0], []).append((stems, target))

    def related(self, stems: tuple[str, ...]) -> Iterator[str]:
        """What may be said instead of any sequence in these stems."""
        for at, first in enumerate(stems):
            for sequence, target in self._by_first.get(first, ()):
                if stems[at : at + len(sequence)] == sequence:
                    yield target


@dataclass(frozen=True)
class Meant:
    """An office word that a question in plain words is about, and what it weighs beside a word that was typed."""

    office: str
    weight: float
    told: frozenset[str] = field(
        default=frozenset(), compare=False
    )  # the stems of the question that tell it, by its surest wording


class _Table:
    """The wordings of a list by one of their stems: the same for every build, so read once by a process."""

    def __init__(self, pairs: Iterable[Pair]) -> None:
        self._analyser = Analyser({})
        self.everyday = {key(word) for word in lists.everyday()}
        self.by_stem: dict[str, list[tuple[frozenset[str], str]]] = defaultdict(list)
        self.words: set[str] = set()
        self.keys: set[str] = set()
        for office, plain in pairs:
            words = self._telling(tokenise(plain))
            self.words.update(words)
            self._keep(frozenset(map(key, words)), office)
            parts = frozenset(map(key, self._analyser.parts(words[0]))) if len(words) == 1 else frozenset()
            if len(parts) > 1:  # written apart: "achterstand met de huur"
                self._keep(parts, office)

    def _telling(self, tokens: list[str]) -> list[str]:
        """The words without stop words; small words such as "geen" too where hardly a word would be left."""
        words = [word for word in tokens if word not in self._analyser.stop]
        if len(words) < 2 < len(tokens) or not {key(word) for word in words} - self.everyday:
            words = [word for word in tokens if word not in self._analyser.stop or word in _TELLING]
        return words

    def _keep(self, stems: frozenset[str], office: str) -> None:
        if stems - _TELLING and (len(stems) > 1 or stems - self.everyday):  # one daily word says nothing by itself
            self.by_stem[max(stems, key=lambda one: (len(one), one))].append((stems, office))
            self.keys |= stems


_table = lru_cache(maxsize=2)(_Table)


class PlainWords:
    """Finds what is meant: all words of a plain wording must be in the question, in any order and form."""

    def __init__(self, pairs: Iterable[Pair], analyser: Analyser) -> None:
        self._analyser = analyser
        self._table = _table(tuple(pairs))
        self.words, self.keys = self._table.words, self._table.keys
        # forms of one office word are one: "betalingsachterstand" and "betalingsachterstanden"
        self._same = lru_cache(maxsize=20_000)(lambda office: tuple(sorted(set(analyser.words(office)))))

    def meant(self, words: Collection[str], doc_freq: Callable[[str], int]) -> Sequence[Meant]:
        """The office words for a question, heaviest first, each once in any form; `doc_freq`: how common a stem is."""
        whole = {key(word) for word in words if word not in self._analyser.stop or word in _TELLING}
        parts = {key(part) for word in words for part in self._analyser.parts(word) if len(part) >= LONG} - whole
        told: dict[tuple[str, ...], list[_Wording]] = defaultdict(list)
        there = whole | parts
        for one in there:
            for stems, office in self._table.by_stem.get(one, ()):
                if stems <= there:
                    weight = SEVERAL_WORDS if len(stems) > 1 else ONE_WORD
                    weight *= 1.0 if stems <= whole else IN_COMPOUND
                    weight /= 1 + KNOWN * log(1 + self._met(stems, doc_freq))
                    told[self._same(office)].append((-weight, office, stems))
        found = [_together(sorted(wordings, key=lambda one: (*one[:2], sorted(one[2])))) for wordings in told.values()]
        return sorted(found, key=lambda one: (-one.weight, one.office))

    def _met(self, stems: frozenset[str], doc_freq: Callable[[str], int]) -> int:
        """In how many documents the rarest of these stands; daily words are everywhere, whatever was counted."""
        telling = stems - self._table.everyday - _TELLING
        return min(map(doc_freq, telling)) if telling else EVERYWHERE


def _together(wordings: Sequence[_Wording]) -> Meant:
    """One office word for all its wordings in the question, best (most negative) first: what is told twice is surer."""
    (best, office, stems), *others = wordings
    return Meant(office, -best - AGAIN * sum(weight for weight, *_ in others[:MOST_AGAIN]), stems)


def key(word: str) -> str:
    """The stem, but of a short word with its long vowel: somebody angry (boos) is not a wood (bos)."""
    found = stem(word)
    return word if len(found) == 3 and len(word) == 4 and word[1] == word[2] else found
