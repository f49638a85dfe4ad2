"""What stands in the named places of lower and higher templates."""

from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest
from django.urls import reverse

from olievlek.conversations import subjects, talking
from olievlek.conversations.forms import WriteForm
from olievlek.conversations.kinds import ACCESSIBILITY, QUESTION
from olievlek.conversations.models import Message
from olievlek.core.slots import Context
from olievlek.organisations.acting import who_writes


def report(key: str) -> Any:
    """Ways to say that something is not right about the noun that the template calls `key`; its maker changes it."""

    def supply(request: HttpRequest, around: Context) -> Context | None:
        subject, noun = subjects.get(key), around.get(key)
        if subject is None or noun is None or talking.keeps(request, around):
            return None
        return {"subject": subject, "noun": noun}

    return supply


def ask_link(key: str) -> Any:
    """A link where something is missing: to who made or uses it when a colleague is here, else to the moderators."""

    def supply(request: HttpRequest, around: Context) -> Context | None:
        subject, noun = subjects.get(key), around.get(key)
        if subject is None or noun is None or talking.keeps(request, around):
            return None
        return {"address": talking.where_to_ask(request, subject, noun).url}

    return supply


def ask(key: str) -> Any:
    """A form on the page of a noun to ask the moderators, when nobody who made or uses it is here."""

    def supply(request: HttpRequest, around: Context) -> Context | None:
        subject, noun = subjects.get(key), around.get(key)
        if subject is None or noun is None or talking.keeps(request, around) or QUESTION not in subject.kinds:
            return None
        road = talking.where_to_ask(request, subject, noun)
        form = None if road.is_colleague else WriteForm(QUESTION, auto_id="ask_%s", **who_writes(request))
        return {"subject": subject, "noun": noun, "kind": QUESTION, "form": form, "address": road.url}

    return supply


def accessibility(request: HttpRequest, _around: Context) -> Context:
    """The form on the accessibility page."""
    return {"form": WriteForm(ACCESSIBILITY, auto_id="tell_%s", **who_writes(request))}


def after_search(request: HttpRequest, _around: Context) -> Context:
    """Leave your question, with what was searched for."""
    query, need = request.GET.get("q", "")[:500], reverse("conversations:need")
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
    """Report what somebody tells about herself; to herself, that it is hidden."""
    found = around.get("profile")
    if found is None:
        return None
    return {"noun": found, "mine": found.user_id == request.user.pk}
