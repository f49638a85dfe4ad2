"""What looks like a title that somebody types: a piece of the page on which a case is written."""

from urllib.parse import urlsplit

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import Resolver404, resolve
from django.views.decorators.http import require_safe

from olievlek.cases.models import Case
from olievlek.core.marks import members
from olievlek.core.slots import Context
from olievlek.library.alike import already_told


@members
@require_safe
def share_alike(request: HttpRequest) -> HttpResponse:
    """What looks like the title that somebody types: a piece of the page."""
    found = already_told(request.GET.get("title", ""), request.user, but=_being_written(request))
    return render(request, "library/_share_alike.html", {"alike": found})


def _being_written(request: HttpRequest) -> str:
    """The slug of the draft on whose page somebody types: a new one has its address from the first save."""
    try:
        return str(resolve(urlsplit(request.headers.get("HX-Current-URL", "")).path).kwargs.get("slug", ""))
    except (Resolver404, ValueError):
        return ""


def beside_a_draft(request: HttpRequest, around: Context) -> Context:
    """The same for the title that a draft has now; a new one has none."""
    case: Case | None = around.get("case")
    return {"alike": already_told(case.title, request.user, but=case.slug) if case else []}
