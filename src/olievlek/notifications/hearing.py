"""What is heard of which event: each noun says it (`telling` in `nouns.py`); this room only delivers."""

from collections import defaultdict
from collections.abc import Iterable

from olievlek.core.nouns import Hears, Noun, Telling
from olievlek.core.registry import Registry
from olievlek.notifications.models import Kind
from olievlek.timeline.models import Entry
from olievlek.timeline.record import Listener, listen

HEARD: Registry[Hears] = Registry("events that people hear of")


def read(deliver: Listener, _noun: Noun, telling: Telling) -> None:
    """What a noun answers to "telling": its events are listened to, each with a kind that people can choose about."""
    for event, hears in telling.events.items():
        HEARD.register(event.key, Hears(Kind(hears.kind), hears.concern, hears.sentences))
        listen(event, deliver)


def sentences(entries: Iterable[Entry]) -> dict[int, str]:
    """What is said of each entry, by its number: who did what, or what the noun says itself."""
    found: dict[int, str] = {}
    by_words = defaultdict(list)
    for entry in entries:
        hears = HEARD.get(entry.event)
        by_words[hears.sentences if hears else None].append(entry)
    for words, several in by_words.items():
        found |= words(several) if words else {}
    return found
