"""The personal address of an invitation: made from its row and the secret of this site, stored nowhere."""

import secrets
import uuid
from base64 import urlsafe_b64decode, urlsafe_b64encode

from django.utils.crypto import constant_time_compare, salted_hmac

from olievlek.core.addresses import mailbox
from olievlek.surveys.models import Participation, Round

LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"
SIGNED = 16


def personal_token(participation: Participation) -> str:
    """43 characters; the same each time, so a reminder has the same address."""
    key = participation.key.bytes
    return urlsafe_b64encode(key + _signature(key)).decode().rstrip("=")


def find_invited(token: str) -> Participation | None:
    """The participation of this address; None for a forged one."""
    try:
        raw = urlsafe_b64decode(token.encode("ascii") + b"==")
    except ValueError:
        return None
    key, signature = raw[:16], raw[16:]
    if len(key) != 16 or not constant_time_compare(signature, _signature(key)):
        return None
    return Participation.objects.select_related("round__organisation", "round__questionnaire").filter(
        key=uuid.UUID(bytes=key)
    ).first()  # fmt: skip


def find_open(token: str) -> Round | None:
    """The round behind a QR code."""
    if not token:
        return None
    return Round.objects.select_related("organisation", "questionnaire").filter(open_key=token).first()


def _signature(key: bytes) -> bytes:
    return salted_hmac("olievlek.surveys.link", key, algorithm="sha256").digest()[:SIGNED]


def person_code(address: str) -> str:
    """The same for a mailbox in every round, so that the auditor knows who answered twice. Keyed: no way back."""
    return salted_hmac("olievlek.surveys.person", mailbox(address), algorithm="sha256").hexdigest()


def fresh_code() -> str:
    """Six characters that are hard to mix up."""
    while True:
        code = "".join(secrets.choice(LETTERS) for _ in range(6))
        if not Round.objects.filter(code=code).exists():
            return code


def fresh_key() -> str:
    """A key behind a QR code or on a device: 43 characters."""
    return secrets.token_urlsafe(32)
