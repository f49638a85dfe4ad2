"""Whoever changes a way in is not always the owner: all addresses of before hear of it, with a link that undoes it.

Each verb that changes a way in calls `remember` first, in its own transaction. Undoing puts all ways in back as they
were before that change, takes the password away and signs everybody out; of several changes the oldest undoes all.
"""

import logging
import secrets
from datetime import datetime, timedelta
from typing import Any

from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount
from django.conf import settings
from django.core.mail import EmailMessage
from django.db import transaction
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from olievlek.accounts import devices, events
from olievlek.accounts.models import AccessChange, Address, User, digest_of
from olievlek.core.mail import AwayError, NotTakenError, hand_over, queue_mail
from olievlek.core.rows.locks import lock
from olievlek.timeline.record import record

log = logging.getLogger(__name__)
What = AccessChange.What
LASTS = timedelta(days=7)


@transaction.atomic
def remember(user: User, what: What) -> None:
    """Called before the change. Who never came in has nothing to undo and hears nothing."""
    if not User.objects.filter(pk=user.pk, last_login__isnull=False).exists():
        return
    token, before = secrets.token_urlsafe(32), _ways_in(user)
    AccessChange.objects.create(
        user=user, what=what, before=before, digest=digest_of(token), expires_at=timezone.now() + LASTS
    )
    with translation.override(user.language):
        link = f"{settings.OLIEVLEK_BASE_URL}{reverse('accounts:undo', args=[token])}"
        for email in _addresses(before):
            queue_mail(to=email, subject=_("Something changed in how you sign in"), body=_letter(what, link))


def _letter(what: What, link: str) -> str:
    return _(
        "Hello,\n\n"
        "Something changed in how you sign in to Olievlek. %(what)s\n\n"
        "Was it you? Then you need to do nothing.\n\n"
        "Was it not you? Open this address within seven days and press the button. We put everything back as it was, "
        "take the password away and sign everybody out:\n"
        "%(link)s\n\n"
        "Olievlek\n"
    ) % {"what": what.label, "link": link}


def tell_of_the_end(user: User, addresses: list[str]) -> None:
    """An account that ended cannot be brought back: its data is gone. Its addresses hear that it happened.

    Sent after the commit, not queued: a mail that waits would keep the address of somebody who left.
    """
    with translation.override(user.language):
        body = _(
            "Hello,\n\n"
            "Your account at Olievlek is ended, and what we knew of you is gone. We can not undo this.\n\n"
            "Was it not you? Then somebody had your account or your mail. Tell us, by “Contact” at the foot of "
            "every page: %(link)s\n\n"
            "Olievlek\n"
        ) % {"link": f"{settings.OLIEVLEK_BASE_URL}/"}
        subject = _("Your account is ended")
    letters = [EmailMessage(subject, body, settings.DEFAULT_FROM_EMAIL, [email]) for email in addresses]
    transaction.on_commit(lambda: _hand_over(letters))


def _hand_over(letters: list[EmailMessage]) -> None:
    for letter in letters:
        try:
            hand_over(letter)
        except (AwayError, NotTakenError) as error:
            log.warning("the mail about an ended account did not leave: %s", error)


def _ways_in(user: User) -> dict[str, Any]:
    """All by which somebody comes in, but the password: that one is chosen anew."""
    keys = Authenticator.objects.filter(user=user).order_by("pk").values_list("type", "data", "created_at")
    linked = SocialAccount.objects.filter(user=user).order_by("pk").values_list("provider", "uid")
    return {
        "email": User.objects.values_list("email", flat=True).get(pk=user.pk),
        "addresses": [[email, at.isoformat()] for email, at in user.addresses.values_list("email", "verified_at")],
        "keys": [[kind, data, at.isoformat()] for kind, data, at in keys],
        "linked": [list(one) for one in linked],
    }


def _addresses(before: dict[str, Any]) -> list[str]:
    return list(dict.fromkeys([before["email"], *(email for email, _at in before["addresses"])]))


def find_open(token: str) -> AccessChange | None:
    """The change, when it can still be undone. Changes nothing."""
    found = AccessChange.objects.open().with_token(token).select_related("user").first()
    return found if found is not None and found.user.is_active else None


@transaction.atomic
def undo(token: str) -> User | None:
    """Put all ways in back as they were before this change, and sign everybody out. None when it works no more."""
    change = lock(AccessChange.objects.open().with_token(token)).first()
    if change is None:
        return None
    user = lock(User.objects.filter(pk=change.user_id)).get()
    if not user.is_active:
        return None
    now = timezone.now()
    user.access_changes.filter(pk__gte=change.pk, used_at=None).update(used_at=now)
    user.one_time_addresses.filter(used_at=None).update(used_at=now)
    user.mailed_codes.all().delete()
    _put_back(user, change.before)
    user.set_unusable_password()
    user.signed_out_at = now
    user.save(update_fields=["email", "password", "signed_out_at"])
    devices.end_all(user)
    record(events.CHANGE_UNDONE, about=user, by=user)
    return user


def _put_back(user: User, before: dict[str, Any]) -> None:
    """Addresses that another account has by now stay there."""
    kept = [(email, at) for email, at in before["addresses"] if not _is_of_another(email, user)]
    user.addresses.exclude(email__in=[email for email, _at in kept]).delete()
    for email, at in kept:
        Address.objects.get_or_create(email=email, defaults={"user": user, "verified_at": datetime.fromisoformat(at)})
    if not _is_of_another(before["email"], user):
        user.email = before["email"]
    Authenticator.objects.filter(user=user).delete()
    for kind, data, at in before["keys"]:
        Authenticator.objects.create(user=user, type=kind, data=data, created_at=datetime.fromisoformat(at))
    SocialAccount.objects.filter(user=user).delete()
    for provider, uid in before["linked"]:
        SocialAccount.objects.get_or_create(provider=provider, uid=uid, defaults={"user": user})


def _is_of_another(email: str, user: User) -> bool:
    owner = User.objects.with_address(email)
    return owner is not None and owner.pk != user.pk
