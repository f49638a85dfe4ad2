"""Heavy answers wait their turn: one file of a list or report is made at a time, so that pages stay quick."""

from collections.abc import Callable
from contextlib import ExitStack
from typing import Any

from django.http import HttpRequest, HttpResponse

from olievlek.core.bounded import BusyError, Places
from olievlek.core.page import render_page

EXPORTS = Places("exports", 1, patience=2.0)
MADE_HERE = ("<sheet:", "<paper:")  # converters of core.export and core.documents
Answer = Callable[[HttpRequest], HttpResponse]


class OneAtATime:
    """Holds the place while a view makes a file; the next one gets 429. Also for BusyError of any view."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        with ExitStack() as held:
            request.held = held  # type: ignore[attr-defined]  # for process_view of this request
            return self.get_response(request)

    def process_view(self, request: HttpRequest, *_view: Any) -> HttpResponse | None:
        """After who may see it was asked by the middlewares before."""
        route = request.resolver_match.route if request.resolver_match else ""
        if not any(kind in route for kind in MADE_HERE):
            return None
        try:
            request.held.enter_context(EXPORTS.one())  # type: ignore[attr-defined]  # set above
        except BusyError as busy:
            return _said(request, busy)
        return None

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        return _said(request, error) if isinstance(error, BusyError) else None


def _said(request: HttpRequest, busy: BusyError) -> HttpResponse:
    return busy.said_by(render_page(request, "core/busy.html", {"seconds": busy.retry_after}))
