"""Events, declared by each room in its `events.py`; an undeclared event raises at start-up."""

from dataclasses import dataclass, field

from django.utils.functional import Promise


@dataclass(frozen=True)
class Event:
    """`key` is stable (`case.published`); `words` finish the sentence "Anna …", and differ with the language."""

    key: str
    words: str | Promise = field(compare=False)


class UndeclaredEventError(LookupError):
    """Somebody records or listens to an event that no room declared."""


_declared: dict[str, Event] = {}


def declare(key: str, words: str | Promise) -> Event:
    """Make an event known. The same key twice is a mistake."""
    if key in _declared:
        raise UndeclaredEventError(f"Event {key!r} is declared twice; choose another key.")
    _declared[key] = Event(key, words)
    return _declared[key]


def find(key: str) -> Event:
    """The declared event, or UndeclaredEventError."""
    try:
        return _declared[key]
    except KeyError:
        raise UndeclaredEventError(f"Event {key!r} is not declared; add it to the events.py of its room.") from None


def every() -> list[Event]:
    """All events, for docs and tests."""
    return [_declared[key] for key in sorted(_declared)]
