"""Verbs of accounts: who may come in, and who no longer."""

import secrets
from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from olievlek.accounts.events import DETAILS_CHANGED, ENDED, MODERATOR_MADE, PASSWORD_CHOSEN, SIGNED_OUT_EVERYWHERE
from olievlek.accounts.models import AskedAddress, OneTimeAddress, User, digest_of
from olievlek.timeline.record import record

Purpose = OneTimeAddress.Purpose
BY_MAIL = timedelta(minutes=30)
BY_COMMAND = timedelta(hours=12)
TO_BEGIN = timedelta(days=7)


@transaction.atomic
def issue(user: User, purpose: Purpose, *, lasts: timedelta) -> str:
    """The token of a new one-time address; it is kept nowhere and can not be shown again."""
    token = secrets.token_urlsafe(32)
    OneTimeAddress.objects.create(
        user=user, purpose=purpose, digest=digest_of(token), expires_at=timezone.now() + lasts
    )
    return token


def find_open(token: str, purpose: Purpose) -> OneTimeAddress | None:
    """The address, when it still works for somebody who may come in. Changes nothing."""
    address = OneTimeAddress.objects.open(purpose).with_token(token).select_related("user").first()
    return address if address is not None and address.user.is_active else None


@transaction.atomic
def consume(token: str, purpose: Purpose) -> User | None:
    """Use the address up and say whose it was; None when it does not work (any more)."""
    rows = OneTimeAddress.objects.select_for_update(of=("self",)).select_related("user")
    address = rows.open(purpose).with_token(token).first()
    if address is None or not address.user.is_active:
        return None
    address.used_at = timezone.now()
    address.save(update_fields=["used_at"])
    return address.user


@transaction.atomic
def choose_password(user: User, *, password: str, by: User) -> None:
    """Replace the password. Every session ends, and so does every address that was still open."""
    user.set_password(password)
    user.save(update_fields=["password"])
    user.one_time_addresses.filter(used_at=None).update(used_at=timezone.now())
    record(PASSWORD_CHOSEN, about=user, by=by)


@transaction.atomic
def choose_first_password(token: str, *, password: str) -> User | None:
    """Use up the address of an invitation and set the password; None when the address does not work (any more)."""
    user = consume(token, Purpose.PASSWORD)
    if user is not None:
        choose_password(user, password=password, by=user)
    return user


@transaction.atomic
def change_details(user: User, *, name: str, language: str, by: User) -> None:
    """The name others see, and the language of pages and mail."""
    user = User.objects.select_for_update().get(pk=user.pk)
    if (user.name, user.language) == (name, language):
        return
    user.name, user.language = name, language
    user.save(update_fields=["name", "language"])
    record(DETAILS_CHANGED, about=user, by=by)


@transaction.atomic
def sign_out_everywhere(user: User, *, by: User) -> None:
    """End every session of this person, on all devices."""
    user = User.objects.select_for_update().get(pk=user.pk)
    user.signed_out_at = timezone.now()
    user.save(update_fields=["signed_out_at"])
    record(SIGNED_OUT_EVERYWHERE, about=user, by=by)


@transaction.atomic
def make_moderator(email: str, *, by: User | None = None) -> User:
    """Somebody who may moderate; made when nobody has this address. Twice changes nothing."""
    known = User.objects.select_for_update().filter(email=email.strip().lower()).first()
    user = known or User.objects.create_user(email.strip())
    if user.moderator_since is None:
        user.moderator_since = user.signed_out_at = timezone.now()
        user.save(update_fields=["moderator_since", "signed_out_at"])
        record(MODERATOR_MADE, about=user, by=by)
    return user


@transaction.atomic
def end(user: User, *, by: User | None) -> None:
    """End the account: name and address go, sessions end, what she did stays as somebody's. Twice changes nothing."""
    user = User.objects.select_for_update().get(pk=user.pk)
    if user.ended_at is not None:
        return
    user.ended_at = user.signed_out_at = timezone.now()
    user.email, user.name, user.moderator_since = f"ended-{user.pk}@ended.invalid", "", None
    user.set_unusable_password()
    user.save()
    user.one_time_addresses.all().delete()
    record(ENDED, about=user, by=by)


def ask_address(email: str, *, language: str) -> None:
    """Leave the question for the worker; the same work whether or not somebody has this address."""
    AskedAddress.objects.create(email=email.strip().lower(), language=language)
