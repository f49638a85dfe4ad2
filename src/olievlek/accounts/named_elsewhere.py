"""Whom an issuer named while nobody here is known by that: kept in the session until they say who they are here."""

import time
from typing import Any

from django.http import HttpRequest

WAITING, LASTS = "accounts.issuer", 900


def keep(request: HttpRequest, *, provider: str, uid: str, name: str) -> None:
    """Remember it for a quarter of an hour."""
    request.session[WAITING] = {"provider": provider, "uid": uid, "name": name, "at": int(time.time())}


def waiting(request: HttpRequest) -> dict[str, Any] | None:
    """Whom the issuer named; None after a quarter of an hour."""
    found: dict[str, Any] | None = request.session.get(WAITING)
    return found if found and time.time() - found["at"] < LASTS else None
