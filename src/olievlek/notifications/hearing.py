"""Events that people hear of. Each noun names its own (`telling` in `nouns.py`); this room only delivers."""

from collections import defaultdict
from collections.abc import Iterable

from olievlek.core.nouns import Hears, Noun, Telling
from olievlek.core.registry import Registry
from olievlek.notifications.models import Kind
from olievlek.timeline.models import Entry
from olievlek.timeline.record import Listener, listen

HEARD: Registry[Hears] = Registry("events that people hear of")


def read(deliver: Listener, _noun: Noun, telling: Telling) -> None:
    """The answer of a noun to "telling": its events are listened to, each with a kind that people can choose about."""
    for event, hears in telling.events.items():
        HEARD.register(event.key, Hears(Kind(hears.kind), hears.concern, hears.sentences))
        listen(event, deliver)


def sentences(entries: Iterable[Entry]) -> dict[int, str]:
    """The sentence for each entry, by its number: who did what, or the words of the noun itself."""
    found: dict[int, str] = {}
    by_words = defaultdict(list)
    for entry in entries:
        hears = HEARD.get(entry.event)
        by_words[hears.sentences if hears else None].append(entry)
    for words, several in by_words.items():
        found |= words(several) if words else {}
    return found
