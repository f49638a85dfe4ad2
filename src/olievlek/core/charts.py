"""Geometry of our own pictures: bars with their number, a step curve through time, drops to scale.

Pure: facts in, coordinates out, as text with a dot (a template would write a Dutch comma). Words come from the caller,
who knows the language; the templates draw.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from math import sqrt

from django.utils.functional import Promise

Text = str | Promise

LEFT, RIGHT, TOP, BOTTOM = 44, 628, 30, 190
YEAR_WIDTH = 46
LEVELS = 4
STEPS = (1, 2, 5, 10, 20, 25, 50, 100, 200, 250, 500, 1000)
DROP_MIDDLE, DROP_LARGEST, DROP_SMALLEST, DROP_RING, DROP_APART = 62, 46, 5, 26, 200


def _text(value: float) -> str:
    return f"{value:.1f}".removesuffix(".0")


@dataclass(frozen=True)
class Bar:
    """`value` of `whole`, with its name."""

    label: Text
    value: int
    whole: int

    @property
    def width(self) -> str:
        """Percent of the bar that is full."""
        return _text(100 * self.value / self.whole) if self.whole else "0"


@dataclass(frozen=True)
class Mark:
    """A place with a word: a line of the grid, a year, a beginning, an end. The word stands at (`text_x`, `text_y`)."""

    x: str
    y: str
    text_x: str
    text_y: str
    label: str = ""


@dataclass(frozen=True)
class StepCurve:
    """Everything the template of a step curve draws; `gap` is the time of which nothing is known."""

    line: str
    area: str
    gap: str
    levels: list[Mark]
    years: list[Mark]
    last: Mark
    began: Mark | None


def step_curve(moments: Sequence[tuple[date, int]], *, until: date, began: date | None = None) -> StepCurve:
    """A line that goes up or down on the days when something changed.

    Args:
        moments: day and how many from that day on, in order; at least one.
        until: the last day of the picture (today, or when the facts were collected).
        began: when it began, if that was before anything was counted; the time between is drawn as not known.
    """
    start = date(min(began or moments[0][0], moments[0][0]).year, 1, 1)
    span = max((until - start).days, 1)
    step, height = _scale(max(count for _, count in moments))

    def x(day: date) -> float:
        return LEFT + (RIGHT - LEFT) * (day - start).days / span

    def y(count: int) -> float:
        return BOTTOM - (BOTTOM - TOP) * count / height

    points = [(_text(x(day)), _text(y(count))) for day, count in moments]
    line = "M" + " ".join(points[0]) + "".join(f"H{across}V{up}" for across, up in points[1:]) + f"H{_text(x(until))}"
    early = _mark(x(began), y(1), -8, -14) if began and began < moments[0][0] else None
    return StepCurve(
        line=line,
        area=f"{line}V{BOTTOM}H{points[0][0]}z",
        gap=f"M{early.x} {early.y}H{points[0][0]}" if early else "",
        levels=[_mark(LEFT, y(level), -10, 4, str(level)) for level in range(0, height + 1, step)],
        years=_years(start, until, x),
        last=_mark(x(until), y(moments[-1][1]), 0, -13),
        began=early,
    )


def _mark(x: float, y: float, right: float, down: float, label: str = "") -> Mark:
    return Mark(_text(x), _text(y), _text(x + right), _text(y + down), label)


def _scale(top: int) -> tuple[int, int]:
    """The size of a step on the axis, and the top of the axis: whole steps, at most `LEVELS` of them."""
    step = next((size for size in STEPS if size * LEVELS >= top), STEPS[-1])
    return step, step * max(-(-top // step), 1)


def _years(start: date, until: date, x: Callable[[date], float]) -> list[Mark]:
    """One mark a year, or fewer when they would touch; the last year only when its word fits."""
    every = max(1, -(-(until.year - start.year + 1) * YEAR_WIDTH // (RIGHT - LEFT)))
    years = [(x(date(year, 1, 1)), str(year)) for year in range(start.year, until.year + 1, every)]
    return [_mark(at, BOTTOM, 6, 24, label) for at, label in years if at + YEAR_WIDTH <= RIGHT + 12]


@dataclass(frozen=True)
class Drop:
    """One place in a lineage. The area shows `size`; without one it is a ring, not to scale."""

    label: Text
    detail: Text = ""
    size: int | None = None


@dataclass(frozen=True)
class Placed:
    """A drop with its middle and its radius."""

    drop: Drop
    x: str
    radius: str


@dataclass(frozen=True)
class Lineage:
    """Drops in their places, and the dotted line between them."""

    drops: list[Placed]
    line: str
    width: str


def lineage(drops: Sequence[Drop]) -> Lineage:
    """Drops in a row, from where it began to where it went; the area of each shows its size against the largest."""
    largest = max((drop.size or 0 for drop in drops), default=0)
    radii = [max(DROP_LARGEST * sqrt(drop.size / largest), DROP_SMALLEST) if drop.size else DROP_RING for drop in drops]
    middles = [DROP_APART / 2 + place * DROP_APART for place in range(len(drops))]
    line = "".join(
        f"M{_text(here + radius + 8)} {DROP_MIDDLE}H{_text(there - next_radius - 8)}"
        for (here, radius), (there, next_radius) in pairwise(zip(middles, radii, strict=True))
    )
    placed = [Placed(*one) for one in zip(drops, map(_text, middles), map(_text, radii), strict=True)]
    return Lineage(placed, line, str(max(len(drops), 1) * DROP_APART))
