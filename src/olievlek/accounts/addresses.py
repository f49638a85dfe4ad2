"""The e-mail addresses of a person; pages with a token, for mail and terminal; where to go after signing in."""

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme

from olievlek.accounts.models import User
from olievlek.core.landing import nearest_page


def verified(user: User) -> list[str]:
    """The e-mail addresses this person proved to own, oldest first; a domain may say where they work."""
    return list(user.addresses.values_list("email", flat=True))


def sign_in_url(token: str) -> str:
    """In the active language."""
    return f"{settings.OLIEVLEK_BASE_URL}{reverse('accounts:one_time', args=[token])}"


def password_url(token: str) -> str:
    """In the active language."""
    return f"{settings.OLIEVLEK_BASE_URL}{reverse('accounts:password', args=[token])}"


def next_of(request: HttpRequest) -> str:
    """The page to return to, when it is one of ours; else nothing."""
    return own_page(request.POST.get("next", request.GET.get("next", "")))


def own_page(asked: str) -> str:
    """The address when it is a page of ours, or the nearest page when it is an address of ours; else nothing."""
    own = url_has_allowed_host_and_scheme(asked, allowed_hosts=None) and asked.startswith("/")
    return nearest_page(asked) if own else ""
