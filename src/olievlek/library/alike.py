"""Cases like this one, and the same thing at others: both from the index, both asked again of `visible_to()`.

What looks like it was found by the worker (`index.neighbours`); cases that the same bodies copied come a little nearer.
"""

from collections.abc import Collection
from dataclasses import dataclass

from django.db.models import Count

from olievlek.core import audience
from olievlek.index import neighbours, reader
from olievlek.index.models import Document
from olievlek.library.models import Adoption, Case, CaseQuerySet
from olievlek.library.models.adoption import COPIED

MOST_ALIKE = 4
MOST_SAME = 12
POOL = 40
MOST_TOLD = 3
SHORTEST = 4
HALF = 0.5  # of the best score: what answers one word of a title by chance stays away
SHARED = 2  # places up for every body that copied both


@dataclass(frozen=True)
class Alike:
    """`same` are near copies elsewhere (a part of `same_count`), `cases` resemble it and are no copies."""

    same: list[Case]
    same_count: int
    cases: list[Case]


def alike(case: Case, user: audience.Person, *, known: Collection[int] = ()) -> Alike:
    """What else to look at, but what stands on the page already (`known`); in six queries."""
    own = Document.objects.live().filter(kind="case", object_id=case.pk).first()
    if own is None:
        return Alike([], 0, [])
    same = _same(own, user).order_by("owner__name", "pk")
    near = [pk for pk in _near(own) if pk not in known]
    shown = Case.objects.visible_to(user).select_related("owner").in_bulk(near)
    cases = [shown[pk] for pk in near if pk in shown][:MOST_ALIKE]
    return Alike(list(same[:MOST_SAME]), same.count(), cases)


def already_told(title: str, user: audience.Person) -> list[Case]:
    """What answers the words of a title that somebody types: maybe it need not be told again."""
    if len(title.strip()) < SHORTEST:
        return []
    hits = reader.ask(title.replace('"', " "), tokens=audience.tokens(user), k=POOL).hits
    known = (
        Document.objects.live().filter(kind="case").only("object_id", "family").in_bulk([one.document for one in hits])
    )
    families: set[str] = set()
    keys = []
    for hit in hits:
        document = known.get(hit.document)
        if document is None or document.family in families or hit.score < HALF * hits[0].score:
            continue
        families |= {document.family} - {""}
        keys.append(document.object_id)
    shown = Case.objects.visible_to(user).with_counts().select_related("owner").in_bulk(keys)
    return [shown[pk] for pk in keys if pk in shown][:MOST_TOLD]


def _same(own: Document, user: audience.Person) -> CaseQuerySet:
    """The same title without the organisation: the same product at another body."""
    if not own.family:
        return Case.objects.none()
    copies = Document.objects.live().filter(kind="case", family=own.family).exclude(pk=own.pk).values("object_id")
    return Case.objects.visible_to(user).filter(pk__in=copies).select_related("owner")


def _near(own: Document) -> list[int]:
    """Cases of other families that resemble this one, best first, one of each family."""
    near = neighbours.of(own.pk)
    known = Document.objects.live().filter(kind="case").only("object_id", "family").in_bulk(near)
    families, found = {own.family}, []
    for pk in near:
        document = known.get(pk)
        if document is not None and document.family not in families:
            families |= {document.family} - {""}
            found.append(document.object_id)
    shared = _copied_too(own.object_id, found)
    return [pk for _, pk in sorted((place - SHARED * shared.get(pk, 0), pk) for place, pk in enumerate(found))]


def _copied_too(case: int, others: list[int]) -> dict[int, int]:
    """How many bodies that openly copied this case copied each of the others too."""
    copied = Adoption.objects.open().by_copiers().filter(stage__key__in=COPIED, organisation__isnull=False)
    bodies = copied.filter(case=case).order_by().values("organisation")
    rows = copied.filter(case__in=others, organisation__in=bodies).order_by().values_list("case")
    return dict(rows.annotate(bodies=Count("organisation", distinct=True)))
