"""One sheet of a file while it is read."""

import re
from collections.abc import Generator
from dataclasses import dataclass, field

Line = tuple[int, list[str]]
FORMULA = re.compile(r"\s*=")


@dataclass
class Sheet:
    """Rows with their number in the reader's program. `links` and `merged` are whole only after the last row.

    Args:
        links: addresses behind cells, by row and column (from 0).
        merged: cells that are one: first row, last row, column.
    """

    name: str
    rows: Generator[Line]
    hidden: bool = False
    links: dict[tuple[int, int], str] = field(default_factory=dict)
    merged: list[tuple[int, int, int]] = field(default_factory=list)
    hidden_rows: set[int] = field(default_factory=set)


def nothing() -> Generator[Line]:
    """The rows of a sheet that is not read yet."""
    yield from ()


def trimmed(row: list[str]) -> list[str]:
    """Without the empty cells at the end."""
    width = len(row)
    while width and not row[width - 1].strip():
        width -= 1
    return row[:width]
