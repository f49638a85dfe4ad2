"""One way to answer with a page: whole, or the part htmx asked for."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.cache import patch_vary_headers


def render_page(
    request: HttpRequest,
    template: str,
    context: dict[str, Any] | None = None,
    *,
    partial: str | None = None,
    status: int = 200,
) -> HttpResponse:
    """The whole page, or its named partial when htmx asks; a restore from history gets the whole page.

    Args:
        partial: a `{% partialdef NAME inline %}` of the template.
    """
    htmx = getattr(request, "htmx", None)
    if partial and htmx and not htmx.boosted and not htmx.history_restore_request:
        template = f"{template}#{partial}"
    response = render(request, template, context or {}, status=status)
    patch_vary_headers(response, ["HX-Request"])
    return response


def site(_request: HttpRequest) -> dict[str, Any]:
    """Context of every page: nothing that costs a query."""
    return {
        "base_url": settings.OLIEVLEK_BASE_URL,
        "contact_address": settings.OLIEVLEK_CONTACT,
        "source_url": settings.OLIEVLEK_SOURCE_URL,
    }
