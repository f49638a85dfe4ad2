"""The page of answers, and the lines below the search box while typing."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from olievlek.core import export
from olievlek.core.marks import public
from olievlek.core.page import render_page
from olievlek.index import learning
from olievlek.index.indexer import Standing
from olievlek.search import saved
from olievlek.search.answers import POOL, Asked, Order
from olievlek.search.find import find
from olievlek.search.reading import MOST_CHARACTERS, asked_in
from olievlek.search.suggestions import suggest
from olievlek.vocabulary.models import List, Term


@public
@require_safe
def results(request: HttpRequest) -> HttpResponse:
    asked = asked_in(request.GET)
    if not asked.text:
        return render_page(request, "search/start.html", {"themes": Term.objects.of(List.THEME).roots()})
    found = find(asked, user=request.user, page=request.GET.get("page"))
    kept = saved.after_search(request, asked)
    learns = request.user.is_authenticated and learning.is_on()
    context = {"found": found, "asked": asked, "orders": _orders(request, asked), "kept": kept, "learns": learns}
    return render_page(request, "search/results.html", context, partial="results")


def _orders(request: HttpRequest, asked: Asked) -> list[dict[str, Any]]:
    """The same answers in another order, from the first page."""
    tabs = []
    for order in Order:
        query = request.GET.copy()
        query.pop("page", None)
        query.pop("order", None)
        if order:
            query["order"] = order
        url = f"{request.path}?{query.urlencode()}"
        tabs.append({"label": order.label, "url": url, "current": asked.order == order})
    return tabs


@public
@require_safe
def results_sheet(request: HttpRequest, kind: str) -> HttpResponse:
    """All answers with the filters that are chosen, best first."""
    asked = asked_in(request.GET)
    answered = find(asked, user=request.user, per_page=POOL) if asked.text else None
    if answered and answered.standing == Standing.MISSING:
        return redirect(f"{reverse('search:results')}?{request.GET.urlencode()}")  # an empty sheet would be untrue
    found = answered.page.object_list if answered else []
    heads = [_("Title"), _("Kind"), _("Organisation"), _("Who uses it?"), _("Text"), _("Source"), _("Address")]
    rows = [
        [
            "".join(piece.text for piece in one.title), one.kind, one.maker, "; ".join(user.name for user in one.users),
            "".join(piece.text for piece in one.text), one.source, export.address(one.url),
        ]
        for one in found
    ]  # fmt: skip
    return export.sheet(kind, _("Answers"), heads, rows)


@public
@require_safe
def suggestions(request: HttpRequest) -> HttpResponse:
    lines = suggest(request.GET.get("q", "")[:MOST_CHARACTERS], user=request.user)
    return render(request, "search/suggestions.html", {"lines": lines})
