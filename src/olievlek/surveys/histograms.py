"""Histograms: how often each answer was given, per round, and their sums over rounds. Exact, and checked."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from olievlek.surveys import reliability
from olievlek.surveys.models import Answer, Cell, Histogram, Picture, Round
from olievlek.surveys.models.answer import DO_NOT_KNOW, Values
from olievlek.surveys.models.national import Counts
from olievlek.surveys.scores import HIGHEST, POINTS, Factors

UNKNOWN = HIGHEST + 1
PLACES = HIGHEST + 2


def counted(answers: Iterable[Values], items: Sequence[str]) -> Counts:
    """For each statement: how often 0 to 4 was answered, and "I don't know". What was left open counts nowhere."""
    found = {item: [0] * PLACES for item in items}
    for values in answers:
        for item in items:
            if item in values:
                found[item][UNKNOWN if values[item] == DO_NOT_KNOW else values[item]] += 1
    return found


def write(round_: Round, answers: Sequence[Values], factors: Factors) -> Histogram:
    """Beside the cells of a round that closes; the caller knows that everybody together may be shown."""
    return Histogram.objects.create(round=round_, **_made(answers, factors))


def _made(answers: Sequence[Values], factors: Factors) -> dict[str, Any]:
    items = [item for each in factors.values() for item in each]
    products = {factor: reliability.products(answers, each) for factor, each in factors.items()}
    return {"people": len(answers), "counts": counted(answers, items), "products": products}


def write_missing() -> int:
    """For rounds that closed before there were histograms; how many."""
    released = Cell.objects.released().filter(layer="", department=None, round__histogram=None)
    found = released.select_related("round__questionnaire").order_by("pk")
    return len([write(one.round, *_asked_and_answered(one.round)) for one in found])


def _asked_and_answered(round_: Round) -> tuple[list[Values], Factors]:
    answers = Answer.objects.filter(round=round_).order_by("key").values_list("values", flat=True)
    return list(answers), round_.questionnaire.factors()


def added(parts: Iterable[Counts]) -> Counts:
    """The sum over rounds of the same version of the questions."""
    total: Counts = {}
    for counts in parts:
        for item, numbers in counts.items():
            known = total.setdefault(item, [0] * PLACES)
            total[item] = [one + other for one, other in zip(known, numbers, strict=True)]
    return total


def known(numbers: Sequence[int]) -> int:
    """How many gave an answer other than "I don't know"."""
    return sum(numbers[:UNKNOWN])


def percentile(numbers: Sequence[int], fraction: float) -> float:
    """The exact percentile of the answers, 0 to 100, between two neighbours as `percentile_cont` does it."""
    place = fraction * (known(numbers) - 1)
    low = int(place)
    first, second = _value_at(numbers, low), _value_at(numbers, min(low + 1, known(numbers) - 1))
    return (first + (second - first) * (place - low)) * POINTS


def _value_at(numbers: Sequence[int], place: int) -> int:
    passed = 0
    for value, many in enumerate(numbers[:UNKNOWN]):
        passed += many
        if place < passed:
            return value
    raise IndexError(place)


def together(counts: Counts, items: Iterable[str]) -> list[int]:
    """All statements of a factor as one histogram."""
    return [sum(column) for column in zip(*(counts[item] for item in items if item in counts), strict=True)]


def wrong_rounds() -> Iterator[str]:
    """Rounds whose histogram is not what their answers give, in words; one round is read at a time."""
    for row in Histogram.objects.select_related("round__questionnaire").order_by("round_id").iterator(chunk_size=50):
        again = _made(*_asked_and_answered(row.round))
        if {"people": row.people, "counts": row.counts, "products": row.products} != again:
            yield f"{row}: does not agree with its answers"


def wrong_pictures() -> Iterator[str]:
    """Frozen pictures that are not the sum of the histograms of their rounds, in words."""
    parts = dict(Histogram.objects.order_by("pk").values_list("round_id", "counts"))
    for row in Picture.objects.released().order_by("pk"):
        total = added(parts[number] for number in row.rounds)
        if any(_differs(row.counts, total, item) for item in row.counts) or not row.rounds:
            yield f"picture {row.pk} ({row}): does not agree with its rounds"


def _differs(counts: Mapping[str, list[int]], total: Mapping[str, list[int]], item: str) -> bool:
    return counts[item] != total.get(item)
