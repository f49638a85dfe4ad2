"""One way to answer with a page: whole, or the part htmx asked for."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.conf import settings
from django.forms import BaseForm
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.cache import patch_vary_headers


def render_page(
    request: HttpRequest,
    template: str,
    context: dict[str, Any] | None = None,
    *,
    partial: str | None = None,
    status: int = 0,
) -> HttpResponse:
    """The whole page, or its named partial when htmx asks; a restore from history gets the whole page.

    Args:
        partial: a `{% partialdef NAME inline %}` of the template.
        status: left out it is 422 when a form in the context was sent and refused, and 200 otherwise.
    """
    status = status or (422 if is_refused(request, (context or {}).values()) else 200)
    htmx = getattr(request, "htmx", None)
    if partial and htmx and not htmx.boosted and not htmx.history_restore_request:
        template = f"{template}#{partial}"
    response = render(request, template, context or {}, status=status)
    patch_vary_headers(response, ["HX-Request"])
    return response


def is_refused(request: HttpRequest, shown: Iterable[Any]) -> bool:
    """Whether one of these is a form that was sent and has something to mend; forms in lists and dicts count too."""
    return request.method == "POST" and any(_has_errors(one) for one in shown)


def _has_errors(shown: Any) -> bool:
    if isinstance(shown, BaseForm):  # only what the view looked at: reading `errors` would judge the others
        return shown.is_bound and bool(getattr(shown, "_errors", None))
    inside = shown.values() if isinstance(shown, Mapping) else shown if isinstance(shown, list | tuple) else ()
    return any(_has_errors(one) for one in inside)


def site(_request: HttpRequest) -> dict[str, Any]:
    """Context of every page: nothing that costs a query."""
    return {
        "base_url": settings.OLIEVLEK_BASE_URL,
        "contact_address": settings.OLIEVLEK_CONTACT,
        "source_url": settings.OLIEVLEK_SOURCE_URL,
    }
