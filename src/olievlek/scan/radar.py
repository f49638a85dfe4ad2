"""The profile as a radar, for wide screens and paper: pure geometry, as text with a dot. Words come with the facts."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import cos, pi, sin

MIDDLE_X, MIDDLE_Y, REACH, LABEL_AT = 210.0, 165.0, 110.0, 126.0
WIDTH, HEIGHT = 420, 330
RINGS = (25, 50, 75, 100)
LINE_HEIGHT, LONG = 17, 12
SIDE = 0.25  # beyond this part of the reach a label stands beside its spoke, not above or below it


@dataclass(frozen=True)
class Point:
    """A place in the picture."""

    x: str
    y: str


@dataclass(frozen=True)
class Label:
    """A name at the end of a spoke, in one line or two."""

    lines: list[tuple[str, Point]]
    anchor: str


@dataclass(frozen=True)
class Radar:
    """`own` and `before` are paths; a hidden factor leaves a gap in the line, and then `own` is not filled."""

    rings: list[str]
    spokes: list[Point]
    own: str
    is_whole: bool
    before: str
    points: list[Point]
    labels: list[Label]
    middle: Point
    box: str = f"0 0 {WIDTH} {HEIGHT}"


def radar(names: Sequence[str], own: Sequence[float | None], before: Sequence[float | None]) -> Radar:
    """One spoke for each name, clockwise from the top; `None` for what is not shown."""
    many = len(names)
    return Radar(
        rings=[_path([ring] * many) for ring in RINGS],
        spokes=[_point(place, many, 100) for place in range(many)],
        own=_path(own),
        is_whole=None not in own,
        before=_path(before),
        points=[_point(place, many, value) for place, value in enumerate(own) if value is not None],
        labels=[_label(name, place, many) for place, name in enumerate(names)],
        middle=Point(_text(MIDDLE_X), _text(MIDDLE_Y)),
    )


def _at(place: int, many: int, distance: float) -> tuple[float, float]:
    angle = 2 * pi * place / many - pi / 2
    return MIDDLE_X + distance * cos(angle), MIDDLE_Y + distance * sin(angle)


def _point(place: int, many: int, value: float) -> Point:
    x, y = _at(place, many, REACH * value / 100)
    return Point(_text(x), _text(y))


def _path(values: Sequence[float | None]) -> str:
    """From spoke to neighbour, and round; only between neighbours that are both known."""
    many = len(values)
    if values and None not in values:
        places = [_point(place, many, value or 0) for place, value in enumerate(values)]
        return "M" + "L".join(f"{one.x} {one.y}" for one in places) + "Z"
    pieces = []
    for place, value in enumerate(values):
        after = values[(place + 1) % many]
        if value is not None and after is not None:
            one, two = _point(place, many, value), _point((place + 1) % many, many, after)
            pieces.append(f"M{one.x} {one.y}L{two.x} {two.y}")
    return "".join(pieces)


def _label(name: str, place: int, many: int) -> Label:
    x, y = _at(place, many, LABEL_AT)
    side = (x - MIDDLE_X) / REACH
    anchor = "middle" if abs(side) < SIDE else "start" if side > 0 else "end"
    lines = _halves(name)
    top = y - LINE_HEIGHT * (len(lines) - 1) * (1 if place == 0 else 0.5) + 4
    return Label([(line, Point(_text(x), _text(top + LINE_HEIGHT * row))) for row, line in enumerate(lines)], anchor)


def _halves(name: str) -> list[str]:
    """A long name in two lines, at the space nearest to its middle."""
    spaces = [place for place, letter in enumerate(name) if letter == " "]
    if len(name) <= LONG or not spaces:
        return [name]
    at = min(spaces, key=lambda place: abs(place - len(name) / 2))
    return [name[:at], name[at + 1 :]]


def _text(value: float) -> str:
    return f"{value:.1f}".removesuffix(".0")
