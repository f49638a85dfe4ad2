"""Speak upward: `record()` in the transaction of an action, `listen()` from higher rooms, `replay()` to rebuild one."""

import logging
from collections import defaultdict
from collections.abc import Callable, Iterable
from functools import partial
from typing import Any

from django.db import models, transaction

from olievlek.core.audience import Person
from olievlek.core.nouns import key_of
from olievlek.core.rows.own_texts import require_shown
from olievlek.timeline.events import Event, find
from olievlek.timeline.models import Entry, EntryToken

log = logging.getLogger(__name__)
Listener = Callable[[Entry], None]
_listeners: dict[str, list[Listener]] = defaultdict(list)


def record(
    event: Event, *, about: models.Model, by: Person | None, audience: Iterable[str] | None = None, **details: Any
) -> Entry:
    """Write an entry in the transaction of the action; listeners hear it after the commit.

    Args:
        by: the actor; None for a command or a visitor without account.
        audience: tokens; by default those of the noun (`about.audience_tokens()`).
        details: small facts; no free text, no personal data.
    """
    find(event.key)
    require_shown(about)
    person: Any = by if by is not None and by.is_authenticated else None
    entry = Entry.objects.create(
        event=event.key, about_kind=key_of(about), about_id=about.pk, by=person, details=details
    )
    tokens = audience if audience is not None else about.audience_tokens()  # type: ignore[attr-defined]  # by contract
    EntryToken.objects.bulk_create([EntryToken(entry=entry, token=token) for token in sorted(set(tokens))])
    transaction.on_commit(partial(tell, entry))
    return entry


def record_each(
    event: Event, *, about: Iterable[models.Model], by: Person | None, audience: Iterable[str], **details: Any
) -> list[Entry]:
    """The same of many nouns of one audience, in as few queries as for one."""
    find(event.key)
    person: Any = by if by is not None and by.is_authenticated else None
    entries = Entry.objects.bulk_create(
        Entry(event=event.key, about_kind=key_of(noun), about_id=noun.pk, by=person, details=details) for noun in about
    )
    tokens = sorted(set(audience))
    EntryToken.objects.bulk_create(EntryToken(entry=entry, token=token) for entry in entries for token in tokens)
    for entry in entries:
        transaction.on_commit(partial(tell, entry))
    return entries


def listen(event: Event, listener: Listener) -> None:
    """Hear of an event after its commit; called in `AppConfig.ready()`. Listeners are idempotent."""
    find(event.key)
    if listener not in _listeners[event.key]:
        _listeners[event.key].append(listener)


def tell(entry: Entry) -> None:
    """Tell every listener; one that fails is logged and harms no other."""
    for listener in _listeners[entry.event]:
        try:
            listener(entry)
        except Exception:
            log.exception("listener %s failed on entry %s; `olievlek replay` repeats it", listener.__name__, entry.pk)


def replay(since: int = 0) -> int:
    """Tell all entries after `since` again, in order; returns how many."""
    done = 0
    for entry in Entry.objects.filter(pk__gt=since).order_by("pk").iterator():
        tell(entry)
        done += 1
    return done


def retoken(noun: models.Model, tokens: Iterable[str]) -> None:
    """Give every entry about a noun a new audience; the action that changes visibility calls it."""
    entries = list(Entry.objects.about(noun).values_list("pk", flat=True))
    EntryToken.objects.filter(entry_id__in=entries).delete()
    fresh = [EntryToken(entry_id=pk, token=token) for pk in entries for token in sorted(set(tokens))]
    EntryToken.objects.bulk_create(fresh)
