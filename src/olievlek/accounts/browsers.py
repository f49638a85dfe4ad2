"""Browsers in which somebody came in before. They keep a share of tries and mails of their own.

So a stranger who guesses, or asks for mail again and again, uses up nothing of the owner. The cookie opens nothing: it
holds whose browser this is and a random text, signed, and says no more than that somebody came in here once.
"""

import secrets

from django.conf import settings
from django.core import signing
from django.http import HttpRequest, HttpResponse

from olievlek.accounts.models import User

COOKIE, SALT = "olievlek_known", "olievlek.accounts.browsers"
LASTS = 180 * 24 * 3600
MOST_PEOPLE = 5  # of one browser, such as that of a counter


def _kept(request: HttpRequest) -> list[list[str]]:
    """Of each person who came in here: number, random text, and when this person last signed out everywhere."""
    try:
        found = signing.loads(request.COOKIES.get(COOKIE, ""), salt=SALT, max_age=LASTS)
    except signing.BadSignature:
        return []
    return found if isinstance(found, list) else []


def known(request: HttpRequest, user: User | None) -> str:
    """The random text of this browser when this person came in here before, else empty."""
    if user is None:
        return ""
    mine = [text for pk, text, moment in _kept(request) if (pk, moment) == (str(user.pk), _moment(user))]
    return mine[0] if mine else ""


def known_by_address(request: HttpRequest, email: str) -> str:
    """The same for who has this address. Without the cookie nothing is looked up."""
    return known(request, User.objects.with_address(email)) if COOKIE in request.COOKIES else ""


def remember(request: HttpRequest, response: HttpResponse, user: User) -> None:
    """This person came in here. Signing out leaves it; signing out everywhere, or undoing a change, ends it."""
    text = known(request, user) or secrets.token_urlsafe(16)
    others = [one for one in _kept(request) if one[0] != str(user.pk)][: MOST_PEOPLE - 1]
    value = signing.dumps([[str(user.pk), text, _moment(user)], *others], salt=SALT, compress=True)
    response.set_cookie(
        COOKIE, value, max_age=LASTS, httponly=True, samesite="Lax", secure=settings.SESSION_COOKIE_SECURE
    )


def _moment(user: User) -> str:
    return user.signed_out_at.isoformat() if user.signed_out_at else ""
