"""The clock of a session: only a time of day in the address of the screen, so it is kept nowhere."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils import timezone

MINUTES = ("10", "15", "20")
HALF_A_DAY = timedelta(hours=12)


@dataclass(frozen=True)
class Timer:
    """Until when people in the room answer."""

    ends: datetime

    @property
    def at(self) -> str:
        return self.ends.strftime("%H:%M")

    @property
    def minutes(self) -> int:
        """Whole minutes that are left, the last one counted; 0 when the time is over."""
        return max(-int((timezone.now() - self.ends).total_seconds() // 60), 0)


def ending(minutes: str) -> str:
    """The time of day at which so many minutes are over."""
    return (timezone.localtime() + timedelta(minutes=int(minutes))).strftime("%H:%M")


def read(typed: str) -> Timer | None:
    """The nearest moment with this time of day, also around midnight; None for what is no time."""
    try:
        clock = datetime.strptime(typed, "%H:%M").time()
    except ValueError:
        return None
    now = timezone.localtime()
    ends = now.replace(hour=clock.hour, minute=clock.minute, second=0, microsecond=0)
    if now - ends > HALF_A_DAY:
        ends += timedelta(days=1)
    if ends - now > HALF_A_DAY:
        ends -= timedelta(days=1)
    return Timer(ends)
