"""Which answers fit, which only touch on the question, and when nobody told this here yet (ADR 0019).

The engine says which documents come first; evidence says of each of these how sure it is that it helps, in one measure
for all questions.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from olievlek.index import reader
from olievlek.index.evidence import Read
from olievlek.index.reader import Answer, Moment
from olievlek.search.rows import Kept, Row

FITS, TOUCHES, NEAR = 0.27, 0.083, 0.05  # how sure it is at least; the last where nobody told it
WEIGHED = 40  # different answers whose texts are weighed
MOST_READ = 1_000  # documents that one process keeps as they were read: at most some 50 megabytes
FEW = 3  # answers that still touch on a question that nobody told
MOSTLY = 2 / 3  # of the weighed answers are good enough: then those that come after them stay too

READS: Kept[Read] = Kept(reader.read_documents, lambda: MOST_READ)


class Band(TextChoices):
    """How near an answer is to the question."""

    FITS = "fits", _("Fits well")
    TOUCHES = "touches", _("Touches on it")


@dataclass(frozen=True)
class Weighed:
    """Examples in order, the keys of those that fit, and whether nobody told this here yet."""

    rows: list[Row]
    fits: frozenset[int]
    is_none: bool = False


def weigh(answer: Answer, rows: Sequence[Row], now: Moment | None) -> Weighed:
    """The examples that fit, then those that touch on it; of near copies the first is weighed."""
    if answer.evidence is None or not rows:
        return Weighed(list(rows), frozenset(), is_none=not rows)
    heads: dict[str, Row] = {}
    for row in rows:
        if len(heads) == WEIGHED:
            break
        heads.setdefault(_family(row), row)
    read = READS.get([row.pk for row in heads.values()], now)
    sure = {name: answer.evidence.of(read[row.pk]) for name, row in heads.items() if row.pk in read}
    best = max(sure.values(), default=0.0)
    is_none = best < TOUCHES and answer.evidence.is_telling and not answer.question.phrases
    least = TOUCHES if best >= TOUCHES else NEAR
    near = sorted((row for row in rows if sure.get(_family(row), 0.0) >= least), key=lambda row: -sure[_family(row)])
    if best < TOUCHES:
        first = list(dict.fromkeys(map(_family, near)))[:FEW]
        return Weighed([row for row in near if _family(row) in first], frozenset(), is_none)
    passed = sum(1 for one in sure.values() if one >= least)
    rest = [row for row in rows if _family(row) not in sure] if passed >= MOSTLY * len(sure) else []
    return Weighed([*near, *rest], frozenset(row.pk for row in near if sure[_family(row)] >= FITS))


def _family(row: Row) -> str:
    return row.family or str(row.pk)
