"""Passkeys and the second step, by the protocols of django-allauth. Only this file and `oidc` know that library."""

import base64
import hashlib
from typing import Any, cast

from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal import auth as totp
from allauth.mfa.webauthn.internal import auth as webauthn
from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.crypto import constant_time_compare

from olievlek.accounts import changes
from olievlek.accounts.events import SECURITY_CHANGED
from olievlek.accounts.models import User
from olievlek.core.rows.locks import lock
from olievlek.timeline.record import record

Type = Authenticator.Type
LAST_STEP = "last_step"  # beside the secret in `data`: the last half minute whose digits were used
LONGEST_NAME = 60


class Secrets(DefaultMFAAdapter):  # type: ignore[misc]  # the library has no types
    """Answers to the library: how to keep a secret, and the name of a person."""

    def encrypt(self, text: str) -> str:
        return _keys().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        return _keys().decrypt(encrypted_text.encode()).decode()

    def get_totp_issuer(self) -> str:
        return f"Olievlek ({self._get_site_name()})"

    def get_public_key_credential_user_entity(self, user: AbstractBaseUser) -> dict[str, Any]:
        found: dict[str, Any] = super().get_public_key_credential_user_entity(user)
        return {**found, "display_name": cast(User, user).called}


def _keys() -> MultiFernet:
    """Made from the secret key, and from those of before, so that a dump of the database alone opens nothing."""
    texts = [settings.SECRET_KEY, *map(str, settings.SECRET_KEY_FALLBACKS)]
    digests = [hashlib.sha256(f"olievlek.accounts.strong|{text}".encode()).digest() for text in texts]
    return MultiFernet([Fernet(base64.urlsafe_b64encode(digest)) for digest in digests])


# The second step: six digits of an app, or a code that was written down.


def has_second_step(user: User) -> bool:
    return bool(Authenticator.objects.filter(user=user, type=Type.TOTP).exists())


def begin_second_step(request: HttpRequest) -> None:
    """Draw a secret; it waits in the session until the app shows the right digits."""
    request.session[totp.SECRET_SESSION_KEY] = totp.generate_totp_secret()


def waiting_secret(request: HttpRequest) -> str:
    """The secret that was drawn; empty when there is none."""
    found: str = request.session.get(totp.SECRET_SESSION_KEY, "")
    return found


def picture_of(user: User, secret: str) -> str:
    """The secret as a picture to scan, as the address of an image."""
    adapter = Secrets()
    svg: str = adapter.build_totp_svg(adapter.build_totp_url(user, secret))
    return f"data:image/svg+xml;base64,{base64.b64encode(svg.encode()).decode()}"


@transaction.atomic
def start_second_step(request: HttpRequest, user: User, digits: str) -> list[str]:
    """From now on signing in asks for digits. The codes to write down; none when the digits are wrong."""
    secret = waiting_secret(request)
    step = _step_of(secret, digits, after=0) if secret and not has_second_step(user) else 0
    if not step:
        return []
    changes.remember(user, changes.What.STEP)
    app = totp.TOTP.activate(user, secret).instance
    app.data = {**app.data, LAST_STEP: step}
    app.save(update_fields=["data"])
    totp.clear_totp_secret(request)
    return fresh_codes(user, tell=False)


@transaction.atomic
def fresh_codes(user: User, *, tell: bool = True) -> list[str]:
    """New codes to write down; those of before stop working."""
    if tell:
        changes.remember(user, changes.What.CODES)
    Authenticator.objects.filter(user=user, type=Type.RECOVERY_CODES).delete()
    codes: list[str] = RecoveryCodes.activate(user).get_unused_codes()
    record(SECURITY_CHANGED, about=user, by=user)
    return codes


@transaction.atomic
def stop_second_step(user: User, *, by: User) -> None:
    """Signing in asks no digits any more. Twice changes nothing."""
    found = Authenticator.objects.filter(user=user, type__in=[Type.TOTP, Type.RECOVERY_CODES])
    if found.exists():
        changes.remember(user, changes.What.NO_STEP)
        found.delete()
        record(SECURITY_CHANGED, about=user, by=by)


@transaction.atomic
def passes_second_step(user: User, typed: str) -> bool:
    """The digits of the app, each once; or a code that was written down, which is then used up."""
    digits = "".join(typed.split())
    rows = lock(Authenticator.objects.filter(user=user))
    app = rows.filter(type=Type.TOTP).first()
    try:
        if app is not None and (step := _step_of(_secret_of(app), digits, after=app.data.get(LAST_STEP, 0))):
            app.data = {**app.data, LAST_STEP: step}
            app.save(update_fields=["data"])
            app.record_usage()
            return True
        written = rows.filter(type=Type.RECOVERY_CODES).first()
        return written is not None and bool(RecoveryCodes(written).validate_code(digits))
    except InvalidToken:  # the secret key of this installation was replaced without keeping the old one
        return False


def _secret_of(app: Authenticator) -> str:
    return Secrets().decrypt(app.data["secret"])


def _step_of(secret: str, digits: str, *, after: int) -> int:
    """The half minute that shows these digits, when it is later than the last one used; else 0.

    Clocks may differ by one half minute. Digits that were intercepted cannot be used again in any of them.
    """
    for step in totp.yield_hotp_counters_from_time():
        shown = totp.format_hotp_value(totp.hotp_value(secret, step))
        if step > after and constant_time_compare(shown, digits):
            return int(step)
    return 0


def forget(user: User) -> None:
    """Delete all second factors of the user."""
    Authenticator.objects.filter(user=user).delete()


# Passkeys


def passkeys(user: User) -> "QuerySet[Authenticator]":
    found: QuerySet[Authenticator] = Authenticator.objects.filter(user=user, type=Type.WEBAUTHN).order_by("pk")
    return found


def begin_passkey(user: User) -> dict[str, Any]:
    """Options for the browser to make a passkey; the challenge waits in the session."""
    options: dict[str, Any] = webauthn.begin_registration(user, passwordless=True)
    return options


@transaction.atomic
def add_passkey(user: User, credential: dict[str, Any], *, name: str) -> bool:
    """Remember the passkey that the browser made; False when it does not answer our challenge."""
    try:
        webauthn.parse_registration_response(credential)
        webauthn.complete_registration(credential)
    except (ValidationError, ValueError, KeyError, TypeError, AttributeError):
        return False
    changes.remember(user, changes.What.PASSKEY)
    webauthn.WebAuthn.add(user, name[:LONGEST_NAME], credential)
    record(SECURITY_CHANGED, about=user, by=user)
    return True


@transaction.atomic
def remove_passkey(user: User, *, pk: int, by: User) -> None:
    """Somebody else's, or one that is gone: nothing happens."""
    found = passkeys(user).filter(pk=pk)
    if found.exists():
        changes.remember(user, changes.What.NO_PASSKEY)
        found.delete()
        record(SECURITY_CHANGED, about=user, by=by)


def begin_passkey_sign_in() -> dict[str, Any]:
    """Options for the browser to ask for any passkey of this site."""
    options: dict[str, Any] = webauthn.begin_authentication()
    return options


@transaction.atomic
def passkey_owner(response: dict[str, Any]) -> User | None:
    """The user whose passkey answered our challenge, or None."""
    try:
        user = cast(User, webauthn.extract_user_from_response(response))
        webauthn.parse_authentication_response(response)
        key = webauthn.complete_authentication(user, response)
    except (ValidationError, ValueError, KeyError, TypeError, AttributeError):
        return None
    if not user.is_active:
        return None
    key.record_usage()
    return user
