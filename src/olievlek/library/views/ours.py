"""The examples of the organisation somebody acts for, with what she may do; and what it copies and must tell about."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.core.paginator import Paginator
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_safe

from olievlek.adoptions.models import Adoption
from olievlek.adoptions.prompts import adoptions_to_update
from olievlek.cases.models import Case, CaseQuerySet
from olievlek.core.marks import members
from olievlek.core.page import render_page
from olievlek.core.slots import Context
from olievlek.organisations.acting import acting_for
from olievlek.organisations.membership import is_coordinator
from olievlek.organisations.models import Organisation

PER_PAGE = 30


@dataclass(frozen=True)
class Row:
    """A case as a line of the list."""

    case: Case
    may_edit: bool

    @property
    def may_show(self) -> bool:
        """Who sees it is chosen for what was told here."""
        return self.may_edit and self.case.is_told_here

    @property
    def changed(self) -> datetime:
        case = self.case
        days = (case.edited_at, case.corrected_at, case.published_at, case.shared_at, case.removed_at, case.made_at)
        return max(day for day in days if day)


def cases_of(organisation: Organisation, request: HttpRequest) -> CaseQuerySet:
    """What this person may read or edit; what a colleague keeps to herself is nobody else's."""
    readable, editable = Case.objects.visible_to(request.user), Case.objects.restorable_by(request.user)
    either = Q(pk__in=readable.order_by().values("pk")) | Q(pk__in=editable.order_by().values("pk"))
    return Case.objects.filter(either, owner=organisation)


@members
@require_safe
def ours(request: HttpRequest) -> HttpResponse:
    body = acting_for(request)
    if body is None:
        return redirect("organisations:where")
    found = cases_of(body, request).select_related("author").order_by("removed_at", "-edited_at", "-pk")
    page = Paginator(found, PER_PAGE).get_page(request.GET.get("page"))
    shown = list(page.object_list)
    editable = set(
        Case.objects.restorable_by(request.user)
        .filter(pk__in=[case.pk for case in shown])
        .order_by("pk")
        .values_list("pk", flat=True)
    )
    context: dict[str, Any] = {
        "body": body,
        "page": page,
        "rows": [Row(case, case.pk in editable) for case in shown],
        "coordinates": is_coordinator(request.user, body),
        "due": [one for one in adoptions_to_update(request.user) if one.adoption.organisation_id == body.pk],
        "copies": _copies(request, body),
    }
    return render_page(request, "library/ours.html", context)


def _copies(request: HttpRequest, body: Organisation) -> list[Adoption]:
    """The ones that moved last; all of them have a page of their own."""
    mine = Adoption.objects.editable_by(request.user).filter(organisation=body)
    visible = mine.filter(case__in=Case.objects.visible_to(request.user)).select_related("stage", "case")
    return list(visible.order_by("-moved_at", "-pk")[:PER_PAGE])


def on_my_organisation(request: HttpRequest, around: Context) -> Context | None:
    """How many examples and copies, on the page of my organisation."""
    body: Organisation | None = around.get("organisation")
    if body is None:
        return None
    mine = Adoption.objects.editable_by(request.user).filter(organisation=body)
    return {
        "cases": cases_of(body, request).filter(removed_at=None).count(),
        "copies": mine.filter(case__in=Case.objects.visible_to(request.user)).count(),
    }
