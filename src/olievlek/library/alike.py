"""Cases like this one, and the same thing at others: both from the index, both asked again of `visible_to()`.

What looks like it was found by the worker (`index.neighbours`); cases that the same bodies copied come a little nearer.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from django.db.models import Count

from olievlek.adoptions.counts import with_counts
from olievlek.adoptions.models import Adoption
from olievlek.adoptions.models.adoption import COPIED
from olievlek.cases.models import Case, CaseQuerySet
from olievlek.core import audience
from olievlek.index import neighbours, reader
from olievlek.index.models import Document

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
    cases = [case for case in _near(own, user) if case.pk not in known][:MOST_ALIKE]
    return Alike(list(same[:MOST_SAME]), same.count(), cases)


def already_told(title: str, user: audience.Person, *, but: str = "") -> list[Case]:
    """What answers the words of a title that somebody types: maybe it need not be told again.

    `but` is the slug of what they are writing: it answers its own title best, and would keep the others away.
    """
    if len(title.strip()) < SHORTEST:
        return []
    own = Document.objects.filter(
        kind="case", object_id__in=Case.objects.visible_to(user).filter(slug=but).values("pk")
    )
    mine = set(own.values_list("pk", flat=True)) if but else set[int]()
    found = reader.ask(title.replace('"', " "), tokens=audience.tokens(user), k=POOL).hits
    hits = [one for one in found if one.document not in mine]
    known = (
        Document.objects.live().filter(kind="case").only("object_id", "family").in_bulk([one.document for one in hits])
    )
    near = [known[hit.document] for hit in hits if hit.document in known and hit.score >= HALF * hits[0].score]
    shown = with_counts(Case.objects.visible_to(user).exclude(title="")).select_related("owner")
    return _one_of_each_family(near, shown)[:MOST_TOLD]


def _same(own: Document, user: audience.Person) -> CaseQuerySet:
    """The same title without the organisation: the same product at another body."""
    if not own.family:
        return Case.objects.none()
    copies = Document.objects.live().filter(kind="case", family=own.family).exclude(pk=own.pk).values("object_id")
    return Case.objects.visible_to(user).filter(pk__in=copies).select_related("owner")


def _near(own: Document, user: audience.Person) -> list[Case]:
    """Cases of other families that resemble this one, best first, one of each family."""
    near = neighbours.of(own.pk)
    known = Document.objects.live().filter(kind="case").only("object_id", "family").in_bulk(near)
    others = [known[pk] for pk in near if pk in known and known[pk].family != own.family]
    found = _one_of_each_family(others, Case.objects.visible_to(user).select_related("owner"))
    shared = _copied_too(own.object_id, [case.pk for case in found])
    places = {case.pk: place - SHARED * shared.get(case.pk, 0) for place, case in enumerate(found)}
    return sorted(found, key=lambda case: (places[case.pk], case.pk))


def _one_of_each_family(documents: Iterable[Document], shown: CaseQuerySet) -> list[Case]:
    """Their cases in this order, of those that are shown; one that is not shown takes nobody's place."""
    family_of = {one.object_id: one.family for one in documents}
    cases = shown.in_bulk(list(family_of))
    families: set[str] = set()
    found = []
    for pk, family in family_of.items():
        if pk in cases and family not in families:
            families |= {family} - {""}
            found.append(cases[pk])
    return found


def _copied_too(case: int, others: list[int]) -> dict[int, int]:
    """How many bodies that openly copied this case copied each of the others too."""
    copied = Adoption.objects.open().by_copiers().filter(stage__key__in=COPIED, organisation__isnull=False)
    bodies = copied.filter(case=case).order_by().values("organisation")
    rows = copied.filter(case__in=others, organisation__in=bodies).order_by().values_list("case")
    return dict(rows.annotate(bodies=Count("organisation", distinct=True)))
