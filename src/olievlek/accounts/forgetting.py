"""Retention: old codes, sessions and devices, deleted by the worker."""

from datetime import timedelta

from django.utils import timezone

from olievlek.accounts import changes, devices, ended
from olievlek.accounts.actions import forget_unconfirmed
from olievlek.accounts.models import AccessChange, MailedCode, OneTimeAddress

CODES_STAY = timedelta(days=1)
ADDRESSES_STAY = timedelta(days=30)


def forget_old() -> int:
    """Keep the terms: codes a day, one-time addresses a month, devices as long as their session, sign-ups a week.

    Ended accounts that the list beside the database lacks are added to it.
    """
    now = timezone.now()
    AccessChange.objects.filter(expires_at__lt=now - ADDRESSES_STAY + changes.LASTS).delete()
    gone, _rows = OneTimeAddress.objects.filter(expires_at__lt=now - ADDRESSES_STAY).delete()
    gone += MailedCode.objects.filter(asked_at__lt=now - CODES_STAY).delete()[0]
    return gone + devices.forget_over() + forget_unconfirmed() + ended.note_all()
