"""The front page: one practice on the map, examples that others copy now, and one that did not work."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q

from olievlek.adoptions.counts import most_used as by_use
from olievlek.adoptions.models import Adoption
from olievlek.adoptions.models.adoption import IN_USE, STOPPED
from olievlek.cases.models import Case, Part
from olievlek.organisations.models import Organisation
from olievlek.organisations.spread_map import SpreadMap, first, spread

CARDS = 3
LEARNINGS = (Part.Kind.STOPPED, Part.Kind.DETOUR, Part.Kind.LESSON)


@dataclass(frozen=True)
class Spreading:
    """A case with its map and its counts."""

    case: Case
    map: SpreadMap

    @property
    def first(self) -> int:
        """How many municipalities at the first moment of the map."""
        return self.map.layers[0].total if self.map.layers else 0


@dataclass(frozen=True)
class Front:
    """Everything the template needs."""

    hero: Spreading | None
    cards: list[Spreading]
    learnings: list[Part]
    cases: int
    adoptions: int
    bodies: int


def front() -> Front:
    """The facts of the front page: what everyone may see."""
    shown = spreading(copied_now())
    return Front(
        hero=shown[0] if shown else None,
        cards=shown[1:],
        learnings=learnings(),
        cases=Case.objects.published().count(),
        adoptions=Adoption.objects.counting().filter(case__in=Case.objects.published(), stage__key=IN_USE).count(),
        bodies=Organisation.objects.bodies().count(),
    )


def copied_now() -> list[Case]:
    """Cases that are copied, most bodies first."""
    most_used = by_use(Case.objects.published())[: CARDS + 1]
    return [case for case in most_used if case.in_use]  # type: ignore[attr-defined]  # most_used() counts


def spreading(cases: Iterable[Case]) -> list[Spreading]:
    """Each case with its map, in one query for all."""
    cases = list(cases)
    rows: dict[int, list[Adoption]] = defaultdict(list)
    adoptions = Adoption.objects.counting().filter(case__in=[case.pk for case in cases], organisation__isnull=False)
    for one in adoptions.select_related("organisation", "stage").order_by("since", "pk"):
        rows[one.case_id].append(one)
    return [Spreading(case, map_of(rows[case.pk])) for case in cases]


def map_of(adoptions: list[Adoption]) -> SpreadMap:
    """Organisations that use it now or stopped, with dates; the ring marks the first."""
    using = {
        one.organisation.code: day_of(one.since) for one in adoptions if one.organisation and one.stage.key == IN_USE
    }
    stopped = [one.organisation.code for one in adoptions if one.organisation and one.stage.key == STOPPED]
    return spread(using, began=first(using), stopped=stopped)


def day_of(text: str) -> date | None:
    """The first day that a written date ("2020", "2020-06", "2020-06-01") can mean; None when there is none."""
    parts = [int(part) for part in text.split("-") if part]
    return date(parts[0], *[*parts[1:], 1, 1][:2]) if parts else None


def learnings() -> list[Part]:
    """One case that was stopped, one that took a detour, one lesson: of different cases."""
    found: list[Part] = []
    counted = Q(case__adoptions__in=Adoption.objects.counting().filter(stage__key=IN_USE))
    for kind in LEARNINGS:
        parts = Part.objects.filter(kind=kind, case__in=Case.objects.published())
        weighed = parts.annotate(users=Count("case__adoptions", filter=counted))
        seen = [part.case_id for part in found]
        one = weighed.exclude(case__in=seen).select_related("case").order_by("-users", "case", "position").first()
        found += [one] if one else []
    return found
