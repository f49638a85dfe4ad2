"""Which answers fit, which only touch on the question, and when nobody told this here yet (ADR 0020).

The engine says which documents come first; evidence says of each of these how sure it is that it helps, in one measure
for all questions.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import islice
from math import log

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from olievlek.cases.models import Case
from olievlek.index import meaning, reader
from olievlek.index.analysis import tokenise
from olievlek.index.contrast import Contrast
from olievlek.index.evidence import Read
from olievlek.index.ranking import MAX_QUERY
from olievlek.index.reader import Answer, Moment
from olievlek.library import everyday
from olievlek.search.recent import Recent
from olievlek.search.rows import Kept, Row

FITS, TOUCHES, IN_ENGLISH = 0.50, 0.10, 0.16  # how sure it is at least; what touches on a question in English
TOLD_HERE_FITS = 0.40  # no lines of lay people add to what members tell here
WORDS, MEANS = 6.6, 2.2  # how much less sure for how much nearer the question is to those that nobody answered
BEHIND = 2.0  # how far behind the first in the order one still fits
ENGINE, NEAR = 1.0, 8.0  # what the best score of the engine adds to the order, and the nearness to lines it answers
WEIGHED = 15  # different answers whose texts are weighed
MOST_READ = 3_000  # documents that one process keeps as they were read: at most some 60 megabytes
FEW = 3  # answers that still touch on a question that nobody told
MOSTLY = 2 / 3  # of the weighed answers are good enough: then those that come after them stay too

SHIPPED: Recent[dict[int, str]] = Recent(1)
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
    compared = _compared(answer, now)
    sure = {
        name: answer.evidence.of(read[row.pk], compared.against(row)) for name, row in heads.items() if row.pk in read
    }
    best = max(sure.values(), default=0.0)
    touches = IN_ENGLISH if answer.plan.is_english else TOUCHES
    rank = _rank(answer, sure, compared)
    near = sorted((row for row in rows if _family(row) in sure), key=rank, reverse=True)
    if best < touches:
        is_none = answer.evidence.is_telling and not answer.question.phrases
        close = (name for name in dict.fromkeys(map(_family, near)) if answer.evidence.is_near(read[heads[name].pk]))
        few = set(islice(close, FEW)) if is_none else set(list(dict.fromkeys(map(_family, near)))[:FEW])
        return Weighed([row for row in near if _family(row) in few], frozenset(), is_none)
    good = [row for row in near if sure[_family(row)] >= touches]
    passed = sum(1 for one in sure.values() if one >= touches)
    rest = [row for row in rows if _family(row) not in sure] if passed >= MOSTLY * len(sure) else []
    least = rank(near[0]) - BEHIND
    fits = frozenset(row.pk for row in good if sure[_family(row)] >= compared.least(row) and rank(row) >= least)
    return Weighed(
        [*(row for row in good if row.pk in fits), *(row for row in good if row.pk not in fits), *rest], fits
    )


@dataclass(frozen=True)
class Compared:
    """A question beside the lines that the examples that ship answer, and those that they do not.

    That speaks against no example that people told here themselves, or changed.
    """

    unanswered: float
    answers: Mapping[str, float]
    shipped: Mapping[int, str]
    nearest: float

    def against(self, row: Row) -> float:
        """How much less sure it is that this answers it."""
        return self.unanswered if row.object_id in self.shipped else min(self.unanswered, 0.0)

    def least(self, row: Row) -> float:
        """How sure it is at least of an example that fits."""
        return FITS if row.object_id in self.shipped else TOLD_HERE_FITS

    def near(self, row: Row) -> float:
        """How near the question is to lines that this answers; for what has no lines, as near as to the nearest."""
        return self.answers.get(self.shipped.get(row.object_id, ""), self.nearest)


def _compared(answer: Answer, now: Moment | None) -> Compared:
    in_dutch = (word for _, wordings in answer.plan.dutch for one in wordings for word in tokenise(one))
    near = meaning.current().near(answer.question.text[:MAX_QUERY])
    by_words = _contrast().of([*answer.question.words, *in_dutch])
    shipped = SHIPPED.get("", now, _shipped)
    against = WORDS * by_words + MEANS * near.unanswered
    return Compared(against, near.answers, shipped, max(near.answers.values(), default=0.0))


@cache
def _contrast() -> Contrast:
    return Contrast(everyday.questions(), everyday.unanswered())


def prepare() -> None:
    """Read the lines now; else the first question waits for them. Asks the database nothing."""
    _contrast()
    meaning.current()


def _shipped() -> dict[int, str]:
    untouched = Case.objects.exclude(key="").filter(corrected_at=None, handed_over_at=None)
    return dict(untouched.order_by().values_list("pk", "key"))


def _rank(answer: Answer, sure: Mapping[str, float], compared: Compared) -> Callable[[Row], float]:
    """Surest first; where that is about equal, what the question is near to and what the engine has first."""
    score = {hit.document: hit.score for hit in answer.hits}
    best = max(score.values(), default=1.0) or 1.0

    def rank(row: Row) -> float:
        one = sure[_family(row)]
        return log(one / (1 - one)) + ENGINE * score.get(row.pk, 0.0) / best + NEAR * compared.near(row)

    return rank


def _family(row: Row) -> str:
    return row.family or str(row.pk)
