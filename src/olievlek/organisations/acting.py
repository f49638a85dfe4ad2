"""For which organisation somebody acts now: her choice in this session, checked against her memberships each time."""

from typing import Any

from django.db.models import F
from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from olievlek.accounts.models import User
from olievlek.organisations.membership import organisations_of
from olievlek.organisations.models import Organisation

SESSION_KEY = "acting"


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


def acting_for(request: HttpRequest) -> Organisation | None:
    """The organisation this person acts for; None for who has none. What was chosen and lost again counts no more."""
    choices = choices_for(request)
    chosen = request.session.get(SESSION_KEY) if choices else None
    return next((one for one in choices if one.pk == chosen), choices[0] if choices else None)


def who_writes(request: HttpRequest) -> dict[str, Any]:
    """`person` and `works_for` of who is signed in, for forms that then need not ask; None for a visitor."""
    user = getattr(request, "user", None)  # as above
    return {"person": user if isinstance(user, User) else None, "works_for": acting_for(request)}


def choose(request: HttpRequest, organisation: Organisation) -> None:
    """Act for this one from now on, in this session."""
    request.session[SESSION_KEY] = organisation.pk


def context(request: HttpRequest) -> dict[str, Any]:
    """`acting` in every template; asks the database only where it is used."""
    return {"acting": SimpleLazyObject(lambda: acting_for(request))}
