"""No secret in a log: Django writes the route of an address, never the address that was asked.

One-time addresses, invitations, scan links and codes are parts of paths. Who reads a log must not come in with one.
"""

import logging
import re
from typing import Any

from django.urls import Resolver404, resolve

WATCHED = ("django.request", "django.security", "django.server")
NO_PAGE = "(an address without a page)"
_PATH = re.compile(r"(?<![^\s'\"(])(?:https?://[^\s/]+)?/[^\s'\")]*")
_PARAMETER = re.compile(r"<int:(\w+)>")


def route_of(path: str) -> str:
    """Which page it is: `/wachtwoord/<str:token>/`. Numbers stay, they are no secret; a question (`?…`) goes."""
    bare = re.sub(r"^https?://[^/]+", "", path).partition("?")[0]
    try:
        match = resolve(bare)
    except Resolver404:
        return "/" if bare == "/" else NO_PAGE
    return "/" + _PARAMETER.sub(lambda one: str(match.kwargs.get(one[1], one[0])), match.route)


def without_secrets(text: str) -> str:
    """The text with each address in it as its route."""
    return _PATH.sub(lambda one: route_of(one[0]), text)


def _written(part: str) -> str:
    """One part of a record. A part that is an address goes as a whole, with whatever signs a mail program put in it."""
    return route_of(part) if part.startswith("/") else without_secrets(part)


def install() -> None:
    """From now on no record of these loggers holds an address, whichever handler writes it. Twice changes nothing."""
    made = logging.getLogRecordFactory()
    if getattr(made, "keeps_secrets", False):
        return

    def record(*args: Any, **kwargs: Any) -> logging.LogRecord:
        one = made(*args, **kwargs)
        if one.name.startswith(WATCHED):
            one.msg = without_secrets(one.msg) if isinstance(one.msg, str) else one.msg
            if isinstance(one.args, tuple):
                one.args = tuple(_written(arg) if isinstance(arg, str) else arg for arg in one.args)
        return one

    record.keeps_secrets = True  # type: ignore[attr-defined]  # so that it is put in once
    logging.setLogRecordFactory(record)
