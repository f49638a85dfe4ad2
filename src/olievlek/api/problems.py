"""Errors for programs: application/problem+json (RFC 9457), never HTML, never 422, and the version on every answer."""

from collections.abc import Callable, Iterable, Mapping
from http import HTTPStatus
from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse

VERSION = "1.0.0"
PREFIX = "/api/"
Answer = Callable[[HttpRequest], HttpResponse]


def problem(status: int, detail: str = "", invalid: Iterable[Mapping[str, str]] = ()) -> HttpResponse:
    """An answer that says what went wrong; `invalid` names each bad parameter with its reason."""
    told: dict[str, Any] = {"type": "about:blank", "title": HTTPStatus(status).phrase, "status": status}
    if detail:
        told["detail"] = detail
    if invalid := list(invalid):
        told["invalidParams"] = invalid
    return JsonResponse(told, status=status, content_type="application/problem+json")


class AnswerPrograms:
    """Turns the error pages of the site into problems below /api/, and adds the version of the API."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if not request.path.startswith(PREFIX):
            return response
        if response.status_code >= HTTPStatus.BAD_REQUEST and "json" not in response.headers.get("Content-Type", ""):
            allowed = response.headers.get("Allow")
            response = problem(response.status_code)
            if allowed:
                response["Allow"] = allowed
        response["API-Version"] = VERSION
        return response
