"""The page of one case."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.cache import add_never_cache_headers
from django.views.decorators.http import require_safe

from olievlek.cases.models import Case
from olievlek.cases.reading import page_of
from olievlek.core.marks import public
from olievlek.core.page import render_page

Context = dict[str, Any]


@public
@require_safe
def case(request: HttpRequest, slug: str) -> HttpResponse:
    everything = Case.objects.select_related(
        "kind", "owner", "evidence", "drive", "novelty", "stage", "strategy_status", "level"
    )
    found = everything.visible_to(request.user).filter(slug=slug).first()
    if found is None:
        return _gone(request, slug)
    shown = page_of(found, request.user)
    context = {
        "case": found,
        "page": shown,
        **_may(request, found),
    }
    return render_page(request, "cases/case.html", context)


def _may(request: HttpRequest, case: Case) -> Context:
    """What this person can do with the case; a visitor costs no query."""
    if not request.user.is_authenticated:
        return {"may_edit": False, "may_moderate": False}
    return {
        "may_edit": Case.objects.editable_by(request.user).filter(pk=case.pk).exists(),
        "may_moderate": Case.objects.moderated_by(request.user).filter(pk=case.pk).exists(),
    }


def _gone(request: HttpRequest, slug: str) -> HttpResponse:
    """A removed case says so and nothing more; any other unknown slug is not found.

    It may come back: without a word about caching a browser keeps "gone" for good.
    """
    found = get_object_or_404(Case.objects.published_once(), slug=slug, removed_at__isnull=False)
    may_restore = Case.objects.moderated_by(request.user).filter(pk=found.pk).exists()
    context = {"case": found, "may_restore": may_restore}
    response = render_page(request, "cases/case_gone.html", context, status=410)
    add_never_cache_headers(response)
    return response
