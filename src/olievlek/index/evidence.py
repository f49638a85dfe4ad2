"""How sure it is that a document answers a question: which of its rare words are told, where, and how.

A score of the engine only orders the documents of one question. Evidence is one measure for all questions: each word of
the question counts for how rare it is, and is told by the word itself, by parts of a compound, or by other words for
it (plain words, synonyms, Dutch for English). Two words side by side that one line tells count more than the same two
somewhere in a long text. The figures, and how they were learnt, stand in ADR 0020.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import pairwise
from math import exp, log

from olievlek.index import english, lists
from olievlek.index.analysis import stem, tokenise
from olievlek.index.ranking import Language, Plan, Term, joined_pairs
from olievlek.index.thesaurus import key

TITLE, BODY = 0, -1  # places in a document; its own words have the numbers between
MOST_BODY = 2_000  # characters of a text that are read
ENGLISH = "en|"  # before an English stem
PART, LETTERS = 0.8, 4  # a word of the document of which it is a part; shorter parts are chance
WHOLE_PARTS, ONE_PART, TRANSLATED, SYNONYM = 0.9, 0.45, 0.9, 0.7
PLAIN, PLAIN_MORE, PLAIN_MOST = 0.35, 0.06, 0.85  # an office word for plain words; more where that is surer
SURE = 0.8  # at least: the word itself, or what it is in Dutch
SMALL = 0.35  # part of the weight of words of daily talk and of numbers
SPREAD, THEMES = 0.6, 18  # part of the weight that a word loses that is used in all themes of the plain words
MISSING, PAIR, TOLD, NAMED, BASE = -1.63, 2.61, 1.36, 1.99, -2.65
MOST_MISSING = 3.0  # words
ALONE = 0.5  # of what a pair tells: a question of one word

Places = Mapping[int, float]
Way = tuple[frozenset[str], float]  # terms that all must be there, and how sure they make it


@dataclass(frozen=True)
class Unit:
    """A word of the question: its weight from 0 to 1, and the ways in which a text may tell it."""

    weight: float
    ways: tuple[Way, ...]
    is_small: bool


@dataclass(frozen=True)
class Read:
    """A document as evidence reads it: for each term in which of its places it stands, and how surely."""

    places: Mapping[str, Places]

    def of(self, unit: Unit) -> dict[int, float]:
        """In which places the unit is told, and how surely."""
        found: dict[int, float] = {}
        for terms, sure in unit.ways:
            first, *rest = terms
            for place, strength in self.places.get(first, {}).items():
                for other in rest:
                    strength = min(strength, self.places.get(other, {}).get(place, 0.0))
                if strength * sure > found.get(place, 0.0):
                    found[place] = strength * sure
        return found


def read(title: str, own_words: str, body: str, language: Language) -> Read:
    """Read a document once, for any question."""
    places: dict[str, dict[int, float]] = {}
    lines = [title, *(line for line in own_words.split("\n") if line)]
    terms_of = language.analyser.terms_of
    for place, text in [*enumerate(lines), (BODY, body[:MOST_BODY])]:
        for token in dict.fromkeys(tokenise(text)):
            whole, *parts = terms_of(token) or ("",)
            if whole:
                places.setdefault(whole, {})[place] = 1.0
            for part in parts:
                if len(part) >= LETTERS:
                    places.setdefault(part, {}).setdefault(place, PART)
            if place != BODY:
                places.setdefault(_in_english(token), {})[place] = 1.0
    return Read(places)


@lru_cache(maxsize=50_000)
def _in_english(token: str) -> str:
    return ENGLISH + english.stem_en(token)


class Evidence:
    """What one question asks, word for word."""

    def __init__(self, words: Sequence[str], made: Plan, language: Language, doc_freq: Callable[[Term], int]) -> None:
        self._language, self._doc_freq = language, doc_freq
        self.units = self._english(made) if made.is_english else self._dutch(words, made)
        self._total = sum(unit.weight for unit in self.units) or 1.0

    def of(self, document: Read, against: float = 0.0) -> float:
        """From 0 to 1: how sure it is that the document helps; `against` is what speaks against any answer."""
        told = [document.of(unit) for unit in self.units]
        best = [max(places.values(), default=0.0) for places in told]
        missing = sum(unit.weight * (1 - sure) for unit, sure in zip(self.units, best, strict=True))
        named = sum(unit.weight * places.get(TITLE, 0.0) for unit, places in zip(self.units, told, strict=True))
        sum_ = BASE + MISSING * min(missing, MOST_MISSING) / MOST_MISSING + PAIR * self._pairs(told)
        sum_ += TOLD * (self._total - missing) / self._total + NAMED * named / self._total
        return 1 / (1 + exp(against - sum_))

    def is_near(self, document: Read) -> bool:
        """Whether it tells a telling word of the question, and not only a part of one."""
        return any(sure >= SURE for unit in self.units if not unit.is_small for sure in document.of(unit).values())

    def _pairs(self, told: Sequence[Mapping[int, float]]) -> float:
        """What the line tells that has most words of the question side by side."""
        if len(self.units) == 1:  # no pair to make: the words of people tell as much
            sure = max((one for place, one in told[0].items() if place != BODY), default=0.0)
            return ALONE * sure * self.units[0].weight
        lines: dict[int, float] = defaultdict(float)
        for (left, right), (one, two) in zip(pairwise(self.units), pairwise(told), strict=True):
            for place in one.keys() & two.keys() - {BODY}:
                lines[place] += min(one[place], two[place]) * min(left.weight, right.weight)
        return max(lines.values(), default=0.0)

    @property
    def is_telling(self) -> bool:
        """Whether the question has a word by which one can say that nobody told this."""
        return any(not unit.is_small for unit in self.units)

    def _rare(self, term: str) -> float:
        """From 0 to 1, by how many documents have it, and how many plain wordings."""
        documents = max(self._language.documents, 1)
        return log(1 + documents / (self._doc_freq(("words", term)) + 0.5)) / log(1 + documents / 0.5)

    def _dutch(self, words: Sequence[str], made: Plan) -> list[Unit]:
        units = []
        for typed in made.subject:
            word = made.spelled.get(typed, typed)
            ways = [*self._own(word), *self._apart(typed, words), *self._plain(word, made), *self._synonyms(word)]
            weight = self._rare(stem(word)) * _subject(stem(word))
            small = word in lists.everyday() or word.isdigit()
            units.append(Unit(weight * (SMALL if small else 1.0), tuple(ways), small))
        return units

    def _own(self, word: str) -> Iterator[Way]:
        whole = stem(word)
        yield frozenset([whole]), 1.0
        parts = [part for part in map(stem, self._language.analyser.parts(word)) if part != whole]
        if len(parts) > 1:
            yield frozenset(parts), WHOLE_PARTS
        for part in parts:
            if len(part) >= LETTERS:
                yield frozenset([part]), ONE_PART

    def _apart(self, typed: str, words: Sequence[str]) -> Iterator[Way]:
        for left, right, word in joined_pairs(words, self._language):
            if typed in (left, right):
                yield frozenset([stem(word)]), WHOLE_PARTS

    def _plain(self, word: str, made: Plan) -> Iterator[Way]:
        keys = {key(word), *map(key, self._language.analyser.parts(word))}
        for meant in made.meant:
            if not keys.isdisjoint(meant.told) and (terms := self._stems(meant.office)):
                yield terms, min(PLAIN_MOST, PLAIN + PLAIN_MORE * meant.weight)

    def _synonyms(self, word: str) -> Iterator[Way]:
        for target in self._language.thesaurus.related((stem(word),)):
            if terms := self._stems(target):
                yield terms, SYNONYM

    def _stems(self, text: str) -> frozenset[str]:
        return frozenset(stem(word) for word in tokenise(text) if word not in self._language.analyser.stop)

    def _english(self, made: Plan) -> list[Unit]:
        mended = [made.spelled.get(word, word) for word in made.subject]
        known = {word: wording for wording, _ in made.dutch for word in wording}
        dutch = {wording: [(t, TRANSLATED) for one in some if (t := self._stems(one))] for wording, some in made.dutch}
        units = []
        for wording in dict.fromkeys(known.get(word, (word,)) for word in mended):  # "bike path" is one word
            weight = max(self._rare(stem(word)) for word in wording)
            small = len(wording) == 1 and (wording[0] in english.small() or wording[0].isdigit())
            ways = [(frozenset(map(_in_english, wording)), 1.0), *dutch.get(wording, ())]
            ways += self._own(wording[0]) if len(wording) == 1 else ()  # a Dutch word, or a name
            units.append(Unit(weight * (SMALL if small else 1.0), tuple(ways), small))
        return units


@cache
def _in_wordings() -> dict[str, Counter[str]]:
    """In how many plain wordings of each theme a stem stands."""
    found: dict[str, Counter[str]] = defaultdict(Counter)
    for theme, _, plain in lists.plain_words_by_theme():
        for one in set(map(stem, tokenise(plain))):
            found[one][theme] += 1
    return found


def is_talked(term: str) -> bool:
    """Whether plain wordings have this stem: then it is a word, not only a name."""
    return term in _in_wordings()


@cache
def _subject(term: str) -> float:
    """From 1 down to 1 - SPREAD: a word that people use whatever the theme says little about a subject."""
    counts = _in_wordings().get(term)
    if not counts:
        return 1.0
    total = counts.total()
    spread = -sum(one / total * log(one / total) for one in counts.values())
    return 1 - SPREAD * spread / log(THEMES)
