"""What somebody may be typing: titles, organisations and themes that begin so, each once."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.functional import Promise

from olievlek.core import audience
from olievlek.core.audience import Person
from olievlek.index import reader
from olievlek.index.analysis import tokenise
from olievlek.index.highlight import Piece, pieces_typed
from olievlek.index.models import Document
from olievlek.search.sources import SOURCES, localised, visible_ids

MOST, LEAST_LETTERS = 8, 2
ASKED = 150  # near copies, up to a hundred of one thing, fall together afterwards
FEW = ("kind", "object_id", "title", "language", "url")


@dataclass(frozen=True)
class Suggestion:
    """One line below the search box."""

    pieces: list[Piece]
    kind: str | Promise
    url: str
    language: str


def suggest(text: str, *, user: Person) -> list[Suggestion]:
    """At most MOST lines, best first; near copies are one line."""
    typed = tokenise(text)
    if sum(map(len, typed)) < LEAST_LETTERS:
        return []
    hits = reader.suggest(text, tokens=audience.tokens(user), k=MOST, among=ASKED)
    rows = Document.objects.live().only(*FEW).order_by().in_bulk([hit.document for hit in hits])
    seen = visible_ids(rows.values(), user)
    return [
        Suggestion(
            pieces=pieces_typed(row.title, typed),
            kind=SOURCES[row.kind].label,
            url=localised(row.url),
            language=row.language,
        )
        for hit in hits
        if hit.document in seen and (row := rows[hit.document])
    ]
