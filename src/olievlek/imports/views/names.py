"""Names in texts that belong to no organisation yet: moderators say which one is meant."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from olievlek.accounts.models import User
from olievlek.core.marks import moderators
from olievlek.core.page import render_page
from olievlek.imports import actions
from olievlek.imports.match_forms import MatchForm
from olievlek.imports.matching import unknown_names

NAMES_PER_PAGE = 20


def _who(request: HttpRequest) -> User:
    assert isinstance(request.user, User)  # every page here is for moderators
    return request.user


@moderators
@require_safe
def names(request: HttpRequest) -> HttpResponse:
    """Names in texts that belong to no organisation yet."""
    page = Paginator(unknown_names(), NAMES_PER_PAGE).get_page(request.GET.get("page"))
    return render_page(request, "imports/names.html", {"page": page})


@moderators
@require_http_methods(["GET", "HEAD", "POST"])
def name_match(request: HttpRequest) -> HttpResponse:
    text = (request.POST if request.method == "POST" else request.GET).get("text", "")
    form = MatchForm(request.POST or None, initial={"text": text})
    if request.method == "POST" and form.is_valid():
        body = form.cleaned_data["organisation"]
        done = actions.match_name(form.cleaned_data["text"], organisation=body, by=_who(request))
        told = _("“%(name)s” is %(body)s from now on, in %(number)d cases.")
        messages.success(request, told % {"name": text, "body": body, "number": done})
        return redirect("imports:names")
    return render_page(request, "imports/name_match.html", {"form": form, "text": text})
