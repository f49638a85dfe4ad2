"""What somebody sent and what we could not do: the answer holds it, ready to be sent once more.

It stays in this one page of this one browser. Nothing of it is stored here, so nobody else can find it.
"""

import re
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render, resolve_url
from django.utils.cache import add_never_cache_headers, patch_vary_headers
from django.utils.http import urlencode

from olievlek.core.landing import page_of
from olievlek.core.stamps import FIELD, SWITCH

OURS = {"csrfmiddlewaretoken", FIELD, SWITCH, "once", "edition", "seen", "next"}
SECRET = re.compile(r"password|credential|secret|token|^code$", re.I)
HEADER = "X-Olievlek-Kept"
SHORT = 12
STILL_MEANT = {"ended", "old"}  # the form goes on to say for whom it was made


def fields_of(request: HttpRequest) -> list[tuple[str, str]]:
    """Each field that was sent, in order; never a key of ours that was for once, and never something secret."""
    return [
        (name, str(value))
        for name, values in request.POST.lists()
        if name not in {"csrfmiddlewaretoken", SWITCH} and not SECRET.search(name)
        for value in values
    ]


def typed(request: HttpRequest) -> bool:
    """Whether there is anything to lose: a button alone can be pressed again."""
    return bool(request.FILES) or any(value.strip() for name, value in fields_of(request) if name not in OURS)


def texts_of(request: HttpRequest) -> list[str]:
    """What a person recognises of it."""
    found = [value for name, value in fields_of(request) if name not in OURS]
    return [value for value in found if len(value) > SHORT or " " in value.strip()]


def is_from_here(request: HttpRequest) -> bool:
    """Whether our own page sent this. Another site must not get its words into a form of ours."""
    origin = request.headers.get("Origin")
    if origin is not None:
        here = f"{request.scheme}://{request.get_host()}"
        return origin == here or origin in settings.CSRF_TRUSTED_ORIGINS
    return request.headers.get("Sec-Fetch-Site") == "same-origin"


def door_of(request: HttpRequest) -> str:
    """Where to sign in; afterwards to the page on which this was written."""
    return f"{resolve_url(settings.LOGIN_URL)}?{urlencode({'next': page_of(request)})}"


def answer(request: HttpRequest, why: str, *, status: int, **more: Any) -> HttpResponse:
    """The page with all that was sent and a button to send it; for htmx one line, which never replaces a form.

    Args:
        why: `ended` (nobody is signed in), `old` (the key of the form is), `person` or `organisation` (another one).
    """
    context = {
        "why": why,
        "door": door_of(request),
        "page_of": page_of(request),
        "again": request.get_full_path(),
        "kept": [one for one in fields_of(request) if one[0] != FIELD or why in STILL_MEANT],
        "texts": texts_of(request),
        "files": [file.name for _name, files in request.FILES.lists() for file in files],
        **more,
    }
    htmx = request.headers.get("HX-Request") == "true"
    response = render(request, "core/_kept_line.html" if htmx else "core/kept.html", context, status=status)
    response[HEADER] = why
    add_never_cache_headers(response)
    patch_vary_headers(response, ["HX-Request"])
    return response
