"""Learning from use, without knowing who: words that several people searched with before they opened a document.

Only words that documents or the list of plain words know, so never a name that somebody typed; only for documents that
everyone may see, and that have not got the word themselves. `OLIEVLEK_LEARN=0` switches counting and using off.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import timedelta

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.crypto import salted_hmac

from olievlek.core import audience
from olievlek.core.audience import Person
from olievlek.core.rows.locks import lock, locked
from olievlek.index import lists, projection, store
from olievlek.index.events import LEARNT_REMOVED
from olievlek.index.models import Document, Learnt
from olievlek.index.ranking import Language, read, subject_words
from olievlek.timeline.record import record

ENOUGH = 5  # different people
KEPT = timedelta(days=90)  # as long as there are not enough
SHORTEST, MOST_WORDS = 4, 6


def is_on() -> bool:
    """Whether this installation learns at all."""
    return bool(settings.OLIEVLEK_LEARN)


@transaction.atomic
def opened(document: Document, *, question: str, by: Person) -> int:
    """Count that somebody opened this after that question; returns how many words were learnt by it."""
    build = store.current()
    if not is_on() or build is None or audience.PUBLIC not in document.audience:
        return 0
    return sum(_count(document, word, by) for word in _telling(question, document, build.language))


def words_of(documents: Iterable[Document]) -> dict[int, list[str]]:
    """What was learnt about these, by primary key; nothing while it is switched off."""
    found: dict[int, list[str]] = defaultdict(list)
    if is_on():
        rows = Learnt.objects.filter(document__in=documents, learnt_at__isnull=False, removed_at=None)
        for row in rows.order_by("word"):
            found[row.document_id].append(row.word)
    return found


@transaction.atomic
def remove(learnt: Learnt, *, by: Person) -> None:
    """The document is not found by this word any more, and does not learn it again. Twice changes nothing."""
    learnt = locked(learnt)
    if learnt.removed_at:
        return
    learnt.removed_at, learnt.people = timezone.now(), []
    learnt.save(update_fields=["removed_at", "people"])
    projection.touch(learnt.document_id)
    record(LEARNT_REMOVED, about=learnt, by=by)


def forget() -> int:
    """What too few people did within the term; for the worker."""
    old = Learnt.objects.filter(learnt_at=None, removed_at=None, begun_at__lt=timezone.now() - KEPT)
    return old.delete()[0]


def _telling(question: str, document: Document, language: Language) -> list[str]:
    """The words of the question that say something and that the document has not got."""
    text = f"{document.title}\n{document.own_words}\n{document.body}\n{document.organisation}"
    has = set(language.analyser.words(text))
    words = subject_words(read(question).words, language.analyser)
    known = [word for word in words if word in language.counts or word in language.plain.words]
    telling = [word for word in known if len(word) >= SHORTEST and word.isalpha() and word not in lists.everyday()]
    return [word for word in telling if not has.intersection(language.analyser.terms_of(word))][:MOST_WORDS]


def _count(document: Document, word: str, by: Person) -> int:
    row = lock(Learnt.objects.all()).get_or_create(document=document, word=word[:64])[0]
    number = salted_hmac("olievlek.learning", f"{document.pk}|{word}|{by.pk}", algorithm="sha256").digest()[0]
    if row.learnt_at or row.removed_at or number in row.people:
        return 0
    row.people = sorted([*row.people, number])
    if len(row.people) >= ENOUGH:
        row.people, row.learnt_at = [], timezone.now()
        projection.touch(document.pk)
    row.save(update_fields=["people", "learnt_at"])
    return 1 if row.learnt_at else 0
