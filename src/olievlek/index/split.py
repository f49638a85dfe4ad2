"""Two indexes side by side: what everybody may see, and all the rest. Only the first is ever counted.

How rare a word is, how long texts are, which words there are: all of it comes from public documents (ADR 0017). So
nothing that a reader gets depends on a document that this reader may not see.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Container, Iterable, Mapping, Sequence
from math import log
from pathlib import Path

from olievlek.core.audience import PUBLIC
from olievlek.index.engine import Engine, Fields, Hit, Term

Changes = Mapping[int, Fields | None]
SAID = 1.3  # a text that has a word has it more often than a text of middle length has it once; measured in ADR 0017


class SplitEngine:
    """Answers as one index would. The sequence stands in the restricted one, which is written last."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.public, self.restricted = Engine(folder / "public"), Engine(folder / "restricted")

    def sequence(self) -> int:
        """Up to which change both hold everything; 0 when either of them lost what it held."""
        return self.restricted.sequence() if self.public.sequence() else 0

    def is_there(self) -> bool:
        return self.public.is_there() and self.restricted.is_there()

    def count(self) -> int:
        """How many documents can be found, by whoever may see them."""
        return self.public.count() + self.restricted.count()

    def counting(self) -> Callable[[Term], int]:
        """In how many public documents a term occurs."""
        return self.public.counting()

    def fill(self, public: Iterable[tuple[int, Fields]], rest: Iterable[tuple[int, Fields]], upto: int) -> None:
        """Put all documents into two empty indexes, each once."""
        self.public.fill(public, upto)
        self.restricted.fill(rest, upto)

    def leaving(self, changes: Changes) -> set[int]:
        """The documents that everybody could see until now, and that these changes take away or restrict."""
        return self.public.holding([key for key, fields in changes.items() if not _is_public(fields)])

    def unsaid(self, changes: Changes, known: Container[str]) -> str | None:
        """One of the words `known` that no public document has after these changes, though one had it before."""
        before = self.public.words_of(list(changes))
        after = {word for fields in changes.values() if _is_public(fields) for word in _exact(fields)}
        lost = (word for word in sorted(before - after) if word in known)
        return next((word for word in lost if not self.public.stands_beside(word, changes)), None)

    def apply(self, changes: Changes, upto: int) -> None:
        """Put in (fields) or take out (None) each document.

        The public index is written only where something public changed: even an empty commit moves its figures. A
        process that ends between the two writes them again, which changes nothing.
        """
        public: dict[int, Fields | None] = {key: fields for key, fields in changes.items() if _is_public(fields)}
        public |= dict.fromkeys(self.leaving(changes))
        if public:
            self.public.apply(public.items(), upto)
        self.restricted.apply(((key, None if _is_public(fields) else fields) for key, fields in changes.items()), upto)

    def query(
        self,
        weights: Mapping[Term, float],
        *,
        tokens: Collection[str],
        must: Sequence[Sequence[Term]] = (),
        without: Sequence[Term] = (),
        phrases: Sequence[Sequence[str]] = (),
        k: int = 20,
        among: int = 0,
    ) -> list[Hit]:
        """The k best of those whose audience holds one of `tokens`; see `Engine.query`.

        With `among`, near copies are one hit: the best of each family among so many.
        """
        wanted = max(k, among)
        found: list[Hit] = []
        if PUBLIC in tokens:
            found = self.public.query(weights, must=must, without=without, phrases=phrases, k=wanted)
        own = [("vis", token) for token in sorted(set(tokens) - {PUBLIC})]
        if own and self.restricted.count():
            more = self.restricted.query(
                weights, must=[own, *must], without=without, phrases=phrases, k=wanted, impact=self.impact()
            )
            found = _merged(found, more)[:wanted]
        if among:
            found = list({hit.family: hit for hit in reversed(found)}.values())[::-1]
        return found[:k]

    def impact(self) -> Callable[[Term], float]:
        """What a term tells in a restricted document: its rarity among public ones, as BM25 weighs it."""
        total, count = self.public.count(), self.counting()

        def tells(term: Term) -> float:
            having = count(term)
            return SAID * log(1 + (max(total - having, 0) + 0.5) / (having + 0.5))

        return tells


def _exact(fields: Fields | None) -> list[str]:
    return str((fields or {}).get("exact", "")).split(" ")


def _is_public(fields: Fields | None) -> bool:
    return fields is not None and PUBLIC in fields.get("vis", ())


def _merged(public: Sequence[Hit], restricted: Sequence[Hit]) -> list[Hit]:
    """Best first, equal scores by id; what is just moving from one index to the other counts once."""
    hits = {hit.document: hit for hit in [*restricted, *public]}
    return sorted(hits.values(), key=lambda hit: (-hit.score, hit.document))
