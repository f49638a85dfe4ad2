"""Refuse text no database can store and verbs no page knows, and keep pages of signed-in people out of every cache."""

import json
from collections.abc import Callable, Iterable
from typing import Any

from django.conf import settings
from django.core.exceptions import BadRequest, SuspiciousOperation
from django.http import HttpRequest, HttpResponse, QueryDict, UnreadablePostError
from django.http.multipartparser import MultiPartParserError
from django.shortcuts import render
from django.utils.cache import patch_cache_control

from olievlek.core.landing import nearest_page, verbs_of
from olievlek.core.uploads import NoFiles

DEEPEST_JSON = 20
READING = {"GET", "HEAD", "OPTIONS"}
IMPERSONAL = {settings.CSRF_COOKIE_NAME, settings.LANGUAGE_COOKIE_NAME}
Answer = Callable[[HttpRequest], HttpResponse]


def is_storable(text: str) -> bool:
    """False for NUL bytes and lone surrogates, which PostgreSQL and UTF-8 refuse."""
    return "\x00" not in text and not any("\ud800" <= letter <= "\udfff" for letter in text)


def _texts(value: Any, depth: int = 0) -> Iterable[str]:
    if depth > DEEPEST_JSON:
        raise BadRequest("JSON is nested too deeply.")
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for key, inner in value.items():
            yield key
            yield from _texts(inner, depth + 1)
    elif isinstance(value, list):
        for inner in value:
            yield from _texts(inner, depth + 1)


def _typed(request: HttpRequest) -> Iterable[str]:
    """Every text of a request that could reach a database."""
    yield request.path_info
    for key, values in request.GET.lists():
        yield from (key, *values)
    for key, value in request.COOKIES.items():
        yield from (key, value)


def _sent(request: HttpRequest) -> Iterable[str]:
    """Every text of its body."""
    if request.content_type == "application/json":
        yield from _texts(_parsed(request.body))
        return
    for key, values in request.POST.lists():
        yield from (key, *(str(value) for value in values))
    for name, files in request.FILES.lists():
        yield from (name, *(file.name or "" for file in files))


def _parsed(body: bytes) -> Any:
    try:
        return json.loads(body) if body else None
    except (ValueError, RecursionError) as error:
        raise BadRequest("This is not valid JSON.") from error


class RefuseUnstorableText:
    """Answer 400 to NUL bytes, lone surrogates, broken or deep JSON, before anything reads them."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.method not in READING:
            nothing_came(request)  # until process_view: the page of an unknown address reads fields too
        try:
            if not all(map(is_storable, _typed(request))):
                raise BadRequest("The request holds characters that can not be stored.")
        except (BadRequest, SuspiciousOperation) as error:
            refuse(request, error)
        except ValueError as error:
            refuse(request, BadRequest(f"The request can not be read: {error}"))
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: Any, *_given: Any) -> HttpResponse | None:
        """Here, not above: the error page passes every other middleware and gets its headers.

        And a body is parsed only where there is a page that takes one: nowhere else does anything of it reach the disk.
        """
        refused: Exception | None = getattr(request, "refused", None)
        if refused is not None:
            raise refused
        allowed = verbs_of(view)
        if allowed and request.method not in allowed:
            return wrong_verb(request, allowed)
        if request.method in READING:
            return None
        something_came(request)
        if not getattr(view, "takes_files", False):
            request.upload_handlers = [NoFiles(request)]
        try:
            if not all(map(is_storable, _sent(request))):
                raise BadRequest("The request holds characters that can not be stored.")
        except (BadRequest, SuspiciousOperation):
            nothing_came(request)
            raise
        except (MultiPartParserError, UnreadablePostError, ValueError) as error:
            nothing_came(request)
            raise BadRequest(f"The request can not be read: {error}") from error
        return None


def wrong_verb(request: HttpRequest, allowed: Iterable[str]) -> HttpResponse:
    """405 before a key of a form or a person is asked for: with them it would not work either."""
    response = render(request, "405.html", {"page": nearest_page(request.path)}, status=405)
    response["Allow"] = ", ".join(sorted(allowed))
    return response


def refuse(request: HttpRequest, error: Exception) -> None:
    """Remember why, and leave nothing that raises again when the error page looks at what was sent."""
    request.refused = error  # type: ignore[attr-defined]  # read in process_view
    request.GET = QueryDict()


def nothing_came(request: HttpRequest) -> None:
    """Leave the body alone: whoever asks for its fields finds none, and nothing is parsed."""
    request._mark_post_parse_error()  # type: ignore[attr-defined]  # Django's own way to say: do not parse again


def something_came(request: HttpRequest) -> None:
    """Undo that: the next who asks for its fields has them parsed."""
    del request._post, request._files  # type: ignore[attr-defined]  # what the line above set


class KeepPrivatePagesPrivate:
    """What is for one person is stored nowhere: who is signed in, who has a key in a form, who came with a cookie."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if not response.has_header("Cache-Control") and _is_for_one(request, response):
            patch_cache_control(response, private=True, no_store=True)
        return response


def _is_for_one(request: HttpRequest, response: HttpResponse) -> bool:
    """The cookie of CSRF itself is set by a middleware further out; this says that a form asked for it."""
    user = getattr(request, "user", None)
    return bool(
        (user is not None and user.is_authenticated)
        or request.META.get("CSRF_COOKIE_NEEDS_UPDATE")
        or response.cookies
        or set(request.COOKIES) - IMPERSONAL
    )
