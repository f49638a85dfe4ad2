"""For which organisation somebody acts now: chosen in this session, checked against their memberships each time.

A form carries for whom it was made. In another tab somebody may have chosen another organisation since; what such a
form asks is then not done, but asked: for which of the two?
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db.models import F
from django.http import HttpRequest, HttpResponse
from django.utils.functional import SimpleLazyObject

from olievlek.accounts.models import User
from olievlek.core import kept
from olievlek.core.stamps import FIELD, SWITCH
from olievlek.organisations.membership import organisations_of
from olievlek.organisations.models import Organisation

SESSION_KEY = "acting"


class OtherOrganisationError(Exception):
    """The form was made for another organisation than the one this person acts for now."""

    def __init__(self, meant: int) -> None:
        self.meant = meant


@dataclass(frozen=True)
class Way:
    """A button of the question for whom it is: the organisation, the word for the form, how the button looks."""

    organisation: Organisation
    stamp: str
    look: str


def choices_for(request: HttpRequest) -> list[Organisation]:
    """Where this person works, the one chosen last first; one query for each request of a member."""
    known: list[Organisation] | None = getattr(request, "_acting_choices", None)
    if known is None:
        user = getattr(request, "user", None)  # an error page can come before the middleware that knows who asks
        known = []
        if user and user.is_authenticated:  # a visitor works nowhere: no query has to be written to know that
            last_chosen = F("memberships__chosen_at").desc(nulls_last=True)
            mine = organisations_of(user).select_related("house_style")
            known = list(mine.order_by(last_chosen, "memberships__joined_at", "pk"))
        request._acting_choices = known  # type: ignore[attr-defined]  # this request's own note
    return known


def current_for(request: HttpRequest) -> Organisation | None:
    """The organisation that pages show as the current one, or None. A membership that ended does not count."""
    choices = choices_for(request)
    chosen = request.session.get(SESSION_KEY) if choices else None
    return next((one for one in choices if one.pk == chosen), choices[0] if choices else None)


def acting_for(request: HttpRequest) -> Organisation | None:
    """For whom a view does something. A form that was made for another one is not done: OtherOrganisationError."""
    current = current_for(request)
    meant = meant_for(request)[1]
    if meant is not None and (current is None or meant != current.pk):
        raise OtherOrganisationError(meant)
    return current


def who_writes(request: HttpRequest) -> dict[str, Any]:
    """`person` and `works_for` of who is signed in, for forms that then need not ask; None for a visitor."""
    user = getattr(request, "user", None)  # as above
    return {"person": user if isinstance(user, User) else None, "works_for": acting_for(request)}


def choose(request: HttpRequest, organisation: Organisation) -> None:
    """Act for this one from now on, in this session."""
    request.session[SESSION_KEY] = organisation.pk


def stamp(request: HttpRequest) -> str:
    """The stamp of a form: its user and, when there is one, the organisation."""
    user = getattr(request, "user", None)
    if not user or not user.is_authenticated:
        return ""
    return _stamp(user.pk, current_for(request))


def _stamp(person: int, organisation: Organisation | None) -> str:
    return f"{person}.{organisation.pk if organisation else ''}"


def meant_for(request: HttpRequest) -> tuple[int | None, int | None]:
    """The person and the organisation that the form names; None where it names none, or is no form."""
    if request.method != "POST":
        return None, None
    person, _dot, organisation = request.POST.get(FIELD, "").partition(".")
    return _number(person), _number(organisation)


def _number(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 19 else None  # 64 bits


class AsItWasMeant:
    """A page that stood open long does nothing in the name of another person, or of another organisation."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, *_view: Any) -> HttpResponse | None:
        person, organisation = meant_for(request)
        if person is None or not request.user.is_authenticated:
            return None
        if person != request.user.pk:
            return kept.answer(request, "person", status=409)
        if SWITCH in request.POST:
            for one in choices_for(request):
                if one.pk == organisation:
                    choose(request, one)
        return None

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        if not isinstance(error, OtherOrganisationError):
            return None
        now = current_for(request)
        was = next((one for one in choices_for(request) if one.pk == error.meant), None)
        person = int(request.user.pk or 0)
        ways = [Way(one, _stamp(person, one), look) for one, look in ((was, "primary"), (now, "secondary")) if one]
        name = was or Organisation.objects.filter(pk=error.meant).first()
        return kept.answer(request, "organisation", status=409, was=name, acting_now=now, ways=ways)


def context(request: HttpRequest) -> dict[str, Any]:
    """`acting` in every template; asks the database only where it is used."""
    return {"acting": SimpleLazyObject(lambda: current_for(request))}
