"""The moderators' page about plain words: what a question means, which pairs there are, add and remove."""

from __future__ import annotations

from collections.abc import Sequence

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from olievlek.core import text
from olievlek.core.marks import moderators
from olievlek.core.page import render_page
from olievlek.index import reader, wordings
from olievlek.index.models import Wording
from olievlek.index.ranking import MOST_MEANT
from olievlek.index.thesaurus import Meant, Pair
from olievlek.search.forms import PairForm, WordingForm

MOST, OPEN = 25, 3  # office words on a page; those whose words can be taken away there and then


@moderators
@require_safe
def words(request: HttpRequest) -> HttpResponse:
    return _page(request, WordingForm(initial={"office": request.GET.get("office", "")[:120]}))


def _page(request: HttpRequest, form: WordingForm, *, status: int = 0) -> HttpResponse:
    asked = request.GET.get("q", "").strip()[:200]
    everything = wordings.pairs()
    meant = reader.meant(asked)[:MOST_MEANT] if asked else []
    found = _about(asked, meant, everything) if asked else []
    context = {
        "form": form,
        "asked": asked,
        "meant": meant,
        "total": len(everything),
        "found": found[:OPEN],
        "more": found[OPEN:MOST],
        "left_out": max(0, len(found) - MOST),
        "changed": Wording.objects.order_by("-pk")[:MOST] if not asked else [],
    }
    return render_page(request, "search/words.html", context, status=status)


def _about(asked: str, meant: Sequence[Meant], everything: Sequence[Pair]) -> list[tuple[str, list[str]]]:
    """The office word itself, what the question means, every pair that holds what was typed; each with its wordings."""
    typed = f" {text.folded(asked)}"
    holding = [
        office for office, plain in everything if any(typed in f" {text.folded(one)}" for one in (office, plain))
    ]
    itself = [office for office in holding if text.same(office, asked)]
    found: dict[str, list[str]] = {office: [] for office in [*itself, *(one.office for one in meant), *holding]}
    for office, plain in everything:
        if office in found:
            found[office].append(plain)
    return list(found.items())


@moderators
@require_POST
def add_words(request: HttpRequest) -> HttpResponse:
    form = WordingForm(request.POST)
    if not form.is_valid():
        return _page(request, form)
    office = form.cleaned_data["office"]
    for plain in form.cleaned_data["plain"]:
        wordings.add(office, plain, by=request.user)
    messages.success(request, _("Search knows these words from now on."))
    return redirect(_back(office))


@moderators
@require_POST
def remove_words(request: HttpRequest) -> HttpResponse:
    form = PairForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("We do not know these words. Look at what stands here now."))
        return _page(request, WordingForm(), status=422)
    wordings.remove(**form.cleaned_data, by=request.user)
    messages.success(request, _("“%(plain)s” does not find this any more.") % form.cleaned_data)
    return redirect(_back(form.cleaned_data["office"]))


def _back(office: str) -> str:
    return f"{reverse('search:words')}?{urlencode({'q': office})}"
