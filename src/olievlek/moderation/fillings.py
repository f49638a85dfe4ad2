"""Contexts for the slots in which messages and reports appear."""

from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest
from django.urls import reverse

from olievlek.core.slots import Context
from olievlek.moderation import subjects
from olievlek.moderation.forms import WriteForm
from olievlek.moderation.kinds import ACCESSIBILITY
from olievlek.moderation.models import Hiding, Message
from olievlek.organisations.acting import who_writes


def keeps(request: HttpRequest, around: Context) -> bool:
    """Whether this person changes the noun as its maker, and so need not be told to claim, ask or thank."""
    return bool(around.get("may_edit")) and not getattr(request.user, "is_moderator", False)


def report(key: str) -> Any:
    """Ways to say that something is not right about the noun that the template calls `key`; its maker changes it."""

    def supply(request: HttpRequest, around: Context) -> Context | None:
        subject, noun = subjects.get(key), around.get(key)
        if subject is None or noun is None or keeps(request, around):
            return None
        return {"subject": subject, "noun": noun}

    return supply


def hidden(key: str) -> Any:
    """On its own page, for the makers of a hidden noun: the reason, and the way to object."""

    def supply(request: HttpRequest, around: Context) -> Context | None:
        noun = around.get(key)
        if noun is None or noun.hidden_at is None or not keeps(request, around):
            return None
        found = Hiding.objects.of_maker(request.user).now().filter(about_kind=key, about_id=noun.pk).first()
        return {"hiding": found} if found else None

    return supply


def accessibility(request: HttpRequest, _around: Context) -> Context:
    """The form on the accessibility page."""
    return {"form": WriteForm(ACCESSIBILITY, auto_id="tell_%s", **who_writes(request))}


def after_search(request: HttpRequest, _around: Context) -> Context:
    """Leave your question, with what was searched for."""
    query, need = request.GET.get("q", "")[:500], reverse("moderation:need")
    return {"address": need + (f"?{urlencode({'q': query})}" if query else ""), "need": need, "query": query}


def waiting(request: HttpRequest, _around: Context) -> Context | None:
    """For moderators, how many messages wait."""
    user = getattr(request, "user", None)  # an error page can come before the middleware that knows who asks
    if not getattr(user, "is_moderator", False):
        return None
    return {"total": Message.objects.visible_to(request.user).open().count()}


def signed_in(request: HttpRequest) -> bool:
    user = getattr(request, "user", None)  # as above
    return user is not None and user.is_authenticated


def style(_request: HttpRequest, around: Context) -> Context | None:
    """Report the logo and colours on the page of an organisation that has its own."""
    found = around.get("style")
    return {"noun": found} if found is not None and (found.logo or found.has_colours) else None


def profile(request: HttpRequest, around: Context) -> Context | None:
    """Report a profile; its owner reads here that it is hidden."""
    found = around.get("profile")
    if found is None:
        return None
    return {"noun": found, "mine": found.user_id == request.user.pk}
