"""A table as facts, for `{% table %}` and for the table beside a picture."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from django.utils.functional import Promise

Text = str | Promise


@dataclass(frozen=True)
class Column:
    """One column. `sort_url` makes its head a link; `sorted` is "ascending", "descending" or ""."""

    label: Text
    number: bool = False
    sort_url: str = ""
    sorted: str = ""


@dataclass(frozen=True)
class Cell:
    """One cell; with `url` a link, with `kind` a tag of that kind. Years go in as text, or they get a thousands dot."""

    text: Text | int
    url: str = ""
    kind: str = ""


@dataclass(frozen=True)
class Table:
    """Rows of cells; the first cell of a row names it. Plain text and numbers may stand for a cell."""

    caption: Text
    columns: Sequence[Column | Text]
    rows: Sequence[Sequence[Cell | Text | int]] = field(default_factory=list)
    caption_hidden: bool = False

    def heads(self) -> list[Column]:
        """The columns, each as a `Column`."""
        return [column if isinstance(column, Column) else Column(column) for column in self.columns]

    def body(self) -> list[list[tuple[Column, Cell]]]:
        """The rows, each cell with its column."""
        heads = self.heads()
        return [
            [(head, cell if isinstance(cell, Cell) else Cell(cell)) for head, cell in zip(heads, row, strict=True)]
            for row in self.rows
        ]
