"""Mail leaves through a table: queued in the transaction of the deed, sent by the worker, one recipient each."""

import logging
import time
from collections.abc import Callable
from datetime import timedelta
from smtplib import SMTPDataError, SMTPException, SMTPRecipientsRefused

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.crypto import salted_hmac

from olievlek.core import text
from olievlek.core.models import Hit, OutgoingMail
from olievlek.core.rows.locks import lock

log = logging.getLogger(__name__)
TRIES = 12  # refused each time: the last is three days after the first
LEASE = timedelta(minutes=2)  # longer than a mail server may take (EMAIL_TIMEOUT), so that a worker that died is seen
PAUSE = 10.0
BY_ITSELF = {"Auto-Submitted": "auto-generated", "X-Auto-Response-Suppress": "All"}  # RFC 3834, Exchange
EMPTY = {"body": "", "stop_url": ""}  # what was sent, or never will be: addresses in it that still work stay nowhere
_next_try = 0.0


class AwayError(Exception):
    """No mail server answers. That says nothing about the mail, and counts as no try."""


class NotTakenError(Exception):
    """The mail server does not want this mail; perhaps later."""


def queue_mail(*, to: str, subject: str, body: str, stop_url: str = "") -> OutgoingMail:
    """Leave a mail for the worker. Line breaks in the subject become spaces (no header injection).

    Args:
        stop_url: where a POST without anything else stops this kind of mail (RFC 8058); for mail nobody asked for.
    """
    subject = " ".join(text.writable(subject).split())[:200]
    return OutgoingMail.objects.create(to=to, subject=subject, body=text.writable(body), stop_url=stop_url)


def hand_over(letter: EmailMessage) -> None:
    """Give one mail to the server; returns when it took it. AwayError and NotTakenError when it did not.

    The only way out, so each mail says that a program wrote it and no absence message should answer.
    """
    global _next_try
    letter.extra_headers = {**BY_ITSELF, **letter.extra_headers}
    try:
        letter.send()
    except (SMTPRecipientsRefused, SMTPDataError, ValueError) as error:
        raise NotTakenError(str(error)) from error
    except (OSError, SMTPException) as error:
        _next_try = time.monotonic() + PAUSE
        raise AwayError(str(error)) from error
    _next_try = 0.0


def patiently(step: Callable[[], int]) -> Callable[[], int]:
    """A loop of the worker that sends: while no mail server answers it tries once in ten seconds."""
    return lambda: 0 if time.monotonic() < _next_try else step()


def send_waiting() -> int:
    """Send what waits, one by one, those that were never refused first. Returns how many left."""
    sent = 0
    for pk in _due().order_by("failures", "pk").values_list("pk", flat=True)[:50]:
        try:
            sent += _send(pk)
        except AwayError as error:
            log.warning("mail waits: %s", error)
            break
    _forget_old()
    return sent


def _due() -> QuerySet[OutgoingMail]:
    now = timezone.now()
    return OutgoingMail.objects.filter(Q(wait_until=None) | Q(wait_until__lte=now), sent_at=None, failures__lt=TRIES)


def _send(pk: int) -> bool:
    """Claim, send, remember. A worker that dies in between leaves a claim that ends; the mail goes again.

    If it died after the server took the mail, the second has the same Message-ID, by which mailboxes know a double.
    """
    with transaction.atomic():
        mail = lock(_due().filter(pk=pk)).first()
        if mail is None:
            return False
        mail.wait_until = timezone.now() + LEASE
        mail.save(update_fields=["wait_until"])
    try:
        hand_over(_message(mail))
    except NotTakenError as error:
        log.warning("mail %s waits: %s", pk, error)
        mail.failures += 1
        mail.wait_until = timezone.now() + timedelta(minutes=min(2**mail.failures, 720))
        mail.save(update_fields=["wait_until", "failures"])
        if mail.failures >= TRIES:
            OutgoingMail.objects.filter(pk=pk).update(**EMPTY)
        return False
    except AwayError:
        OutgoingMail.objects.filter(pk=pk).update(wait_until=None)
        raise
    OutgoingMail.objects.filter(pk=pk).update(sent_at=timezone.now(), wait_until=None, **EMPTY)
    return True


def _message(mail: OutgoingMail) -> EmailMessage:
    headers = {"Message-ID": _message_id(mail)}
    if mail.stop_url:
        headers |= {"List-Unsubscribe": f"<{mail.stop_url}>", "List-Unsubscribe-Post": "List-Unsubscribe=One-Click"}
    return EmailMessage(mail.subject, mail.body, settings.DEFAULT_FROM_EMAIL, [mail.to], headers=headers)


def _message_id(mail: OutgoingMail) -> str:
    """The same each time this row is sent, and of no other row anywhere."""
    drawn = salted_hmac("olievlek.core.mail", f"{mail.pk}|{mail.made_at.isoformat()}", algorithm="sha256").hexdigest()
    return f"<{mail.pk}.{drawn[:20]}@{settings.DEFAULT_FROM_EMAIL.rpartition('@')[2].rstrip('>')}>"


def _forget_old() -> None:
    now = timezone.now()
    OutgoingMail.objects.filter(sent_at__lt=now - timedelta(days=30)).delete()
    Hit.objects.filter(at__lt=now - timedelta(days=1)).delete()
