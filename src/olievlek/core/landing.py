"""Where somebody can be sent: an address that takes only POST is no page, so its nearest page is looked for."""

from collections.abc import Callable
from functools import lru_cache
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.http import HttpRequest
from django.urls import Resolver404, resolve
from django.utils import translation
from django.utils.http import url_has_allowed_host_and_scheme


@lru_cache(maxsize=2000)
def verbs_of(view: Callable[..., Any]) -> frozenset[str]:
    """What `require_safe`, `require_POST` and their kin allow; Django keeps that list in a closure and nowhere else."""
    waiting: list[Any] = [view]
    seen = set[int]()
    while waiting:
        one = waiting.pop()
        if id(one) in seen:
            continue
        seen.add(id(one))
        held = _closure(one)
        if "request_method_list" in held:
            return frozenset(held["request_method_list"])
        operations = getattr(held.get("self"), "operations", None)  # how the library of the API keeps its verbs
        if operations is not None:
            return frozenset(verb for operation in operations for verb in operation.methods)
        waiting += [value for value in held.values() if callable(value)]
        waiting += [one.__wrapped__] if hasattr(one, "__wrapped__") else []
    return frozenset()


def _closure(function: Any) -> dict[str, Any]:
    code, cells = getattr(function, "__code__", None), getattr(function, "__closure__", None)
    return dict(zip(code.co_freevars, (cell.cell_contents for cell in cells), strict=True)) if code and cells else {}


def is_page(path: str) -> bool:
    """Whether an address of ours answers GET."""
    language = translation.get_language_from_path(path) or settings.LANGUAGE_CODE
    with translation.override(language):
        try:
            view = resolve(path).func
        except Resolver404:
            return False
    return "GET" in verbs_of(view)


def nearest_page(address: str) -> str:
    """The address itself when it is a page of ours, else the nearest page above it; the front page above all."""
    path, mark, query = address.partition("?")
    if is_page(path):
        return f"{path}{mark}{query}"
    while path.strip("/"):
        path = path.rstrip("/").rpartition("/")[0] + "/"
        if is_page(path):
            return path
    return "/"


def page_of(request: HttpRequest) -> str:
    """The page on which somebody stood when this was sent: what the browser says of it, else the nearest page."""
    if request.method in {"GET", "HEAD"} and not request.headers.get("HX-Request"):
        return nearest_page(request.get_full_path())
    for told in (request.headers.get("HX-Current-URL"), request.headers.get("Referer")):
        if told and url_has_allowed_host_and_scheme(told, allowed_hosts={request.get_host()}):
            parts = urlsplit(told)
            if is_page(parts.path):
                return f"{parts.path}?{parts.query}" if parts.query else parts.path
    return nearest_page(request.path)
