"""The only writer of the index: follows the sequence of documents. It may lag, it never loses, it heals by replay."""

from __future__ import annotations

import time
from collections import Counter as Count
from collections.abc import Iterator, Sequence
from enum import Enum

from olievlek.index import associations, learning, projection, store
from olievlek.index.analysis import count_words
from olievlek.index.engine import Fields, IndexBusyError
from olievlek.index.models import Counter, Document
from olievlek.index.ranking import Language
from olievlek.index.store import Build

BATCH = 2_000  # documents in one commit
KEPT_WORDS = 400_000  # the commonest words a build knows
GROWN, GROWN_BY = 1.25, 200  # so many more documents than the words were learnt from: learn again
FRESH = 24 * 3600  # seconds; the order of hits depends on deleted documents until a fresh build


class Work(Enum):
    """What a step has to do."""

    TAKE_IN = 1
    REBUILD = 2


def tick() -> int:
    """One bounded step for the worker; returns how many changes it took in."""
    try:
        return step()
    except IndexBusyError:
        return 0  # whoever is busy reaches our sequence too


def step() -> int:
    """Take in the next batch, or build afresh where the folder is missing, broken, foreign, outgrown or old."""
    counter = _counter()
    if not _work(store.current(), counter):
        return 0
    with store.writing():
        build, counter = store.current(), _counter()  # what the process before us left
        work = _work(build, counter)
        if build is None or work == Work.REBUILD:
            return max(1, _rebuild().engine.count())
        return _take_in(build, limit=BATCH) if work else 0


def catch_up() -> int:
    """Steps until nothing is left; waits for a process that is busy. Returns how many changes were taken in."""
    done = 0
    while True:
        try:
            taken = step()
        except IndexBusyError:
            time.sleep(0.05)
            continue
        if not taken:
            return done
        done += taken


def behind() -> int:
    """How many changes cannot be found yet: the lag the operator sees."""
    build, counter = store.current(), Counter.objects.first() or Counter()  # asking writes nothing
    if build is None or _work(build, counter) == Work.REBUILD:
        return Document.objects.live().count()
    return Document.objects.after(build.engine.sequence()).count()


def wait_until_findable(sequence: int | None = None, *, timeout: float = 60.0) -> bool:
    """Until everything up to `sequence` (or committed so far) can be found, by the worker's hand or by our own."""
    wanted = projection.last_sequence() if sequence is None else sequence
    ends = time.monotonic() + timeout
    while time.monotonic() < ends:
        build = store.current()
        if build and build.identity == str(_counter().identity) and build.engine.sequence() >= wanted:
            return True
        if not tick():
            time.sleep(0.02)
    return False


def rebuild() -> Build:
    """A fresh folder from all documents, then the swap; readers notice nothing. Raises IndexBusyError."""
    with store.writing():
        build = _rebuild()
    learn_associations()
    return build


def learn_associations() -> int:
    """Learn the associations of a build that has none yet, once for each build; returns whether there was work.

    Seconds for some thousands of documents, so never in the way of a save that wants to be found: it runs in the
    worker after the build was published, and readers use it from then on.
    """
    build = store.current()
    if build is None or not build.documents or store.learnt_at(build):
        return 0
    analyser = build.language.analyser
    texts = (analyser.words(f"{one.title}\n{_text(one)}") for one in _live())
    store.keep(build, associations.learn(texts) or associations.NOTHING)
    return 1


def _rebuild() -> Build:
    counter = _counter()
    learnt: Count[str] = Count()
    number = 0
    for number, document in enumerate(_live(), 1):  # noqa: B007  # the number is wanted afterwards
        learnt.update(count_words([_text(document)]))
    counts = dict(learnt.most_common(KEPT_WORDS))
    build = store.start(counts, identity=str(counter.identity), documents=number, sequence=counter.last)
    build.engine.fill(_everything(build.language, counter.last), upto=counter.last)
    while _take_in(build, limit=BATCH):  # what changed meanwhile
        pass
    store.publish(build)
    return build


def _everything(language: Language, last: int) -> Iterator[tuple[int, Fields]]:
    """All documents as they were written up to this moment of the sequence."""
    reached = 0
    while documents := list(Document.objects.live().after(reached).filter(sequence__lte=last)[:BATCH]):
        reached = documents[-1].sequence
        yield from _analysed(documents, language)


def _take_in(build: Build, *, limit: int) -> int:
    documents = list(Document.objects.after(build.engine.sequence())[:limit])
    if documents:
        changes: dict[int, Fields | None] = {one.pk: None for one in documents}
        changes.update(_analysed([one for one in documents if not one.deleted_at], build.language))
        build.engine.apply(changes.items(), upto=documents[-1].sequence)
    return len(documents)


def _analysed(documents: Sequence[Document], language: Language) -> Iterator[tuple[int, Fields]]:
    learnt = learning.words_of(documents)
    return ((one.pk, fields(one, language, learnt.get(one.pk, ()))) for one in documents)


def fields(document: Document, language: Language, learnt: Sequence[str] = ()) -> Fields:
    """The index fields of a document, with the words that its readers searched with."""
    rest = f"{document.own_words}\n{document.body}\n{document.organisation}"
    filters = {
        "vis": document.audience,
        "kind": [document.facet_kind],
        "theme": document.themes,
        "size": [document.size_class],
        "province": [document.province],
        "stage": [document.stage],
    }
    texts = language.analyser.fields(document.title, rest)
    texts["words"] = " ".join([texts["words"], *language.analyser.words(" ".join(learnt))]).strip()
    return {
        **texts,
        "family": f"{document.kind} {document.family}" if document.family else "",
        **{name: kept for name, values in filters.items() if (kept := [value for value in values if value])},
    }


def _work(build: Build | None, counter: Counter) -> Work | None:
    """What has to be done to be in step; None costs one query and one stat."""
    if build is None or build.identity != str(counter.identity):
        return Work.REBUILD
    taken_in = build.engine.sequence()
    if taken_in > counter.last or (counter.last and not taken_in):  # the database went back, or the folder lost all
        return Work.REBUILD
    if time.time() - build.built_at > FRESH and taken_in > build.sequence:
        return Work.REBUILD
    if taken_in == counter.last:
        return None
    outgrown = Document.objects.live().count() > build.documents * GROWN + GROWN_BY
    return Work.REBUILD if outgrown else Work.TAKE_IN


def _live() -> Iterator[Document]:
    return Document.objects.live().order_by("pk").only("title", "own_words", "body").iterator(chunk_size=500)


def _text(document: Document) -> str:
    return f"{document.title}\n{document.own_words}\n{document.body}"


def _counter() -> Counter:
    return Counter.objects.get_or_create(pk=Counter.ONLY)[0]
