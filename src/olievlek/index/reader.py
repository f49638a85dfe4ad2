"""Asking the index: the way in for rooms above. Reads only; a missing index finds nothing and heals elsewhere."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from olievlek.index import store, wordings
from olievlek.index.analysis import FIRST, MAX_START, stem, tokenise
from olievlek.index.engine import Term
from olievlek.index.highlight import Marker
from olievlek.index.ranking import WORD, Plan, Question, plan, read
from olievlek.index.thesaurus import Meant

FILTERS = ("kind", "theme", "size", "province", "stage")


@dataclass(frozen=True)
class Hit:
    """The primary key of a document, and how well it answers."""

    document: int
    score: float


@dataclass(frozen=True)
class Answer:
    """The hits, best first, and what is needed to explain them."""

    question: Question
    plan: Plan
    hits: Sequence[Hit] = field(default_factory=list)
    marker: Marker | None = None


def ask(
    text: str,
    *,
    tokens: Iterable[str],
    filters: Mapping[str, Sequence[str]] | None = None,
    k: int = 20,
    literal: bool = False,
) -> Answer:
    """The k documents that answer best, of those whose audience holds one of `tokens`.

    `filters` holds for a name of FILTERS the values of which one must apply; `literal` leaves related words out.
    Who may see a document is asked again at the noun itself by whoever shows it.
    """
    question, build = read(text), store.current()
    if build is None:
        return Answer(question, Plan())
    made = Plan()
    try:
        learnt = store.associations(build)
        plain = wordings.current(build.language)
        made = plan(
            question, build.language, build.engine.counting(), associations=learnt, plain=plain, literal=literal
        )
        found = build.engine.query(
            made.weights,
            must=_must(tokens, filters or {}),
            without=[("words", stem(word)) for word in question.without],
            phrases=question.phrases,
            k=k,
        )
    except OSError:  # the folder went away under us; the worker builds it again
        found = []
    hits = [Hit(document, score) for document, score in found]
    return Answer(question, made, hits, Marker(made, build.language.analyser))


def reached() -> int:
    """Up to which change everything can be found now."""
    build = store.current()
    return build.engine.sequence() if build else 0


def suggest(text: str, *, tokens: Iterable[str], k: int = 20) -> list[Hit]:
    """Documents whose title has words that begin as typed; those that begin with the first word come first."""
    typed, build = [word[:MAX_START] for word in tokenise(text)[:8]], store.current()
    if build is None or not typed:
        return []
    must = [[("starts", word)] for word in typed]
    weights = {("starts", word): WORD for word in typed} | {("starts", FIRST + typed[0]): WORD}
    try:
        return [Hit(*hit) for hit in build.engine.query(weights, must=[*must, *_must(tokens, {})], k=k)]
    except OSError:
        return []


def _must(tokens: Iterable[str], filters: Mapping[str, Sequence[str]]) -> list[list[Term]]:
    visible = [[("vis", token) for token in sorted(tokens)]]
    return visible + [[(name, value) for value in filters[name]] for name in FILTERS if filters.get(name)]


def meant(text: str) -> Sequence[Meant]:
    """Which office words a question in plain words is about, surest first."""
    build = store.current()
    if build is None:
        return []
    count = build.engine.counting()
    return wordings.current(build.language).meant(read(text).words, lambda one: count(("words", one)))
