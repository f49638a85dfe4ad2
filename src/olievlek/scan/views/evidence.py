"""The evidence list: what an organisation can show, filled in by whoever of it knows."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from olievlek.accounts.me import me
from olievlek.core.marks import members
from olievlek.core.page import render_page
from olievlek.organisations.acting import acting_for
from olievlek.organisations.models import Organisation
from olievlek.scan import actions
from olievlek.scan.forms import EvidenceForm
from olievlek.scan.models import Evidence
from olievlek.scan.views.rounds import SCAN
from olievlek.surveys.models import Item, Questionnaire


def _mine(request: HttpRequest) -> Organisation:
    organisation = acting_for(request)
    if organisation is None:
        raise Http404
    return organisation


def _asking() -> list[Item]:
    """The statements that ask for something to show."""
    newest = Questionnaire.objects.newest(SCAN)
    return [item for item in newest.items.select_related("factor").order_by("position") if item.evidence]


@members
@require_safe
def evidence(request: HttpRequest) -> HttpResponse:
    return _page(request, _mine(request))


def _page(
    request: HttpRequest, organisation: Organisation, wrong: EvidenceForm | None = None, key: str = ""
) -> HttpResponse:
    """All statements with their form; one with mistakes comes back with what was typed."""
    known = {row.item: row for row in Evidence.objects.filter(organisation=organisation).select_related("told_by")}
    lines = []
    for item in _asking():
        row = known.get(item.key)
        form = EvidenceForm(item.evidence, initial=_told(row), auto_id=f"{item.key}_%s")
        lines.append({"item": item, "row": row, "form": wrong if wrong is not None and item.key == key else form})
    context = {"organisation": organisation, "lines": lines, "told": len(known), "wrong": key}
    return render_page(request, "scan/evidence.html", context, status=422 if wrong is not None else 200)


def _told(row: Evidence | None) -> dict[str, Any] | None:
    return {"text": row.text, "link": row.link, "as_of": row.as_of} if row else None


@members
@require_POST
def tell(request: HttpRequest, item: str) -> HttpResponse:
    organisation, asked = _mine(request), _find(item)
    row = Evidence.objects.filter(organisation=organisation, item=asked.key).first()
    form = EvidenceForm(asked.evidence, request.POST, initial=_told(row), auto_id=f"{asked.key}_%s")
    if not (form.is_valid() and form.agrees()):
        return _page(request, organisation, form, asked.key)
    actions.tell(organisation, asked.key, **form.cleaned_data, by=me(request))
    messages.success(request, _("Saved: this stands beside the result now."))
    return redirect("scan:evidence")


@members
@require_POST
def take_away(request: HttpRequest, item: str) -> HttpResponse:
    actions.take_away(_mine(request), _find(item).key, by=me(request))
    messages.success(request, _("Taken away."))
    return redirect("scan:evidence")


def _find(key: str) -> Item:
    for item in _asking():
        if item.key == key:
            return item
    raise Http404
