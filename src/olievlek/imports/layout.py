"""Where the table stands in a sheet: which sheet, which row names the columns, and whether it lies on its side.

A guess, and whether it is sure; the page asks when it is not.
"""

import re
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any

from olievlek.core.export import as_typed
from olievlek.imports.columns import is_known, plain
from olievlek.office_files.spreadsheets import Line, Page
from olievlek.office_files.spreadsheets.sheet import trimmed

LOOKED_AT = 25  # rows in which the names are looked for
LONGEST_NAME = 100
A_YEAR = re.compile(r"(?:19|20)\d\d")
NOT_A_NAME = re.compile(r"[-+€$%\s]*\d[\d.,:/\-\s%]*|https?://\S+|\S+@\S+\.\S+|=.*", re.DOTALL)


@dataclass(frozen=True)
class Layout:
    """`head` is the number of the row with the names, as the reader's program shows it; 0 when there is none.

    `turned`: the names stand below each other in the first column, and each next column is one example.
    """

    page: int = 0
    head: int = 0
    turned: bool = False

    @classmethod
    def of(cls, told: dict[str, Any]) -> "Layout":
        return cls(**told)

    def told(self) -> dict[str, Any]:
        return asdict(self)


def guess(pages: Sequence[Page]) -> tuple[Layout, bool]:
    """Where the table would be, and whether that is sure: one sheet that shows, and names that stand out."""
    shown = [place for place, page in enumerate(pages) if not page.hidden]
    guesses = {place: _guess(pages[place]) for place in shown or range(len(pages))}
    best = max(guesses, key=lambda place: (guesses[place][2], -place))
    head, turned, score = guesses[best]
    return Layout(best, head, turned), len(shown) == 1 and score >= 1


def _guess(page: Page) -> tuple[int, bool, float]:
    """The row of the names, whether the table lies on its side, and how sure: 1 or more is sure."""
    if _known_beside(page.rows) >= 3 and _known_beside(page.rows) > max(map(_known, page.rows[:LOOKED_AT])):
        return 0, True, 1.0
    width = _width(page.rows)
    found = [(_score(page.rows, place, width), -place) for place in range(min(len(page.rows), LOOKED_AT))]
    score, place = max(found)
    if score <= 0:
        return 0, False, 0.0
    return page.rows[_lowest(page.rows, -place)][0], False, score


def _known_beside(rows: Sequence[Line]) -> int:
    return len({plain(row[0]) for _number, row in rows[:LOOKED_AT] if row and any(row[1:]) and is_known(row[0])})


def _known(line: Line) -> int:
    return sum(is_known(cell) for cell in line[1])


def _width(rows: Sequence[Line]) -> int:
    """How many cells a row of the table has filled, mostly."""
    filled = sorted(_filled(row) for _number, row in rows[:200])
    return filled[len(filled) * 3 // 4]


def _filled(row: Sequence[str]) -> int:
    return sum(bool(cell.strip()) for cell in row)


def _score(rows: Sequence[Line], place: int, width: int) -> float:
    """How much this row looks like names: short texts that differ, as many as there are columns, with known words."""
    cells = [as_typed(cell).strip() for cell in rows[place][1] if cell.strip()]
    known = _known(rows[place])
    if len(cells) < max(1, width / 2) or any(len(cell) > LONGEST_NAME for cell in cells):
        return 0.0
    if len({plain(cell) for cell in cells}) < len(cells) * (0.6 if known else 0.8):
        return 0.0
    names = sum(NOT_A_NAME.fullmatch(cell) is None or (known and A_YEAR.fullmatch(cell) is not None) for cell in cells)
    if names < len(cells) * 0.8 and known < 2:
        return 0.0
    fits = min(len(cells) / max(width, 1), 1.0)
    if known:
        apart = place + 2 < len(rows) and rows[place + 1][0] > rows[place][0] + 1  # such as the filter of a pivot table
        return 1 + known + fits - apart - place * 0.01
    below = [row for _number, row in rows[place + 1 : place + 20]]
    is_plain = place == 0 and names == len(cells) and not any(cell.endswith((".", "!")) for cell in cells)
    return 1.0 if is_plain and _differs(cells, below) else 0.4 * fits - place * 0.01


def _differs(cells: list[str], below: Sequence[Sequence[str]]) -> bool:
    """Names are short beside what stands below them, or something below is no text."""
    values = [cell.strip() for row in below for cell in row if cell.strip()]
    if not values:
        return True
    longest = max(len(cell) for cell in cells)
    return longest <= 40 and (
        any(NOT_A_NAME.fullmatch(value) for value in values) or len(max(values, key=len)) >= longest or len(cells) == 1
    )


def _lowest(rows: Sequence[Line], place: int) -> int:
    """Of names in two rows the lower one: it is empty where the upper is filled, and filled where that is empty."""
    if place + 2 >= len(rows) or rows[place + 1][0] != rows[place][0] + 1:
        return place
    upper, lower = rows[place][1], rows[place + 1][1]
    pairs = [(_at(upper, at), _at(lower, at)) for at in range(max(len(upper), len(lower)))]
    texts = [low for _up, low in pairs if low]
    splits = any(up and not low for up, low in pairs) and any(low and not up for up, low in pairs)
    short = all(len(low) <= 40 and not NOT_A_NAME.fullmatch(low) for low in texts)
    return place + 1 if splits and short and not _at(lower, 0) else place


def _at(row: Sequence[str], place: int) -> str:
    return row[place].strip() if place < len(row) else ""


def table(page: Page, layout: Layout) -> tuple[list[str], list[Line]]:
    """The names of the columns as they stand there, and the rows below them. Without names each is empty."""
    if layout.turned:
        return _turned(page.rows)
    place = next((at for at, (number, _row) in enumerate(page.rows) if number == layout.head), -1)
    lines = page.rows[place + 1 :]
    names = list(page.rows[place][1]) if place >= 0 else []
    if place > 0 and page.rows[place - 1][0] == layout.head - 1:
        names = _with_above(names, page.rows[place - 1][1])
    columns = [" ".join(as_typed(name).split())[:LONGEST_NAME] for name in trimmed(names)]
    width = _widened(len(columns), lines)
    return columns + [""] * (width - len(columns)), lines


def _with_above(names: list[str], above: Sequence[str]) -> list[str]:
    """Names of two rows: where the lower one is empty, the upper one tells. A title above the table does not."""
    if _filled(above) < 2 or not any(_at(above, at) and not _at(names, at) for at in range(len(above))):
        return names
    return [_at(names, at) or _at(above, at) for at in range(max(len(names), len(above)))]


def _widened(width: int, lines: Sequence[Line]) -> int:
    """Columns without a name count when most rows fill them; a cell too many in one row does not."""
    widths = sorted(len(row) for _number, row in lines)
    middle = widths[len(widths) // 2] if widths else 0
    return max(width, middle) if len(lines) > 1 or not width else width


def _turned(rows: Sequence[Line]) -> tuple[list[str], list[Line]]:
    kept = [row for _number, row in rows if row and row[0].strip() and (any(row[1:]) or is_known(row[0]))]
    columns = [" ".join(as_typed(row[0]).split())[:LONGEST_NAME] for row in kept]
    most = max((len(row) for row in kept), default=1)
    lines = [(at + 1, [row[at] if at < len(row) else "" for row in kept]) for at in range(1, most)]
    return columns, [(number, row) for number, row in lines if any(cell.strip() for cell in row)]
