"""Read a spreadsheet that somebody brings, in a process with bounds, and find the table in it."""

import hashlib
import tempfile
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from django.core.files import File

from olievlek.core import bounded
from olievlek.core.guard import is_storable
from olievlek.core.text import clean
from olievlek.imports import layout as layouts
from olievlek.imports.columns import guessed
from olievlek.imports.layout import Layout
from olievlek.imports.models import SheetImport
from olievlek.imports.tongue import language_of
from olievlek.office_files.spreadsheets import (
    EMPTY,
    MOST_COLUMNS,
    NOT_SOUND,
    TOO_MANY_ROWS,
    Bounds,
    BrokenFileError,
    Line,
    Page,
    gettext_noop,
    pages,
)

BOUNDS = Bounds(most=5_000_000, unpacked=50_000_000, rows=500, encodings=("utf-8", "cp1252"))
PROCESS = bounded.Bounds(memory=250_000_000, cpu=15, wall=30.0, answer=40_000_000)
PLACES = bounded.Places("spreadsheets", most=2, patience=5.0)
TOO_HEAVY = gettext_noop(
    "This file asks for more memory or time than one file may take. Keep only the rows and columns you need, and save"
    " it again."
)
TOO_WIDE = gettext_noop("The file has more than %(most)s columns. Leave some out.")
NO_ROWS = gettext_noop("There are no rows below the names of the columns.")


@dataclass(frozen=True)
class Loaded:
    """What a file holds: the names of its columns and each filled row with its number, as far as we can tell.

    `sure` is False when somebody should say first which sheet it is, or which row holds the names.
    """

    columns: list[str]
    lines: list[Line]
    digest: str
    pages: list[Page] = field(default_factory=list)
    layout: Layout = field(default_factory=Layout)
    sure: bool = True

    @property
    def language(self) -> str:
        return language_in(self.columns, self.lines)

    def told(self) -> dict[str, Any]:
        """As a SheetImport keeps it."""
        return {
            "columns": self.columns, "lines": self.lines, "digest": self.digest, "layout": self.layout.told(),
            "pages": [asdict(page) for page in self.pages],
        }  # fmt: skip


def load(file: "File[bytes]") -> Loaded:
    """Read what somebody brought. Raises BrokenFileError, and BusyError when too many are being read."""
    content = file.read(BOUNDS.most + 1)
    with tempfile.TemporaryDirectory() as folder, PLACES.one():
        path = Path(folder) / f"sheet{Path(file.name or '').suffix.lower()[:10]}"
        path.write_bytes(content)
        try:
            found = bounded.run(pages, PROCESS, path, BOUNDS)
        except bounded.TooMuchError as error:
            raise BrokenFileError(TOO_HEAVY) from error
    if not all(is_storable(cell) for page in found for _number, row in page.rows for cell in (page.name, *row)):
        raise BrokenFileError(NOT_SOUND, kind=path.suffix[1:].upper())
    found = [page for page in map(_cleaned, found) if page.rows]
    if not found:
        raise BrokenFileError(EMPTY)
    digest = hashlib.sha256(content).hexdigest()
    guess, sure = layouts.guess(found)
    try:
        columns, lines = arranged(found[guess.page], guess)
    except BrokenFileError as error:
        if len(found) == 1 and (sure or error.text != NO_ROWS or len(found[0].rows) < 2):
            raise
        return Loaded([], [], digest, found, guess, sure=False)
    return Loaded(columns, lines, digest, found, guess, sure)


def _cleaned(page: Page) -> Page:
    rows = [(number, [clean(cell, lines=True) for cell in row]) for number, row in page.rows]
    page.rows = [(number, row) for number, row in rows if any(cell.strip() for cell in row)]
    page.name = clean(page.name)
    return page


def arranged(page: Page, layout: Layout) -> tuple[list[str], list[Line]]:
    """The table of a page. Raises BrokenFileError when there is none, or when it is too large."""
    columns, lines = layouts.table(page, layout)
    if len(columns) > MOST_COLUMNS:
        raise BrokenFileError(TOO_WIDE, most=MOST_COLUMNS)
    if not lines or not columns:
        raise BrokenFileError(NO_ROWS)
    if len(lines) > BOUNDS.rows or page.more:
        raise BrokenFileError(TOO_MANY_ROWS, rows=BOUNDS.rows)
    return columns, lines


def pages_of(sheet: SheetImport) -> list[Page]:
    """The sheets of the file, as they were read."""
    return [Page(**{**told, "rows": [(number, row) for number, row in told["rows"]]}) for told in sheet.pages]


def language_in(columns: Sequence[str], lines: Sequence[Line]) -> str:
    """The language of the texts in the columns that say something about a case, or "" when that is not clear."""
    meant = [place for place, key in enumerate(guessed(columns, lines)) if key not in {"", "link", "year", "stage"}]
    return language_of(row[place] for _number, row in lines for place in meant if place < len(row))
