"""Verbs of codes by mail: ask one, mail it (the worker), and what its six digits open."""

import logging
import secrets
import uuid
from datetime import timedelta

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import transaction
from django.utils import timezone, translation
from django.utils.crypto import constant_time_compare, salted_hmac
from django.utils.translation import gettext as _

from olievlek.accounts.events import ADDRESS_VERIFIED
from olievlek.accounts.models import DEMO_DOMAIN, Address, MailedCode, User
from olievlek.core import text
from olievlek.core.mail import AwayError, NotTakenError, hand_over
from olievlek.timeline.record import record

log = logging.getLogger(__name__)
Purpose = MailedCode.Purpose
LASTS = timedelta(minutes=15)
MOST_PER_HOUR, MAIL_TRIES = 5, 10


class TakenError(Exception):
    """The address belongs to another account; said only to who proved to own it."""


def ask(email: str, purpose: Purpose, *, language: str, user: User | None = None) -> MailedCode:
    """Leave the question for the worker: the same row and the same time for known and unknown."""
    return MailedCode.objects.create(
        email=text.mailbox(email),
        purpose=purpose,
        user=user,
        language=language,
        expires_at=timezone.now() + LASTS,
    )


def send_asked() -> int:
    """Mail the codes that were asked; returns how many left."""
    waiting = MailedCode.objects.filter(mailed_at=None, expires_at__gt=timezone.now(), failures__lt=MAIL_TRIES)
    return sum(_send(pk) for pk in list(waiting.values_list("pk", flat=True)[:20]))


def _send(pk: int) -> bool:
    """Mark first, then send: a code is never mailed twice. The digits are made here and stand in no table."""
    with transaction.atomic():
        row = MailedCode.objects.select_for_update(of=("self",)).filter(pk=pk, mailed_at=None).first()
        if row is None:
            return False
        digits, row.mailed_at = f"{secrets.randbelow(10**6):06}", timezone.now()
        row.digest = _digest(row.reference, digits)
        row.save(update_fields=["mailed_at", "digest"])
        wanted = _may_be_mailed(row)
    if not wanted:
        return False
    with translation.override(row.language):
        letter = EmailMessage(_subject(digits), _body(digits), settings.DEFAULT_FROM_EMAIL, [row.email])
    try:
        hand_over(letter)
    except (AwayError, NotTakenError) as error:
        log.warning("code %s waits: %s", row.pk, error)
        row.mailed_at, row.failures = None, row.failures + isinstance(error, NotTakenError)
        row.save(update_fields=["mailed_at", "failures"])
        return False
    return True


def _may_be_mailed(row: MailedCode) -> bool:
    """Nobody can fill somebody's mailbox by asking again and again, from however many places; nor wake demo people."""
    owner = User.objects.with_address(row.email)
    if row.email.endswith(DEMO_DOMAIN) and (owner is None or not owner.is_active):
        return False
    since = timezone.now() - timedelta(hours=1)
    return MailedCode.objects.filter(email=row.email, mailed_at__gt=since).count() <= MOST_PER_HOUR


def _subject(digits: str) -> str:
    return _("%(code)s is your code for Olievlek") % {"code": _spaced(digits)}


def _body(digits: str) -> str:
    return _(
        "Hello,\n\n"
        "Your code is %(code)s\n\n"
        "Type it on the page where you asked for it. You can use it once, within a quarter of an hour.\n\n"
        "Was it not you? Then do nothing, and give the code to nobody. Without it nobody gets in.\n\n"
        "Olievlek\n"
    ) % {"code": _spaced(digits)}


def _spaced(digits: str) -> str:
    return f"{digits[:3]} {digits[3:]}"


def _digest(reference: uuid.UUID, digits: str) -> str:
    """Keyed, because a million digits are tried in a second: who reads the table learns nothing."""
    return salted_hmac("olievlek.accounts.code", f"{reference}|{digits}", algorithm="sha256").hexdigest()


def find(reference: str, purpose: Purpose) -> MailedCode | None:
    """What was asked in this browser, also when its digits open nothing any more. Changes nothing."""
    return MailedCode.objects.filter(purpose=purpose, reference=reference).first() if reference else None


@transaction.atomic
def check(reference: str, purpose: Purpose, digits: str) -> MailedCode | None:
    """Use a code up when the digits are right; a wrong try counts. None when it does not open anything (any more)."""
    rows = MailedCode.objects.select_for_update(of=("self",)).open(purpose)
    row = rows.filter(reference=reference).first() if reference else None
    if row is None:
        return None
    right = bool(row.digest) and constant_time_compare(row.digest, _digest(row.reference, digits))
    row.tries += 1
    row.used_at = timezone.now() if right else None
    row.save(update_fields=["tries", "used_at"])
    return row if right else None


@transaction.atomic
def sign_in(reference: str, digits: str) -> User | None:
    """Whose code this is; her account is made when there was none. None looks the same for wrong and for ended."""
    row = check(reference, Purpose.SIGN_IN, digits)
    if row is None:
        return None
    user = User.objects.with_address(row.email)
    if user is None:
        user, _made = User.objects.get_or_create(email=row.email, defaults={"language": row.language, "password": "!"})
    if not user.is_active:
        return None
    prove(user, row.email)
    return user


@transaction.atomic
def add_address(user: User, reference: str, digits: str) -> str | None:
    """Give somebody one more address, and say which. TakenError when it is another's."""
    row = check(reference, Purpose.ADD, digits)
    if row is None or row.user_id != user.pk:
        return None
    owner = User.objects.with_address(row.email)
    if owner is not None and owner != user:
        raise TakenError
    prove(user, row.email)
    return row.email


def prove(user: User, email: str) -> None:
    """Remember that this address is hers. Twice changes nothing."""
    _row, fresh = Address.objects.get_or_create(email=email, defaults={"user": user})
    if fresh:
        record(ADDRESS_VERIFIED, about=user, by=user)
