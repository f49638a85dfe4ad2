"""Addresses of the room `api`; without a language, open to everyone."""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.urls import path, reverse
from django.views.decorators.http import require_safe

from olievlek.api.problems import VERSION
from olievlek.api.v1 import api
from olievlek.core.marks import public


def root(_request: HttpRequest) -> HttpResponse:
    """Where the contract stands."""
    return JsonResponse({"name": api.title, "version": VERSION, "openapi": reverse("api:openapi-json")})


OURS: dict[str, Callable[..., HttpResponse]] = {"api-root": root}


def _patterns(made: list[Any]) -> list[Any]:
    """The framework's addresses with our marks and verbs; its root, a page of HTML, becomes ours."""
    for pattern in made:
        view = OURS.get(pattern.name, pattern.callback)
        is_operation = pattern.name not in ("api-root", "openapi-json")
        pattern.callback = public(view if is_operation else require_safe(view))
    return made


urlpatterns = [path("v1/", (_patterns(list(api.urls[0])), api.urls[1], api.urls[2]))]
