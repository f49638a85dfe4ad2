"""From answers to figures: pure. A statement counts 0 to 100, a factor is a mean, and there is no total score."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from statistics import fmean, pstdev
from typing import Any

from olievlek.surveys.models.answer import DO_NOT_KNOW, Values

POINTS = 25
HIGHEST = 4
EXTREME = 5
AT_MOST = 90
DISTRIBUTION_FROM = 10
CLOSE, APART = 15, 25

Factors = Mapping[str, Sequence[str]]


@dataclass(frozen=True)
class Precision:
    """How exactly figures are shown: means in steps of `step` points."""

    step: float


EXACT = Precision(step=0.1)
COARSE = Precision(step=2.5)  # a tenth of a point on the scale of five (R8)


def factor_score(values: Values, items: Sequence[str]) -> float | None:
    """One person on one factor, 0 to 100; None when they answered half of the statements or fewer."""
    given = [values[item] for item in items if values.get(item, DO_NOT_KNOW) != DO_NOT_KNOW]
    return fmean(given) * POINTS if 2 * len(given) > len(items) else None


def figures(
    answers: Sequence[Values], factors: Factors, *, shown: Iterable[str], precision: Precision
) -> dict[str, Any]:
    """Frozen figures of a group: mean and spread of the factors in `shown`, and the share of "I don't know" of all."""
    wanted = set(shown)
    return {
        key: {"dont_know": _dont_know(answers, items), **(_factor(answers, items, precision) if key in wanted else {})}
        for key, items in factors.items()
    }


def _factor(answers: Sequence[Values], items: Sequence[str], precision: Precision) -> dict[str, Any]:
    scores = [score for one in answers if (score := factor_score(one, items)) is not None]
    return {"mean": rounded(fmean(scores), precision), "spread": _spread(pstdev(scores))}


def rounded(mean: float, precision: Precision) -> float:
    """A mean as it is shown. Near the ends it stops at 5 and 95: else it would say what each of them answered (R10)."""
    return min(max(round(round(mean / precision.step) * precision.step, 1), EXTREME), 100 - EXTREME)


def _spread(deviation: float) -> str:
    """In three words, so that nobody reads from a zero that all said the same."""
    return "close" if deviation < CLOSE else "apart" if deviation >= APART else "mixed"


def _dont_know(answers: Sequence[Values], items: Sequence[str]) -> int:
    """Percent of the statements that were met with "I don't know"."""
    asked = len(answers) * len(items)
    unknown = sum(one.get(item) == DO_NOT_KNOW for one in answers for item in items)
    return min(round(100 * unknown / asked), AT_MOST)


def is_answered(values: Values, item: str) -> bool:
    """Whether somebody said something of a statement, other than "I don't know"."""
    return values.get(item, DO_NOT_KNOW) != DO_NOT_KNOW


def statement(given: Sequence[int], precision: Precision, *, distribution: bool) -> dict[str, Any]:
    """Of everybody together: the mean of a statement, and the distribution of its answers when it may be shown."""
    counts = Counter(given)
    found = shares([counts[value] for value in range(HIGHEST + 1)]) if distribution else []
    return {"mean": rounded(fmean(given) * POINTS, precision), **({"shares": found} if found else {})}


def shares(numbers: Sequence[int]) -> list[int]:
    """Percents of the five answers, of which 90 stands for 90 and more; empty below ten answers (R10)."""
    given = sum(numbers)
    if given < DISTRIBUTION_FROM:
        return []
    return [min(round(100 * many / given), AT_MOST) for many in numbers]
