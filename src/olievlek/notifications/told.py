"""The text of notifications: grouped by noun, newest first, each noun fetched through its own `visible_to()`."""

from collections import defaultdict
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from olievlek.core import nouns
from olievlek.core.audience import Person
from olievlek.core.nouns import Reading
from olievlek.core.text import apart
from olievlek.notifications.hearing import sentences
from olievlek.notifications.models import Notification, NotificationQuerySet
from olievlek.timeline.events import find
from olievlek.timeline.models import Entry

MOST = 200


@dataclass(frozen=True)
class Line:
    """One thing that happened."""

    notification: Notification
    text: str

    @property
    def at(self) -> Any:
        return self.notification.entry.at


@dataclass(frozen=True)
class Group:
    """Everything new about one noun."""

    noun: Any
    title: str
    url: str
    language: str
    lines: list[Line]

    @property
    def newest(self) -> Line:
        return self.lines[0]

    @property
    def reason(self) -> str:
        return self.newest.notification.get_reason_display()

    @property
    def unread(self) -> int:
        return sum(1 for line in self.lines if line.notification.read_at is None)

    @property
    def kind(self) -> str:
        return self.newest.notification.kind


def groups(user: Person, rows: NotificationQuerySet) -> list[Group]:
    """In a fixed number of queries; without nouns that the user may no longer see."""
    found = list(rows.select_related("entry__by").order_by("-entry_id")[:MOST])
    seen = _nouns(user, found)
    told = sentences(row.entry for row in found)
    together: dict[tuple[str, int], list[Line]] = defaultdict(list)
    for one in found:
        key = (one.about_kind, one.about_id)
        if key in seen:
            together[key].append(Line(one, told.get(one.entry_id) or _who_did_what(one.entry)))
    return [_group(key[0], seen[key], lines, user) for key, lines in together.items()]


def _group(kind: str, noun: Any, lines: list[Line], reader: Person) -> Group:
    reading = _reading(kind)
    assert reading is not None  # _nouns() found it by this
    return Group(
        noun, reading.title(noun, reader), reading.address(noun, reader), str(getattr(noun, "language", "")), lines
    )


def _reading(kind: str) -> Reading | None:
    noun = nouns.get(kind)
    return noun.reading if noun and isinstance(noun.reading, Reading) else None


def _nouns(user: Person, rows: list[Notification]) -> dict[tuple[str, int], Any]:
    """The nouns of these rows that this user may see, in a fixed number of queries for each kind."""
    wanted: dict[str, set[int]] = defaultdict(set)
    for row in rows:
        wanted[row.about_kind].add(row.about_id)
    readings = {kind: reading for kind in wanted if (reading := _reading(kind))}
    return {
        (kind, pk): noun for kind, reading in readings.items() for pk, noun in reading.find(user, wanted[kind]).items()
    }


def _who_did_what(entry: Entry) -> str:
    who = entry.by.called if entry.by else _("Olievlek")
    return f"{apart(who)} {find(entry.event).words}"
