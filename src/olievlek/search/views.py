"""The page of answers, and the lines below the search box while typing."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from olievlek.core.marks import public
from olievlek.core.page import render_page
from olievlek.search.facets import chosen_in
from olievlek.search.find import Asked, find
from olievlek.search.suggestions import suggest
from olievlek.vocabulary.models import List, Term

MOST_CHARACTERS = 300


@public
@require_safe
def results(request: HttpRequest) -> HttpResponse:
    text = request.GET.get("q", "").strip()[:MOST_CHARACTERS]
    if not text:
        return render_page(request, "search/start.html", {"themes": Term.objects.of(List.THEME).roots()})
    asked = Asked(text, chosen_in(dict(request.GET.lists())), literal="literal" in request.GET)
    found = find(asked, user=request.user, page=request.GET.get("page"))
    return render_page(request, "search/results.html", {"found": found, "asked": asked}, partial="results")


@public
@require_safe
def suggestions(request: HttpRequest) -> HttpResponse:
    lines = suggest(request.GET.get("q", "")[:MOST_CHARACTERS], user=request.user)
    return render(request, "search/suggestions.html", {"lines": lines})
