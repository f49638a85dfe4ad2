"""Verbs of accounts: who may come in, and who no longer."""

import secrets
from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from olievlek.accounts import changes, devices, ended, erasure, events, oidc, strong
from olievlek.accounts.addresses import verified
from olievlek.accounts.models import DEMO_DOMAIN, MailedCode, OneTimeAddress, Profile, User, digest_of
from olievlek.core.models import OutgoingMail
from olievlek.core.rows.locks import lock, locked
from olievlek.timeline.record import record

Purpose = OneTimeAddress.Purpose
BY_MAIL = timedelta(minutes=30)
BY_COMMAND = timedelta(hours=12)
TO_BEGIN = timedelta(days=7)


@transaction.atomic
def issue(user: User, purpose: Purpose, *, lasts: timedelta) -> str:
    """The token of a new one-time address; it is stored nowhere and cannot be shown again."""
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
    rows = lock(OneTimeAddress.objects.select_related("user"))
    address = rows.open(purpose).with_token(token).first()
    if address is None or not address.user.is_active:
        return None
    address.used_at = timezone.now()
    address.save(update_fields=["used_at"])
    return address.user


@transaction.atomic
def choose_password(user: User, *, password: str, by: User) -> None:
    """Replace the password. Every session ends, and so does every address that was still open."""
    changes.remember(user, changes.What.PASSWORD)
    user.set_password(password)
    user.save(update_fields=["password"])
    user.one_time_addresses.filter(used_at=None).update(used_at=timezone.now())
    record(events.PASSWORD_CHOSEN, about=user, by=by)


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
    user = locked(user)
    if (user.name, user.language) == (name, language):
        return
    user.name, user.language = name, language
    user.save(update_fields=["name", "language"])
    record(events.DETAILS_CHANGED, about=user, by=by)


@transaction.atomic
def sign_out_everywhere(user: User, *, by: User) -> None:
    """End every session of this person, on all devices."""
    user = locked(user)
    user.signed_out_at = timezone.now()
    user.save(update_fields=["signed_out_at"])
    record(events.SIGNED_OUT_EVERYWHERE, about=user, by=by)


@transaction.atomic
def make_moderator(email: str, *, by: User | None = None) -> User:
    """Somebody who may moderate; made when nobody has this address. Twice changes nothing."""
    user = User.objects.with_address(email) or User.objects.create_user(email.strip())
    user = locked(user)
    if user.moderator_since is None:
        user.moderator_since = user.signed_out_at = timezone.now()
        user.save(update_fields=["moderator_since", "signed_out_at"])
        record(events.MODERATOR_MADE, about=user, by=by)
    return user


@transaction.atomic
def change_profile(user: User, *, words: dict[str, str], switches: dict[str, bool], by: User) -> None:
    """Save the profile and its visibility. A switch that stays on keeps its date.

    Args:
        words: `skills`, `motivation` and `helps_with`.
        switches: `findable`, `approachable` and `public`.
    """
    Profile.objects.get_or_create(user=user)
    profile = lock(Profile.objects.filter(user=user)).get()
    now = timezone.now()
    wanted = {**words} | {
        f"{name}_since": (profile.switches[name] or now) if on else None for name, on in switches.items()
    }
    changed = [name for name, value in wanted.items() if getattr(profile, name) != value]
    if not changed:
        return
    for name in changed:
        setattr(profile, name, wanted[name])
    profile.save(update_fields=changed)
    record(events.PROFILE_CHANGED, about=user, by=by)


@transaction.atomic
def make_primary(user: User, *, email: str, by: User) -> None:
    """Mail goes to this verified address from now on."""
    user = locked(user)
    if user.email != email and user.addresses.filter(email=email).exists():
        changes.remember(user, changes.What.FIRST)
        user.email = email
        user.save(update_fields=["email"])
        record(events.DETAILS_CHANGED, about=user, by=by)


@transaction.atomic
def remove_address(user: User, *, email: str, by: User) -> None:
    """Take an address away, not the one mail goes to. Twice changes nothing."""
    user = locked(user)
    found = user.addresses.filter(email=email).exclude(email=user.email)
    if found.exists():
        changes.remember(user, changes.What.REMOVED)
        found.delete()
        record(events.ADDRESS_REMOVED, about=user, by=by)


@transaction.atomic
def end(user: User, *, by: User | None) -> None:
    """End the account: personal data goes in every room; actions stay, under a number."""
    user = locked(user)
    if user.ended_at is not None:
        return
    heard = list({user.email, *verified(user)}) if user.last_login else []
    erasure.forget(user)
    _forget_own(user)
    changes.tell_of_the_end(user, heard)
    user.ended_at = user.signed_out_at = timezone.now()
    user.email, user.name, user.language = f"ended-{user.pk}@ended.invalid", "", "nl"
    user.moderator_since = user.last_login = None
    user.set_unusable_password()
    user.save()
    record(events.ENDED, about=user, by=by)
    transaction.on_commit(lambda: ended.note(user))


def _forget_own(user: User) -> None:
    """Data of this room beside the row of the user, and the mail that was sent to them."""
    addresses = {user.email, *verified(user)}
    OutgoingMail.objects.filter(to__in=addresses).delete()
    MailedCode.objects.filter(email__in=addresses).delete()
    devices.end_all(user)
    strong.forget(user)
    oidc.accounts_of(user).delete()
    user.one_time_addresses.all().delete()
    user.access_changes.all().delete()
    user.mailed_codes.all().delete()
    user.addresses.all().delete()
    Profile.objects.filter(user=user).delete()


def forget_unconfirmed() -> int:
    """Delete accounts that nobody came into within seven days, and never proved an address; returns how many."""
    never = User.objects.filter(
        joined_at__lt=timezone.now() - TO_BEGIN, last_login=None, ended_at=None, moderator_since=None, addresses=None
    )
    unproved = never.exclude(email__endswith=DEMO_DOMAIN)
    return sum(_delete_unconfirmed(pk) for pk in list(unproved.values_list("pk", flat=True)[:100]))


@transaction.atomic
def _delete_unconfirmed(pk: int) -> bool:
    user = lock(User.objects.filter(pk=pk, last_login=None, addresses=None)).first()
    if user is None:
        return False
    erasure.forget(user)
    user.delete()
    return True
