"""Which words of a text answered the question: as pieces to print, never as markup."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from olievlek.index.analysis import Analyser, spans, starts_of, stem
from olievlek.index.ranking import Plan

TELLING = 4  # letters; a shorter part of a compound is chance (the "pas" of pasfoto in paspoort), a word is not
LENGTH = 260  # characters of a text on a page of results


@dataclass(frozen=True)
class Piece:
    """A run of text; `hit` when it answers the question."""

    text: str
    hit: bool = False


@dataclass(frozen=True)
class Why:
    """What a result was found on: words of the question, and words that mean about the same."""

    words: tuple[str, ...]
    related: tuple[str, ...]

    def __bool__(self) -> bool:
        return bool(self.words or self.related)


class Marker:
    """Knows the terms of one question."""

    def __init__(self, plan: Plan, analyser: Analyser) -> None:
        self.analyser = analyser
        self.subject = [plan.spelled.get(word, word) for word in plan.subject]
        own = set(plan.words).union(*(analyser.terms_of(word) for word in plan.spelled.values()))
        typed = {stem(word) for word in self.subject}
        self.own = {term for term in own if term in typed or len(term) >= TELLING}
        self.related = {term for name, term in plan.weights if name == "words"} - own - plan.associated - plan.parts
        self.associated = plan.associated
        self._marked = lru_cache(maxsize=100)(self._mark)

    def hits(self, text: str) -> list[tuple[int, int]]:
        """Start and end of every word in the text that is one of the question's, or means about the same."""
        wanted = self.own | self.related
        return [(start, end) for start, end, _, terms in self._marked(text) if not wanted.isdisjoint(terms)]

    def why(self, *texts: str) -> Why:
        """The words as the texts write them, each once, in order of appearance; learnt ones where no other met."""
        words, related = self._met(texts, self.related)
        return Why(words, related) if words or related else Why(*self._met(texts, self.associated))

    def _met(self, texts: Iterable[str], others: set[str]) -> tuple[tuple[str, ...], tuple[str, ...]]:
        words: dict[str, str] = {}
        related: dict[str, str] = {}
        for text in texts:
            for start, end, first, terms in self._marked(text):
                if not terms.isdisjoint(self.own):
                    words.setdefault(stem(first), text[start:end].lower())
                elif not terms.isdisjoint(others):
                    related.setdefault(stem(first), text[start:end].lower())
        return tuple(words.values()), tuple(related.values())

    def share(self, *texts: str) -> float:
        """Which part of the words of the question stands in the texts, in any form."""
        there = {term for text in texts for *_, terms in self._marked(text) for term in terms}
        met = [word for word in self.subject if there.intersection(self.analyser.terms_of(word))]
        return len(met) / len(self.subject) if self.subject else 0.0

    def pieces(self, text: str) -> list[Piece]:
        """The whole text, cut where a hit begins and ends."""
        return _cut(text, self.hits(text))

    def snippet(self, text: str, length: int = LENGTH) -> list[Piece]:
        """The stretch of the text that holds most hits, cut at words, with an ellipsis where text was left out."""
        if len(text) <= length:
            return self.pieces(text)
        hits = self.hits(text)
        start = _best_start(text, hits, length)
        end = len(text) if start + length >= len(text) else text.rfind(" ", start, start + length)
        end = end if end > start else start + length
        inside = [(a - start, b - start) for a, b in hits if a >= start and b <= end]
        pieces = _cut(text[start:end], inside)
        return [Piece("… ")] * (start > 0) + pieces + [Piece(" …")] * (end < len(text))

    def _mark(self, text: str) -> list[tuple[int, int, str, frozenset[str]]]:
        """Start, end, first token and terms of every word that has terms."""
        terms_in = self.analyser.terms_in
        return [(start, end, tokens[0], terms) for start, end, tokens in spans(text) if (terms := terms_in(tokens))]


def pieces_typed(text: str, typed: list[str]) -> list[Piece]:
    """A suggestion, with the beginnings that were typed as hits."""
    hits = [
        (start, start + max(len(word) for word in fitting))
        for start, _, tokens in spans(text)
        if (fitting := [word for word in typed if tokens and word in starts_of(tokens[:1])])
    ]
    return _cut(text, hits)


def _cut(text: str, hits: list[tuple[int, int]]) -> list[Piece]:
    pieces, at = [], 0
    for start, end in hits:
        pieces += [Piece(text[at:start]), Piece(text[start:end], hit=True)]
        at = end
    return [piece for piece in [*pieces, Piece(text[at:])] if piece.text]


def _best_start(text: str, hits: list[tuple[int, int]], length: int) -> int:
    """Begin at the sentence or word before the hit that has most hits after it within the length; the earliest wins."""
    if not hits or hits[-1][1] <= length:
        return 0

    def held(start: int) -> int:
        return sum(1 for a, b in hits if a >= start and b <= start + length * 3 // 4)

    first = max((start for start, _ in hits), key=lambda start: (held(start), -start))
    sentence = max(text.rfind(". ", 0, first), text.rfind("? ", 0, first), text.rfind("! ", 0, first)) + 2
    if sentence >= 2 and first - sentence <= length // 3:
        return sentence
    return text.rfind(" ", 0, max(0, first - 40)) + 1
