"""How often examples are copied: the only place that counts it. Distinct bodies, without the owner and other makers."""

from typing import TYPE_CHECKING

from django.db.models import Count, IntegerField, OuterRef, Subquery
from django.db.models.functions import Coalesce

from olievlek.adoptions.models.adoption import COPIED, IN_USE, INTRODUCING, STOPPED, Adoption
from olievlek.cases.models.case import NEWEST

if TYPE_CHECKING:
    from olievlek.cases.models import CaseQuerySet

MOST_USED = ("-in_use", "-copied", *NEWEST)


def with_counts(cases: "CaseQuerySet") -> "CaseQuerySet":
    """`in_use` and `introducing` are apart, `copied` is both ("overgenomen door n organisaties"), then `stopped`."""
    return cases.annotate(
        in_use=_bodies(IN_USE), introducing=_bodies(INTRODUCING), copied=_bodies(*COPIED), stopped=_bodies(STOPPED)
    )


def most_used(cases: "CaseQuerySet") -> "CaseQuerySet":
    """With the counts, most used first."""
    return with_counts(cases).order_by(*MOST_USED)


def _bodies(*stages: str) -> Coalesce:
    rows = (
        Adoption.objects.by_copiers()
        .filter(case=OuterRef("pk"), stage__key__in=stages)
        .order_by()
        .values("case")
        .annotate(bodies=Count("pk"))
        .values("bodies")
    )
    return Coalesce(Subquery(rows, output_field=IntegerField()), 0)
