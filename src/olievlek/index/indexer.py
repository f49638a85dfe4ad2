"""The only writer of the index: follows the sequence of documents. It may lag, it never loses, it heals by replay."""

from __future__ import annotations

import time
from collections import Counter as Count
from collections.abc import Iterator, Sequence
from enum import Enum

from olievlek.index import associations, learning, projection, store
from olievlek.index.analysis import count_words
from olievlek.index.engine import Fields, IndexBusyError
from olievlek.index.models import Counter, Document, DocumentQuerySet
from olievlek.index.ranking import Language
from olievlek.index.split import Changes
from olievlek.index.store import Build

BATCH = 2_000  # documents in one commit
KEPT_WORDS = 400_000  # the commonest words a build knows
GROWN, GROWN_BY = 1.25, 200  # so many more documents than the words were learnt from: learn again
MANY_BEHIND = 100  # public documents that cannot be found yet, before a page of answers says so
FRESH = 24 * 3600  # seconds; the order of hits depends on deleted documents until a fresh build
SOON, RESTS = 60, 10  # seconds until what was hidden is unlearnt; so many times as long as a build takes, at least


class Work(Enum):
    """What a step has to do."""

    TAKE_IN = 1
    REBUILD = 2


class Standing(Enum):
    """What an answer is worth now."""

    READY = 1
    BEHIND = 2  # many documents wait, as after a restore with an older index
    MISSING = 3  # nothing can be found: a first start, a new machine, another database, a new format


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


def prepare() -> int:
    """Everything in the database can be found, before the web opens."""
    projection.raise_counter()
    return catch_up()


def behind() -> int:
    """How many public documents cannot be found as they are now: the lag that everyone may see."""
    build, counter = store.current(), Counter.objects.first() or Counter()  # asking writes nothing
    public = Document.objects.live().public()
    if build is None or _is_foreign(build, counter):
        return public.count()
    return public.after(build.engine.sequence()).count()


def standing() -> Standing:
    """Whether the index stands, for pages and health; nothing is missing while there is nothing to find."""
    build, counter = store.current(), Counter.objects.first()
    if counter is None or not counter.last:
        return Standing.READY
    if build is None or _is_foreign(build, counter):
        return Standing.MISSING
    if counter.last - build.engine.sequence() > MANY_BEHIND and behind() > MANY_BEHIND:
        return Standing.BEHIND
    return Standing.READY


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
    texts = (analyser.words(f"{one.title}\n{_text(one)}") for one in _public())
    store.keep(build, associations.learn(texts) or associations.NOTHING)
    return 1


def _rebuild() -> Build:
    counter = projection.raise_counter()  # a row above it would be taken in, and make every build seem foreign
    learnt: Count[str] = Count()
    number = 0
    for number, document in enumerate(_public(), 1):  # noqa: B007  # the number is wanted afterwards
        learnt.update(count_words([_text(document)]))
    counts = dict(learnt.most_common(KEPT_WORDS))
    build = store.start(counts, identity=str(counter.identity), documents=number, sequence=counter.last)
    written = Document.objects.live().filter(sequence__lte=counter.last)
    public, rest = (_everything(rows, build.language) for rows in (written.public(), written.restricted()))
    build.engine.fill(public, rest, upto=counter.last)
    while _take_in(build, limit=BATCH):  # what changed meanwhile
        pass
    store.publish(build)
    return build


def _everything(rows: DocumentQuerySet, language: Language) -> Iterator[tuple[int, Fields]]:
    """These documents in the order of the sequence."""
    reached = 0
    while documents := list(rows.after(reached)[:BATCH]):
        reached = documents[-1].sequence
        yield from _analysed(documents, language)


def _take_in(build: Build, *, limit: int) -> int:
    documents = list(Document.objects.after(build.engine.sequence())[:limit])
    if documents:
        changes: dict[int, Fields | None] = {one.pk: None for one in documents}
        changes.update(_analysed([one for one in documents if not one.deleted_at], build.language))
        if not store.is_stale(build) and _unlearns(build, changes):
            store.mark_stale(build)
        build.engine.apply(changes, upto=documents[-1].sequence)
    return len(documents)


def _unlearns(build: Build, changes: Changes) -> bool:
    """Whether the build learnt from what is public no more: a document that was hidden, or the last place of a word."""
    return bool(build.engine.leaving(changes) or build.engine.unsaid(changes, build.language.counts))


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
    """What has to be done to be in step; None costs one query and some stats."""
    if build is None or _is_foreign(build, counter):
        return Work.REBUILD
    taken_in, age = build.engine.sequence(), time.time() - build.built_at
    if age > FRESH and taken_in > build.sequence:
        return Work.REBUILD
    if store.is_stale(build) and age > max(SOON, RESTS * store.took(build)):
        return Work.REBUILD
    if build.engine.public.count() > build.documents * GROWN + GROWN_BY:
        return Work.REBUILD
    return Work.TAKE_IN if taken_in != counter.last else None


def _is_foreign(build: Build, counter: Counter) -> bool:
    """Of another database, of one that went back since, or a folder that lost what it held."""
    taken_in = build.engine.sequence()
    return build.identity != str(counter.identity) or taken_in > counter.last or (counter.last > 0 and not taken_in)


def _public() -> Iterator[Document]:
    """What may be learnt from."""
    rows = Document.objects.live().public().order_by("pk").only("title", "own_words", "body")
    return rows.iterator(chunk_size=500)


def _text(document: Document) -> str:
    return f"{document.title}\n{document.own_words}\n{document.body}"


def _counter() -> Counter:
    return Counter.objects.get_or_create(pk=Counter.ONLY)[0]
