"""Names in texts that belong to no organisation yet: moderators say which one is meant."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from olievlek.accounts.me import me
from olievlek.core.marks import moderators
from olievlek.core.page import render_page
from olievlek.core.text import apart
from olievlek.core.views import posted, show_and_send
from olievlek.imports import actions
from olievlek.imports.match_forms import MatchForm
from olievlek.imports.matching import unknown_names

NAMES_PER_PAGE = 20


@moderators
@require_safe
def names(request: HttpRequest) -> HttpResponse:
    """Names in texts that belong to no organisation yet."""
    page = Paginator(unknown_names(), NAMES_PER_PAGE).get_page(request.GET.get("page"))
    return render_page(request, "imports/names.html", {"page": page})


@moderators
@show_and_send
def name_match(request: HttpRequest) -> HttpResponse:
    text = (request.POST if request.method == "POST" else request.GET).get("text", "")
    form = MatchForm(posted(request), initial={"text": text})
    if request.method == "POST" and form.is_valid():
        body = form.cleaned_data["organisation"]
        done = actions.match_name(form.cleaned_data["text"], organisation=body, by=me(request))
        told = _("“%(name)s” is %(body)s from now on, in %(number)d cases.")
        messages.success(request, told % {"name": apart(text), "body": apart(str(body)), "number": done})
        return redirect("imports:names")
    return render_page(request, "imports/name_match.html", {"form": form, "text": text})
