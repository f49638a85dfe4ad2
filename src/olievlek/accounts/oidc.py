"""Signing in through one's own organisation (OpenID Connect), by the protocol of django-allauth.

The library only talks to the issuer. A person is known by issuer and subject; a new one proves an address with a
code, as everybody does, and then confirms that both are theirs. So an address that an issuer claims opens no account.
"""

from typing import Any, NoReturn

from allauth.core.exceptions import ImmediateHttpResponse
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.models import SocialAccount, SocialApp, SocialLogin
from allauth.socialaccount.providers.oauth2.views import OAuth2CallbackView, OAuth2LoginView
from allauth.socialaccount.providers.openid_connect.views import OpenIDConnectOAuth2Adapter
from django.conf import settings
from django.contrib import messages
from django.db import transaction
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from olievlek.accounts import changes, named_elsewhere
from olievlek.accounts.addresses import own_page
from olievlek.accounts.entering import enter
from olievlek.accounts.events import SECURITY_CHANGED
from olievlek.accounts.models import User
from olievlek.timeline.record import record


class Door(DefaultSocialAccountAdapter):  # type: ignore[misc]  # the library has no types
    """Takes over as soon as the library knows whom the issuer names."""

    def populate_user(self, request: HttpRequest, sociallogin: SocialLogin, data: Any) -> Any:  # noqa: ARG002  # theirs
        """Name and address that the issuer claims are not taken over."""
        return sociallogin.user

    def pre_social_login(self, request: HttpRequest, sociallogin: SocialLogin) -> NoReturn:
        raise ImmediateHttpResponse(_arrived(request, sociallogin))

    def on_authentication_error(self, request: HttpRequest, *_args: Any, **_kwargs: Any) -> NoReturn:
        messages.error(
            request, _("Signing in through your organisation did not work. Try again, or use a code by mail.")
        )
        raise ImmediateHttpResponse(redirect("accounts:login"))


def _arrived(request: HttpRequest, found: SocialLogin) -> HttpResponse:
    account: SocialAccount = found.account
    if account.pk:
        SocialAccount.objects.filter(pk=account.pk).update(extra_data={})
        if not account.user.is_active:
            raise Http404
        return enter(request, account.user, then=own_page(found.state.get("next") or ""))
    named_elsewhere.keep(request, provider=account.provider, uid=account.uid, name=name_of(account.provider))
    if request.user.is_authenticated:
        return redirect("accounts:link")
    messages.info(request, _("One more step, only this time: have a code mailed to your work address."))
    return redirect("accounts:login")


def apps() -> dict[str, str]:
    """The issuers of this installation: key and name."""
    providers: dict[str, Any] = settings.SOCIALACCOUNT_PROVIDERS
    found: list[dict[str, str]] = providers["openid_connect"]["APPS"]
    return {app["provider_id"]: app["name"] for app in found}


def name_of(provider_id: str) -> str:
    return apps().get(provider_id, provider_id)


def go(request: HttpRequest, provider_id: str) -> HttpResponse:
    """To the issuer."""
    return _through(OAuth2LoginView, request, provider_id)


def back(request: HttpRequest, provider_id: str) -> HttpResponse:
    """Back from the issuer, with a code that the library trades in."""
    return _through(OAuth2CallbackView, request, provider_id)


def _through(kind: Any, request: HttpRequest, provider_id: str) -> HttpResponse:
    if provider_id not in apps():
        raise Http404
    try:
        answer: HttpResponse = kind.adapter_view(OpenIDConnectOAuth2Adapter(request, provider_id))(request)
    except SocialApp.DoesNotExist as error:
        raise Http404 from error
    return answer


def accounts_of(user: User) -> "QuerySet[SocialAccount]":
    rows: QuerySet[SocialAccount] = SocialAccount.objects.filter(user=user).order_by("pk")
    return rows


@transaction.atomic
def link(user: User, *, provider: str, uid: str, by: User) -> bool:
    """Let the user sign in through this issuer. False when somebody else has this identity."""
    if not SocialAccount.objects.filter(provider=provider, uid=uid).exists():
        changes.remember(user, changes.What.LINK)
    row, fresh = SocialAccount.objects.get_or_create(provider=provider, uid=uid, defaults={"user": user})
    if fresh:
        record(SECURITY_CHANGED, about=user, by=by)
    return bool(row.user_id == user.pk)


@transaction.atomic
def unlink(user: User, *, pk: int, by: User) -> None:
    """Somebody else's, or one that is gone: nothing happens."""
    found = accounts_of(user).filter(pk=pk)
    if found.exists():
        changes.remember(user, changes.What.NO_LINK)
        found.delete()
        record(SECURITY_CHANGED, about=user, by=by)
