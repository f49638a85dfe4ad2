"""Mail about signing in. The secret address is made here, by the worker, and stands in no table."""

import logging
from datetime import timedelta

from django.conf import settings
from django.core.mail import EmailMessage
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from olievlek.accounts.actions import BY_MAIL, Purpose, issue
from olievlek.accounts.addresses import sign_in_url
from olievlek.accounts.models import AskedAddress, OneTimeAddress, User

log = logging.getLogger(__name__)
TRIES = 10
MOST_PER_HOUR = 5


def send_asked() -> int:
    """Mail a one-time address to who asked for it and is known here; returns how many left."""
    sent = 0
    for asked in AskedAddress.objects.filter(failures__lt=TRIES)[:20]:
        sent += _answer(asked)
    return sent


def _answer(asked: AskedAddress) -> int:
    user = User.objects.filter(email=asked.email, ended_at=None).first()
    if user is None or not user.is_active or _has_enough(user):
        asked.delete()
        return 0
    with translation.override(asked.language):
        url = sign_in_url(issue(user, Purpose.SIGN_IN, lasts=BY_MAIL))
        letter = EmailMessage(_("Your address to sign in"), _body(url), settings.DEFAULT_FROM_EMAIL, [user.email])
    try:
        letter.send()
    except OSError as error:
        log.warning("one-time address %s waits: %s", asked.pk, error)
        asked.failures += 1
        asked.save(update_fields=["failures"])
        return 0
    asked.delete()
    return 1


def _has_enough(user: User) -> bool:
    """Nobody can fill somebody's mailbox by asking again and again, from however many places."""
    since = timezone.now() - timedelta(hours=1)
    return user.one_time_addresses.filter(purpose=Purpose.SIGN_IN, made_at__gt=since).count() >= MOST_PER_HOUR


def _body(url: str) -> str:
    return _(
        "Hello,\n\n"
        "You asked to sign in to Olievlek. Open this address and press the button:\n\n"
        "%(url)s\n\n"
        "It works once, within half an hour.\n\n"
        "Was it not you? Then do nothing. Nobody can come in without this mail.\n\n"
        "Olievlek\n"
    ) % {"url": url}


def forget_old() -> int:
    """Delete addresses of a month ago and questions that could not be mailed for a day."""
    now = timezone.now()
    gone, _rows = OneTimeAddress.objects.filter(expires_at__lt=now - timedelta(days=30)).delete()
    gone += AskedAddress.objects.filter(asked_at__lt=now - timedelta(days=1)).delete()[0]
    return gone
