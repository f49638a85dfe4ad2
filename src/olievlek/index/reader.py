"""Asking the index: the way in for rooms above. Reads only; a missing index finds nothing and heals elsewhere."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from django.db import connection

from olievlek.index import evidence, store, wordings
from olievlek.index.analysis import FIRST, MAX_START, stem, tokenise
from olievlek.index.engine import Hit, Term
from olievlek.index.evidence import Evidence, Read
from olievlek.index.highlight import Marker
from olievlek.index.models import Counter, Document
from olievlek.index.ranking import WORD, Plan, Question, plan, read
from olievlek.index.store import Build
from olievlek.index.thesaurus import Meant

FILTERS = ("kind", "theme", "size", "province", "stage")


@dataclass(frozen=True)
class Answer:
    """The hits, best first, and what is needed to explain them."""

    question: Question
    plan: Plan
    hits: Sequence[Hit] = field(default_factory=list)
    marker: Marker | None = None
    evidence: Evidence | None = None


def ask(
    text: str,
    *,
    tokens: Iterable[str],
    filters: Mapping[str, Sequence[str]] | None = None,
    k: int = 20,
    literal: bool = False,
    english: bool = False,
    now: Moment | None = None,
) -> Answer:
    """The k documents that answer best, of those whose audience holds one of `tokens`.

    `filters` holds for a name of FILTERS the values of which one must apply; `literal` leaves related words out;
    `english` says that the page is; who knows the moment saves a query.
    Who may see a document is asked again at the noun itself by whoever shows it.
    """
    question, build = read(text), store.current()
    if build is None:
        return Answer(question, Plan())
    try:
        learnt = store.associations(build)
        plain = wordings.current(build.language, now.wordings if now else None)
        counting = build.engine.counting()
        made = plan(
            question, build.language, counting, associations=learnt, plain=plain, literal=literal, english_page=english
        )
    except OSError:  # the folder went away under us; the worker builds it again
        return Answer(question, Plan())
    marker = Marker(made, build.language.analyser)
    sure = Evidence(question.words, made, build.language, counting)
    return Answer(question, made, _hits(build, question, made, tokens, filters or {}, k), marker, sure)


def narrowed(answer: Answer, *, tokens: Iterable[str], filters: Mapping[str, Sequence[str]], k: int = 20) -> list[Hit]:
    """The best hits of a question that was asked before, now of the documents that pass these filters."""
    build = store.current()
    return _hits(build, answer.question, answer.plan, tokens, filters, k) if build else []


def _hits(
    build: Build, question: Question, made: Plan, tokens: Iterable[str], filters: Mapping[str, Sequence[str]], k: int
) -> list[Hit]:
    without = [("words", stem(word)) for word in question.without]
    try:
        return build.engine.query(
            made.weights, tokens=set(tokens), must=_must(filters), without=without, phrases=question.phrases, k=k
        )
    except OSError:
        return []


def read_documents(keys: Sequence[int]) -> dict[int, Read]:
    """These documents as evidence reads them, by primary key."""
    build = store.current()
    if build is None or not keys:
        return {}
    rows = Document.objects.live().filter(pk__in=keys).order_by()
    return {
        pk: evidence.read(title, own_words, f"{organisation}\n{body}", build.language)
        for pk, title, own_words, body, organisation in rows.values_list(
            "pk", "title", "own_words", "body", "organisation"
        )
    }


class Moment(NamedTuple):
    """What may change an answer: the build, up to where it took in, what it learnt, the last commit, the wordings."""

    build: str
    reached: int
    learnt: int
    last: int
    wordings: int


def moment() -> Moment | None:
    """Changes whenever any answer may change. One query.

    None while there is no index of this database, and inside a transaction: that may see what nobody else ever will.
    """
    build = store.current()
    if build is None or connection.in_atomic_block:
        return None
    counter = Counter.objects.first()
    reached = build.engine.sequence()
    if counter is None or str(counter.identity) != build.identity or reached > counter.last:
        return None
    return Moment(build.name, reached, store.learnt_at(build), counter.last, counter.words)


def prepare() -> None:
    """Open the index now; else the first question waits for it. Asks the database nothing."""
    store.current()


def reached() -> int:
    """Up to which change everything can be found now."""
    build = store.current()
    return build.engine.sequence() if build else 0


def suggest(text: str, *, tokens: Iterable[str], k: int = 20, among: int = 0) -> list[Hit]:
    """Documents whose title has words that begin as typed; those that begin with the first word come first.

    With `among`, near copies are one hit: the best of each family among so many.
    """
    typed, build = [word[:MAX_START] for word in tokenise(text)[:8]], store.current()
    if build is None or not typed:
        return []
    must = [[("starts", word)] for word in typed]
    weights = {("starts", word): WORD for word in typed} | {("starts", FIRST + typed[0]): WORD}
    try:
        return build.engine.query(weights, tokens=set(tokens), must=must, k=k, among=among)
    except OSError:
        return []


def _must(filters: Mapping[str, Sequence[str]]) -> list[list[Term]]:
    return [[(name, value) for value in filters[name]] for name in FILTERS if filters.get(name)]


def meant(text: str) -> Sequence[Meant]:
    """Which office words a question in plain words is about, surest first."""
    build = store.current()
    if build is None:
        return []
    count = build.engine.counting()
    return wordings.current(build.language).meant(read(text).words, lambda one: count(("words", one)))
