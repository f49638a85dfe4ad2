"""The word for innovation is a setting: source 004 advises to talk about it without the term (004-35).

A higher room may know a word of the reader's own organisation: `grep -rn "term.register" src/`.
"""

from collections.abc import Callable, Mapping

from django.conf import settings
from django.http import HttpRequest
from django.utils.translation import get_language

from olievlek.core.registry import Registry

Own = Callable[[HttpRequest], Mapping[str, str]]
_own: Registry[Own] = Registry("words for innovation")


def register(own: Own) -> None:
    """Called in `AppConfig.ready()`. `own(request)` answers words by language; an empty or missing one is ours."""
    _own.add(own)


def term(language: str | None = None, *, request: HttpRequest | None = None) -> str:
    """The word in the active language, or in the one named; of the reader's organisation when the request is given."""
    which = "en" if (language or get_language() or "nl").startswith("en") else "nl"
    known = (own(request).get(which, "") for own in _own) if request is not None else ()
    ours: dict[str, str] = settings.OLIEVLEK_TERM
    return next((word for word in known if word), ours[which])
