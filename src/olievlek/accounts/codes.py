"""Verbs of codes by mail: ask one, mail it (the worker), and what it opens."""

import logging
import uuid
from datetime import timedelta

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import transaction
from django.utils import timezone, translation
from django.utils.crypto import constant_time_compare, salted_hmac
from django.utils.translation import gettext as _

from olievlek.accounts import changes
from olievlek.accounts.events import ADDRESS_VERIFIED
from olievlek.accounts.models import DEMO_DOMAIN, LONG, SHORT, Address, MailedCode, User
from olievlek.accounts.models.address import MOST_TRIES
from olievlek.core.addresses import canonical
from olievlek.core.mail import AwayError, NotTakenError, hand_over
from olievlek.core.rows.locks import lock
from olievlek.timeline.record import record

log = logging.getLogger(__name__)
Purpose = MailedCode.Purpose
LASTS = timedelta(minutes=15)
MAIL_TRIES = 10
LETTERS = "abcdefghijkmnpqrstuvwxyz23456789"  # 32, none that looks like another


class TakenError(Exception):
    """The address belongs to another account; said only to who proved to own it."""


@transaction.atomic
def ask(
    email: str, purpose: Purpose, *, language: str, user: User | None = None, length: int = SHORT, send: bool = True,
    insist: bool = True,
) -> MailedCode:  # fmt: skip
    """Leave the question for the worker: the same row and the same time for known and unknown.

    A code that is still open is mailed again; held back (`send=False`) it is not mailed, and works here all the same.
    When none is open `insist` has one mailed after all.
    """
    email, now = canonical(email), timezone.now()
    alike = MailedCode.objects.filter(
        email=email, purpose=purpose, user=user, length=length, held_back_at=None, used_at=None, expires_at__gt=now
    )
    fresh = alike.filter(drawn_at__gt=now - LASTS) if send else alike
    before = fresh.order_by("-id").first()
    send = send or (insist and before is None)
    return MailedCode.objects.create(
        email=email, purpose=purpose, user=user, language=language, length=length, expires_at=now + LASTS,
        held_back_at=None if send else now,
        **({"drawn": before.drawn, "drawn_at": before.drawn_at} if before else {"drawn_at": now}),
    )  # fmt: skip


def send_asked() -> int:
    """Mail the codes that were asked; returns how many left."""
    waiting = MailedCode.objects.filter(
        mailed_at=None, held_back_at=None, expires_at__gt=timezone.now(), failures__lt=MAIL_TRIES
    )
    return sum(_send(pk) for pk in list(waiting.values_list("pk", flat=True)[:20]))


def _send(pk: int) -> bool:
    """Mark first, then send: a row is never mailed twice. What is not mailed has no digest, and opens nothing."""
    with transaction.atomic():
        row = lock(MailedCode.objects.filter(pk=pk, mailed_at=None)).first()
        if row is None:
            return False
        wanted = _may_be_mailed(row)
        row.mailed_at, row.digest = timezone.now(), _digest(row.drawn, _code_of(row)) if wanted else ""
        row.save(update_fields=["mailed_at", "digest"])
    if not wanted:
        return False
    with translation.override(row.language):
        code = spaced(_code_of(row))
        letter = EmailMessage(_subject(code), _body(code), settings.DEFAULT_FROM_EMAIL, [row.email])
    try:
        hand_over(letter)
    except (AwayError, NotTakenError) as error:
        log.warning("code %s waits: %s", row.pk, error)
        row.mailed_at, row.digest, row.failures = None, "", row.failures + isinstance(error, NotTakenError)
        row.save(update_fields=["mailed_at", "digest", "failures"])
        return False
    return True


def _may_be_mailed(row: MailedCode) -> bool:
    """Demo people that may not come in are not woken. How often one is mailed is decided when a code is asked."""
    owner = User.objects.with_address(row.email)
    return not row.email.endswith(DEMO_DOMAIN) or (owner is not None and owner.is_active)


def _code_of(row: MailedCode) -> str:
    """Follows from the draw and the key of this installation, so that it can be mailed again and stands in no table."""
    number = int(
        salted_hmac("olievlek.accounts.drawn", f"{row.drawn}|{row.length}", algorithm="sha256").hexdigest(), 16
    )
    signs = LETTERS if row.length == LONG else "0123456789"
    return "".join(signs[number // len(signs) ** place % len(signs)] for place in range(row.length))


def _subject(code: str) -> str:
    return _("%(code)s is your code for Olievlek") % {"code": code}


def _body(code: str) -> str:
    return _(
        "Hello,\n\n"
        "Your code is %(code)s\n\n"
        "Type it on the page where you asked for it. You can use it once, within a quarter of an hour.\n\n"
        "Was it not you? Then do nothing, and give the code to nobody. Without it nobody gets in.\n\n"
        "Olievlek\n"
    ) % {"code": code}


def spaced(code: str) -> str:
    """In groups of four, easy to type over."""
    return " ".join(code[start : start + 4] for start in range(0, len(code), 4))


def _digest(drawn: uuid.UUID, code: str) -> str:
    """Keyed, because eight digits are tried in a minute: who reads the table learns nothing."""
    return salted_hmac("olievlek.accounts.code", f"{drawn}|{code}", algorithm="sha256").hexdigest()


def find(reference: str, purpose: Purpose) -> MailedCode | None:
    """The code that this browser asked for, also when it no longer works. Changes nothing."""
    return MailedCode.objects.filter(purpose=purpose, reference=reference).first() if reference else None


@transaction.atomic
def check(reference: str, purpose: Purpose, typed: str) -> MailedCode | None:
    """Use a code up when it is right; a wrong try counts. None when it does not open anything (any more).

    The code may have been mailed for another row of the same draw; used in one browser it is used in all.
    """
    asked = MailedCode.objects.open(purpose).filter(reference=reference).first() if reference else None
    if asked is None:
        return None
    rows = list(lock(MailedCode.objects.filter(drawn=asked.drawn).order_by("pk")))
    now = timezone.now()
    row = next((one for one in rows if one.pk == asked.pk), asked)
    if any(one.used_at for one in rows) or row.tries >= MOST_TRIES or len(typed) != row.length:
        return None
    mailed = [one.digest for one in rows if one.digest and one.expires_at > now]
    right = bool(mailed) and constant_time_compare(mailed[-1], _digest(row.drawn, typed))
    row.tries += 1
    row.save(update_fields=["tries"])
    if not right:
        return None
    MailedCode.objects.filter(drawn=row.drawn).update(used_at=now)
    return row


@transaction.atomic
def sign_in(reference: str, typed: str) -> User | None:
    """The user of this code; a new address gets an account. None for a wrong code and a closed account alike."""
    row = check(reference, Purpose.SIGN_IN, typed)
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
def add_address(user: User, reference: str, typed: str) -> str | None:
    """Give somebody one more address, and say which. TakenError when it is another's."""
    row = check(reference, Purpose.ADD, typed)
    if row is None or row.user_id != user.pk:
        return None
    owner = User.objects.with_address(row.email)
    if owner is not None and owner != user:
        raise TakenError
    prove(user, row.email)
    return row.email


def prove(user: User, email: str) -> None:
    """Remember that this address belongs to the user."""
    if not Address.objects.filter(email=email).exists() and user.email != email:
        changes.remember(user, changes.What.ADDED)
    _row, fresh = Address.objects.get_or_create(email=email, defaults={"user": user})
    if fresh:
        record(ADDRESS_VERIFIED, about=user, by=user)
