"""What the library adds to the page of an organisation: made here, copied here, what look-alikes do already."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Count
from django.http import HttpRequest

from olievlek.adoptions.counts import most_used, with_counts
from olievlek.adoptions.models import Adoption
from olievlek.adoptions.models.adoption import COPIED, IN_USE, NO, STOPPED
from olievlek.adoptions.use import since_told
from olievlek.cases.models import Case
from olievlek.organisations.models import Organisation

MOST = 8
MOST_TO_COPY = 6


@dataclass(frozen=True)
class Copied:
    """A case that is copied here; `others` is how many other bodies use it."""

    adoption: Adoption
    case: Case

    @property
    def since(self) -> str:
        told = self.adoption.since or self.adoption.note or self.adoption.reason
        return since_told(self.adoption) if told else ""

    @property
    def others(self) -> int:
        in_use: int = self.case.in_use  # type: ignore[attr-defined]  # with_counts()
        return in_use - (self.adoption.stage.key == IN_USE and self.adoption.counts)


@dataclass(frozen=True)
class ToCopy:
    """A case that look-alikes use and this body does not."""

    case: Case
    users: int
    of: int


def columns(request: HttpRequest, around: dict[str, Any]) -> dict[str, Any]:
    """Made here and copied here."""
    body: Organisation = around["organisation"]
    visible = Case.objects.visible_to(request.user)
    rows = Adoption.objects.open().filter(organisation=body, case__in=visible).not_by_makers().select_related("stage")
    copied = rows.filter(stage__key__in=[*COPIED, STOPPED]).order_by("stage__position", "-since", "pk")
    declined = rows.filter(stage__key=NO).order_by("-moved_at", "pk")
    made = most_used(visible.filter(owner=body))
    return {
        "organisation": body,
        "made": list(made[:MOST]),
        "made_count": made.count(),
        "copied": _copied(list(copied[:MOST])),
        "copied_count": copied.count(),
        "declined": _copied(list(declined[:MOST])),
    }


def _copied(rows: list[Adoption]) -> list[Copied]:
    cases = {case.pk: case for case in with_counts(Case.objects.filter(pk__in=[row.case_id for row in rows]))}
    return [Copied(row, cases[row.case_id]) for row in rows]


def sections(request: HttpRequest, around: dict[str, Any]) -> dict[str, Any] | None:
    """What bodies that resemble this one use already. The page says who they are (`look_alikes`)."""
    body: Organisation = around["organisation"]
    alike = [one.organisation.pk for one in around.get("look_alikes") or []]
    if not alike:
        return None
    has_it = Adoption.objects.filter(organisation=body).values("case")
    rows = (
        Adoption.objects.open()
        .filter(organisation__in=alike, stage__key=IN_USE, case__in=Case.objects.visible_to(request.user))
        .exclude(case__in=has_it)
    )
    most = dict(
        rows.order_by().values_list("case").annotate(users=Count("pk")).order_by("-users", "case")[:MOST_TO_COPY]
    )
    cases = Case.objects.in_bulk(list(most))
    return {
        "organisation": body,
        "to_copy": [ToCopy(cases[pk], users, len(alike)) for pk, users in most.items()],
        "how_we_choose": around.get("how_we_choose", ""),
    }
