"""What the pages of accounts share."""

from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from olievlek.accounts.models import User

show_and_send = require_http_methods(["GET", "HEAD", "POST"])


def tabs(current: str) -> list[dict[str, Any]]:
    """The pages of one's account, for the tabs above each."""
    pages = {
        "accounts:account": _("You"),
        "accounts:access": _("How you come in"),
        "accounts:my_data": _("Your data"),
    }
    return [{"label": label, "url": reverse(name), "current": name == current} for name, label in pages.items()]


def person(request: HttpRequest) -> User:
    """Who is signed in, on a page of members."""
    assert isinstance(request.user, User)
    return request.user
