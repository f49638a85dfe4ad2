"""Shared parts of the pages of accounts."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _


def tabs(current: str) -> list[dict[str, Any]]:
    """The pages of one's account, for the tabs above each."""
    pages = {
        "accounts:account": _("You"),
        "accounts:access": _("How you come in"),
        "accounts:my_data": _("Your data"),
    }
    return [{"label": label, "url": reverse(name), "current": name == current} for name, label in pages.items()]
