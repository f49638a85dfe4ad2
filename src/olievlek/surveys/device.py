"""Cookies of one device: the link that was opened, and the key of the draft. No session and no account."""

from dataclasses import dataclass
from datetime import timedelta

from django.conf import settings
from django.http import HttpRequest, HttpResponseBase

from olievlek.surveys.links import find_invited, find_open, fresh_key
from olievlek.surveys.models import Participation, Round

SALT = "olievlek.surveys.device"
AFTER_CLOSING = timedelta(days=7)


@dataclass(frozen=True)
class Seat:
    """Somebody who opened a valid link. `participation` is None for the open link."""

    round: Round
    participation: Participation | None
    token: str
    device_key: str = ""

    @property
    def is_guest(self) -> bool:
        """Whether the organisation is not known to have this person."""
        return self.participation is None or self.participation.guest

    @property
    def smallest(self) -> int:
        """The smallest group in which these answers are told about."""
        return self.round.minimum_group * (2 if self.is_guest else 1)


def by_token(token: str) -> Seat | None:
    """The seat behind a personal address or a QR code; None for an address we did not make."""
    invited = find_invited(token)
    if invited is not None:
        return Seat(invited.round, invited, token)
    round_ = find_open(token)
    return Seat(round_, None, token) if round_ else None


def sitting(request: HttpRequest, code: str) -> Seat | None:
    """The participation that was begun on this device; checked again each time."""
    kept = request.get_signed_cookie(_name(code), default="", salt=SALT) or ""
    token, _bar, device_key = kept.partition("|")
    seat = by_token(token) if device_key else None
    if seat is None or seat.round.code != code:
        return None
    return Seat(seat.round, seat.participation, token, device_key)


def sit_down(response: HttpResponseBase, seat: Seat, device_key: str) -> None:
    """Let the device remember, until the round is over."""
    response.set_signed_cookie(
        _name(seat.round.code),
        f"{seat.token}|{device_key}",
        salt=SALT,
        expires=seat.round.started_at + (seat.round.closes_on - seat.round.started_at.date()) + AFTER_CLOSING,
        httponly=True,
        samesite="Lax",
        secure=settings.SESSION_COOKIE_SECURE,
    )


def fresh_device_key() -> str:
    return fresh_key()


def _name(code: str) -> str:
    return f"olievlek_d_{code}"
