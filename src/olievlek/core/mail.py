"""Mail leaves through a table: queued in the transaction of the deed, sent by the worker, one recipient each."""

import logging
from datetime import timedelta

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import transaction
from django.utils import timezone

from olievlek.core.models import Hit, OutgoingMail

log = logging.getLogger(__name__)
TRIES = 10


def queue_mail(*, to: str, subject: str, body: str, stop_url: str = "") -> OutgoingMail:
    """Leave a mail for the worker. Line breaks in the subject become spaces (no header injection).

    Args:
        stop_url: where a POST without anything else stops this kind of mail (RFC 8058); for mail nobody asked for.
    """
    subject = " ".join(subject.split())[:200]
    return OutgoingMail.objects.create(to=to, subject=subject, body=body, stop_url=stop_url)


def send_waiting() -> int:
    """Send what waits, one by one; a mail that fails waits for the next round. Returns how many left."""
    sent = 0
    for waiting in OutgoingMail.objects.filter(sent_at=None, failures__lt=TRIES)[:50]:
        sent += _send(waiting.pk)
    _forget_old()
    return sent


def _send(pk: int) -> bool:
    """Mark first, then send: a mail is lost rather than doubled only if the machine dies in between."""
    with transaction.atomic():
        mail = OutgoingMail.objects.select_for_update().filter(pk=pk, sent_at=None).first()
        if mail is None:
            return False
        mail.sent_at = timezone.now()
        mail.save(update_fields=["sent_at"])
    try:
        _message(mail).send()
    except OSError as error:
        log.warning("mail %s waits: %s", pk, error)
        mail.sent_at, mail.failures = None, mail.failures + 1
        mail.save(update_fields=["sent_at", "failures"])
        return False
    return True


def _message(mail: OutgoingMail) -> EmailMessage:
    headers = {"List-Unsubscribe": f"<{mail.stop_url}>", "List-Unsubscribe-Post": "List-Unsubscribe=One-Click"}
    return EmailMessage(
        mail.subject, mail.body, settings.DEFAULT_FROM_EMAIL, [mail.to], headers=headers if mail.stop_url else {}
    )


def _forget_old() -> None:
    now = timezone.now()
    OutgoingMail.objects.filter(sent_at__lt=now - timedelta(days=30)).delete()
    Hit.objects.filter(at__lt=now - timedelta(days=1)).delete()
