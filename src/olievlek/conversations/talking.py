"""Talk on the page of a noun: a way to ask, the number of thanks, and comments."""

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.urls import reverse

from olievlek.accounts.models import User
from olievlek.conversations.display_names import name_for
from olievlek.conversations.forms import CommentForm
from olievlek.conversations.models import Comment, Thank
from olievlek.conversations.recipients import on_board
from olievlek.core import slots
from olievlek.core.slots import Context
from olievlek.moderation import subjects
from olievlek.moderation.fillings import keeps
from olievlek.moderation.forms import WriteForm
from olievlek.moderation.kinds import QUESTION
from olievlek.organisations.acting import who_writes

MOST = 100


@dataclass(frozen=True)
class Road:
    """Where a question about a noun goes: to colleagues who are here, or to the moderators."""

    is_colleague: bool
    url: str


def show(key: str, *, aside: str, after: str, ask: str) -> None:
    """Show talk about a noun in slots of its own pages; its room calls this in `AppConfig.ready()`.

    Args:
        key: the noun, also what its templates call it.
        aside: the slot for asking and thanking.
        after: the slot for comments, and for a question when something is missing.
        ask: the slot for a link beside something that is missing.
    """
    slots.register(aside, template="conversations/_beside.html", context=beside(key), order=20)
    slots.register(after, template="conversations/_comments.html", context=under(key), order=20)
    slots.register(after, template="conversations/_ask.html", context=ask_form(key))
    slots.register(ask, template="conversations/_ask_link.html", context=ask_link(key))


def where_to_ask(request: HttpRequest, subject: subjects.Subject, noun: Any) -> Road:
    """One answer for a whole page; asks the database once."""
    key = (subject.key, noun.pk)
    known: dict[tuple[str, int], Road] = request.__dict__.setdefault("_roads_to_ask", {})
    if key not in known:
        here = on_board(list(subject.whom(noun))) if subject.whom else set()
        if here:
            known[key] = Road(True, reverse("conversations:whom", args=[subject.path, noun.pk]))
        else:
            known[key] = Road(False, reverse("moderation:write_about", args=[subject.path, noun.pk, QUESTION.word]))
    return known[key]


def beside(key: str) -> Any:
    """Ask, and thank, beside the noun that the template calls `key`; its maker sees how many thanked."""

    def supply(request: HttpRequest, around: Context) -> Context | None:
        subject, noun = subjects.get(key), around.get(key)
        if subject is None or noun is None or subject.whom is None:
            return None
        thanks = list(
            Thank.objects.filter(about_kind=key, about_id=noun.pk).order_by("pk").values_list("by", flat=True)
        )
        own = keeps(request, around)
        return {
            "subject": subject,
            "noun": noun,
            "thanks": len(thanks),
            "thanked": request.user.pk in thanks,
            "road": None if own else where_to_ask(request, subject, noun),
            "person": request.user if request.user.is_authenticated and not own else None,
        }

    return supply


def under(key: str) -> Any:
    """Comments about the noun, and a form to add one."""

    def supply(request: HttpRequest, around: Context) -> Context | None:
        subject, noun = subjects.get(key), around.get(key)
        if subject is None or noun is None or subject.whom is None:
            return None
        person = request.user if isinstance(request.user, User) else None
        return {
            "subject": subject,
            "noun": noun,
            "comments": _said(request, subject, noun.pk),
            "comment_form": CommentForm(auto_id="comment_%s") if person else None,
        }

    return supply


def _said(request: HttpRequest, subject: subjects.Subject, pk: int) -> list[dict[str, Any]]:
    """The noun is seen already, so that the comments need not ask it again; a hidden one says so to its maker."""
    found = Comment.objects.under(subject, pk).filter(removed_at=None)
    if not getattr(request.user, "is_moderator", False):
        found = found.filter(hidden_at=None) | found.filter(by_id=request.user.pk or 0)
    rows = found.select_related("by__profile", "for_organisation").order_by("pk")[:MOST]
    return [{"said": one, "name": name_for(request.user, one.by), "mine": one.by_id == request.user.pk} for one in rows]


def ask_link(key: str) -> Any:
    """A link where something is missing: to who made or uses it when a colleague is here, else to the moderators."""

    def supply(request: HttpRequest, around: Context) -> Context | None:
        subject, noun = subjects.get(key), around.get(key)
        if subject is None or noun is None or keeps(request, around):
            return None
        return {"address": where_to_ask(request, subject, noun).url}

    return supply


def ask_form(key: str) -> Any:
    """A form on the page of a noun to ask the moderators, when nobody who made or uses it is here."""

    def supply(request: HttpRequest, around: Context) -> Context | None:
        subject, noun = subjects.get(key), around.get(key)
        if subject is None or noun is None or keeps(request, around) or QUESTION not in subject.kinds:
            return None
        road = where_to_ask(request, subject, noun)
        form = None if road.is_colleague else WriteForm(QUESTION, auto_id="ask_%s", **who_writes(request))
        return {"subject": subject, "noun": noun, "kind": QUESTION, "form": form, "address": road.url}

    return supply
