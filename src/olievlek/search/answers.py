"""From a question to its answers: the examples that this person may see, in order, filtered, and those that fit."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from django.db.models import TextChoices
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from olievlek.core import audience
from olievlek.core.audience import Person
from olievlek.index import reader
from olievlek.index.engine import Hit
from olievlek.index.reader import Answer, Moment
from olievlek.search import facets
from olievlek.search.bands import Weighed, weigh
from olievlek.search.chips import Chip, chips
from olievlek.search.facets import Chosen
from olievlek.search.recent import Recent
from olievlek.search.rows import Row, Rows

POOL = 400  # hits that filters, counts and collapsing see at most
AT_ONCE, ENOUGH = 130, 40  # hits that are looked up at least; more until so many different ones are among them
MANY, FEW = 30, 0.2  # so many different ones that pass the filters, or so small a part that does not: ask for no more
CUT = 0.15  # of the best score; what lies below shares hardly a word with the question
ANSWERS: Recent[Answers] = Recent(64)
ROWS = Rows()


class Order(TextChoices):
    """How the answers follow each other; all of them are the same answers."""

    FITTING = "", _("Fits best")
    NEWEST = "newest", _("Newest")
    COPIED = "copied", _("Used most")


@dataclass(frozen=True)
class Asked:
    """What a person typed and ticked; `literal` leaves related words out."""

    text: str
    chosen: Chosen = field(default_factory=dict)
    literal: bool = False
    order: str = Order.FITTING


@dataclass(frozen=True)
class Answers:
    """All examples that answer well enough, best first, those that also pass the filters, and which of them fit.

    `is_none` says that nobody told this here yet; what there is only touches on it.
    """

    answer: Answer
    everything: list[Row]
    documents: list[Row]
    fits: frozenset[int]
    is_none: bool
    chips: list[Chip]


def answering(asked: Asked, user: Person, *, cut: float = CUT, now: Moment | None = None) -> Answers:
    """What answers a question, for whom."""
    now, tokens = now or reader.moment(), audience.tokens(user)
    chosen = tuple((name, tuple(values)) for name, values in asked.chosen.items())
    key = (asked.text, asked.literal, chosen, cut, tokens, get_language())
    return ANSWERS.get(key, now, lambda: _answering(asked, tokens, cut, now))


def _answering(asked: Asked, tokens: frozenset[str], cut: float, now: Moment | None) -> Answers:
    english = get_language() == "en"
    answer = reader.ask(asked.text, tokens=tokens, k=POOL, literal=asked.literal, english=english, now=now)
    least = cut * answer.hits[0].score if answer.hits else 0.0
    near = _documents(answer.hits, least, tokens, now)
    found = chips(answer, near, ROWS, tokens, now)
    weighed = weigh(answer, examples(near), now)
    own = _own(found, ROWS, now)
    everything = _with(own, weighed)
    fits = weighed.fits | {row.pk for row in own}
    documents = everything
    if asked.chosen:
        documents = [one for one in everything if not facets.misses(one, asked.chosen)]
        fell_away = len(everything) - len(documents)
        if fell_away > FEW * len(everything) and _different(documents) < MANY and len(answer.hits) == POOL:
            hits = reader.narrowed(answer, tokens=tokens, filters=asked.chosen, k=POOL)
            again = weigh(answer, examples(_documents(hits, least, tokens, now)), now)
            fits |= again.fits
            documents = [one for one in _with(own, again) if not facets.misses(one, asked.chosen)]
    return Answers(answer, everything, documents, fits, weighed.is_none and not own, found)


def examples(rows: Iterable[Row]) -> list[Row]:
    """Only examples are answers; themes and organisations stand above them."""
    return [row for row in rows if row.kind == "case"]


def _own(found: Iterable[Chip], kept: Rows, now: Moment | None) -> list[Row]:
    """The examples of what a question asks for and nothing else: a theme unfolds, and so does an organisation."""
    keys = list(dict.fromkeys(key for chip in found if chip.is_all for key in chip.own))
    rows = kept.get(keys, now)
    return [rows[key] for key in keys if key in rows]


def _with(own: Sequence[Row], weighed: Weighed) -> list[Row]:
    """First what fits by its words, then what belongs to what was asked for, then what touches on it."""
    if not own:
        return weighed.rows
    fitting = [row for row in weighed.rows if row.pk in weighed.fits]
    return list(dict.fromkeys([*fitting, *own, *weighed.rows]))


def _different(documents: Iterable[Row]) -> int:
    """How many there are, near copies counted once."""
    return len({one.family or one.pk for one in documents})


def _documents(hits: Sequence[Hit], least: float, tokens: frozenset[str], now: Moment | None) -> list[Row]:
    """The documents that answer well enough, best first, and only those that these tokens open at this moment.

    The rows tell who may see them now, where the index may lag; what is shown is asked of the noun itself once more.
    """
    asked = _looked_up(hits, least)
    rows = ROWS.get(asked, now)
    return [rows[key] for key in asked if key in rows and not tokens.isdisjoint(rows[key].audience)]


def _looked_up(hits: Sequence[Hit], least: float) -> list[int]:
    """The first AT_ONCE that answer well enough, and so many more until ENOUGH different ones are among them."""
    families: set[int] = set()
    near: list[int] = []
    for hit in hits:
        if hit.score < least or (len(near) >= AT_ONCE and len(families) >= ENOUGH):
            break
        families.add(hit.family)
        near.append(hit.document)
    return near


def collapsed(documents: Iterable[Row]) -> list[list[Row]]:
    """Near copies together, the best of them first."""
    families: dict[str, list[Row]] = {}
    for document in documents:
        families.setdefault(document.family or str(document.pk), []).append(document)
    return list(families.values())
