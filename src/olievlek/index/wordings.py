"""The list of plain words as it is now: the file of the product, and what moderators changed about it."""

from __future__ import annotations

import threading
from collections.abc import Sequence

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from olievlek.core.audience import Person
from olievlek.core.rows.locks import lock
from olievlek.index import lists
from olievlek.index.events import WORDING_ADDED, WORDING_REMOVED
from olievlek.index.models import Counter, Wording
from olievlek.index.ranking import Language
from olievlek.index.thesaurus import Pair, PlainWords
from olievlek.timeline.record import record

_lock = threading.Lock()
_kept: list[tuple[Language, int, PlainWords]] = []


def pairs() -> Sequence[Pair]:
    """Every pair in force, in order."""
    changed = {(one.office, one.plain): one for one in Wording.objects.all()}
    known = [pair for pair in lists.plain_words() if pair not in changed]
    return sorted([*known, *(pair for pair, one in changed.items() if one.removed_at is None)])


def current(language: Language, version: int | None = None) -> PlainWords:
    """For the reader of the index: what is in force now, in every process; asks the version where it is not given."""
    if version is None:
        version = Counter.objects.filter(pk=Counter.ONLY).values_list("words", flat=True).first() or 0
    if not version:
        return language.plain
    with _lock:
        if not _kept or _kept[0][0] is not language or _kept[0][1] != version:
            _kept[:] = [(language, version, PlainWords(pairs(), language.analyser))]
        return _kept[0][2]


@transaction.atomic
def add(office: str, plain: str, *, by: Person) -> bool:
    """From now on these plain words find that office word; False when they did already."""
    return _change(office, plain, by=by, there=True)


@transaction.atomic
def remove(office: str, plain: str, *, by: Person) -> bool:
    """From now on these plain words find that office word no more; False when they did not."""
    return _change(office, plain, by=by, there=False)


def _change(office: str, plain: str, *, by: Person, there: bool) -> bool:
    Counter.objects.get_or_create(pk=Counter.ONLY)
    counter = lock(Counter.objects.filter(pk=Counter.ONLY)).get()  # one after the other
    if ((office, plain) in set(pairs())) == there:
        return False
    removed_at = None if there else timezone.now()
    wording, _ = Wording.objects.update_or_create(office=office, plain=plain, defaults={"removed_at": removed_at})
    counter.words = F("words") + 1
    counter.save(update_fields=["words"])
    record(WORDING_ADDED if there else WORDING_REMOVED, about=wording, by=by)
    return True
