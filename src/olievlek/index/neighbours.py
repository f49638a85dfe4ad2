"""Which documents resemble each other, kept in the database: made by the worker, read by pages in one small query.

Kept of all documents; the neighbours are public documents only, else a hidden one would push another off the list.
"""

from __future__ import annotations

from django.db.models import Exists, OuterRef, QuerySet

from olievlek.core import audience
from olievlek.index import store
from olievlek.index.models import Document, Neighbours
from olievlek.index.ranking import plan, read
from olievlek.index.store import Build

AT_ONCE = 25  # documents in one turn of the worker, so that saving never waits long for it
MOST = 40  # neighbours kept of a document
WORDS = 60  # of its text: more make every text alike
LIKE = 0.12  # of the score of the document itself, which answers itself best
_seen: dict[str, int] = {}  # the build of which this process knows that nothing waits, and up to which change


def of(document: int) -> list[int]:
    """The primary keys of what resembles this document, best first; empty until the worker came round to it."""
    kept = Neighbours.objects.filter(document_id=document).values_list("nearest", flat=True).first()
    return [key for key, _score in kept or ()]


def tick() -> int:
    """Find the neighbours of some documents that changed, or that a fresh build may see otherwise."""
    build = store.current()
    if build is None or _seen.get(build.name) == build.engine.sequence():
        return 0
    upto = build.engine.sequence()
    documents = list(_waiting(build).only("title", "own_words", "body", "audience", "sequence")[:AT_ONCE])
    if not documents:
        _seen.clear()
        _seen[build.name] = upto
    rows = [
        Neighbours(document=one, nearest=_nearest(one, build), sequence=one.sequence, build=build.name)
        for one in documents
    ]
    Neighbours.objects.bulk_create(
        rows, update_conflicts=True, unique_fields=["document"], update_fields=["nearest", "sequence", "build"]
    )
    return len(rows)


def _waiting(build: Build) -> QuerySet[Document]:
    """What the index holds already and nobody looked at since; what changed comes before what a new build brings."""
    kept = Neighbours.objects.filter(document=OuterRef("pk"), sequence=OuterRef("sequence"))
    found = Document.objects.live().filter(sequence__lte=build.engine.sequence())
    fresh = found.filter(~Exists(kept)).order_by("pk")
    return fresh if fresh.exists() else found.filter(~Exists(kept.filter(build=build.name))).order_by("pk")


def _nearest(document: Document, build: Build) -> list[tuple[int, float]]:
    """Its own words asked as a question; relative to how well the document answers that itself."""
    text = " ".join(f"{document.title} {document.title} {document.own_words} {document.body}".split()[:WORDS])
    made = plan(read(text.replace('"', " ")), build.language, build.engine.counting(), literal=True)
    # Without 4-grams: the rarest of a document are its own.
    weights = {term: weight for term, weight in made.weights.items() if term[0] == "words"}
    found = build.engine.public.query(weights, k=MOST + 1)
    tells = build.engine.impact()
    itself = 0.0 if audience.PUBLIC in document.audience else sum(weights[term] * tells(term) for term in weights)
    best = max([itself, *(hit.score for hit in found)])
    near = [hit for hit in found if hit.document != document.pk and hit.score >= LIKE * best]
    return [(hit.document, round(hit.score / best, 3)) for hit in near]
