"""The search box in the header of every page."""

from typing import Any

from django.http import HttpRequest
from django.urls import reverse


def box(request: HttpRequest, _around: dict[str, Any]) -> dict[str, Any]:
    """Where it leads, and what was asked when this is the page of the answers."""
    action = reverse("search:results")
    value = request.GET.get("q", "") if request.path == action else ""
    return {"action": action, "suggest": reverse("search:suggestions"), "value": value}
