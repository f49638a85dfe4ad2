"""Whole addresses with a token, for mail and terminal; and where to go after signing in."""

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme


def sign_in_url(token: str) -> str:
    """In the active language."""
    return f"{settings.OLIEVLEK_BASE_URL}{reverse('accounts:one_time', args=[token])}"


def password_url(token: str) -> str:
    """In the active language."""
    return f"{settings.OLIEVLEK_BASE_URL}{reverse('accounts:password', args=[token])}"


def next_of(request: HttpRequest) -> str:
    """The page to return to, when it is one of ours; else nothing."""
    asked = request.POST.get("next", request.GET.get("next", ""))
    own = url_has_allowed_host_and_scheme(asked, allowed_hosts=None) and asked.startswith("/")
    return asked if own else ""
