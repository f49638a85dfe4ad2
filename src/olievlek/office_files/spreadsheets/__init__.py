"""Read spreadsheets (CSV, XLSX, ODS) and JSON lines into rows of text.

Nothing is computed and nothing is assumed about where a table begins. `bounds` holds one budget for all that a file may
become; every reader asks it before it keeps something. `pages` gives all sheets, `read` the rows under the head of one.
"""

import re
import zipfile
from collections.abc import Callable, Generator, Iterator
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path

from olievlek.office_files.spreadsheets.bounds import (
    EMPTY,
    MOST_COLUMNS,
    NOT_SOUND,
    NOT_UTF8,
    OLDER,
    TOO_BIG,
    TOO_MANY_ROWS,
    WEB_PAGE,
    Bounds,
    BrokenFileError,
    Budget,
    gettext_noop,
)
from olievlek.office_files.spreadsheets.lines import Row, read_lines
from olievlek.office_files.spreadsheets.markup import sound
from olievlek.office_files.spreadsheets.opendocument import read_open_document
from olievlek.office_files.spreadsheets.separated import read_separated
from olievlek.office_files.spreadsheets.sheet import Line, Sheet, trimmed
from olievlek.office_files.spreadsheets.workbook import read_workbook

__all__ = ["EMPTY", "LOADED", "MOST_COLUMNS", "NOT_SOUND", "NOT_UTF8", "TOO_MANY_ROWS", "Bounds", "BrokenFileError",
           "Line", "Page", "Row", "gettext_noop", "pages", "read"]  # fmt: skip

LOADED = Bounds(
    most=200_000_000, unpacked=1_000_000_000, rows=200_000, cells=20_000_000, characters=400_000_000, cell=2_000_000,
    seconds=3600, as_shown=False,
)  # fmt: skip
NOTES = 40  # rows above the head that are read beside those that a file may have
LINES = (".jsonl", ".ndjson")
KINDS = (".csv", ".xlsx", ".ods")
RENAMED = (".xls", ".xlsb", ".xlt", ".fods", ".htm", ".html")  # looked into, as programs give these to other files too
_WEB_PAGE = re.compile(
    rb"(?:\xef\xbb\xbf|\xff\xfe|\xfe\xff)?\s*(?:<!--.*?-->\s*)?<(?:!doctype|html|head|body|table|\?xml)", re.I | re.S
)
READERS: dict[str, Callable[[Path, Bounds], Generator[Sheet]]] = {
    ".csv": read_separated,
    ".tsv": read_separated,
    ".tab": read_separated,
    ".txt": read_separated,
    ".xlsx": read_workbook,
    ".xlsm": read_workbook,
    ".ods": read_open_document,
}


@dataclass
class Page:
    """A sheet as plain values: its filled rows, and whether there were more than a file may have.

    Args:
        links: address behind a cell, by "row:column" (from 0).
        unseen: how many of its filled rows the program hides, such as by a filter.
    """

    name: str
    rows: list[Line]
    hidden: bool = False
    more: bool = False
    unseen: int = 0
    links: dict[str, str] = field(default_factory=dict)


def pages(path: Path, bounds: Bounds) -> list[Page]:
    """Every sheet with something in it. Raises BrokenFileError."""
    with closing(_sheets(path, bounds)) as sheets:
        found = [_page(sheet, bounds) for sheet in sheets]
    return [page for page in found if page.rows]


def read(path: Path, bounds: Bounds = LOADED) -> Iterator[Row]:
    """Every row under the head of the first sheet that shows, by the end of its name. Raises BrokenFileError."""
    if path.suffix.lower() in LINES:
        _measured(path, bounds)
        yield from read_lines(path)
        return
    with closing(_sheets(path, bounds)) as sheets:
        for sheet in sheets:
            with closing(sheet.rows) as rows:
                filled = (line for line in rows if any(cell.strip() for cell in line[1]))
                head = None if sheet.hidden else next(filled, None)
                if head is not None:
                    yield from _table(head[1], filled, bounds)
                    return
    raise BrokenFileError(EMPTY)


def _table(head: list[str], rows: Iterator[Line], bounds: Bounds) -> Iterator[Row]:
    names = [name.strip().lower() for name in trimmed(head)]
    for count, (number, row) in enumerate(rows, start=1):
        if count > bounds.rows:
            raise BrokenFileError(TOO_MANY_ROWS, rows=bounds.rows)
        if any(row[len(names) :]):
            yield Row(number, {}, "This row has more cells than there are columns.")
        else:
            yield Row(number, dict(zip(names, [*row, *[""] * (len(names) - len(row))], strict=False)))


def _page(sheet: Sheet, bounds: Bounds) -> Page:
    page = Page(sheet.name, [], sheet.hidden)
    for number, row in sheet.rows:
        if page.more or not any(cell.strip() for cell in row):
            continue
        page.more = len(page.rows) >= bounds.rows + NOTES
        if not page.more:
            page.rows.append((number, trimmed(row)))
    _fill_down(page, sheet, Budget(bounds))
    page.unseen = sum(number in sheet.hidden_rows for number, _row in page.rows)
    page.links = {f"{row}:{column}": url for (row, column), url in sheet.links.items()}
    return page


def _fill_down(page: Page, sheet: Sheet, budget: Budget) -> None:
    """Cells that were merged over rows say the same in each: a sheet shows them once."""
    by_number = dict(page.rows)
    for first, last, column in sheet.merged:
        top = by_number.get(first, [])
        if column > MOST_COLUMNS or column >= len(top) or not top[column]:
            continue
        for number, row in page.rows:
            if first < number <= last and not (column < len(row) and row[column]):
                row += [""] * (column + 1 - len(row))
                budget.fill(top[column])
                row[column] = top[column]


def _sheets(path: Path, bounds: Bounds) -> Generator[Sheet]:
    reader = READERS.get(path.suffix.lower())
    known = reader is not None or path.suffix.lower() in RENAMED
    if known:
        _measured(path, bounds)
    if not known or _is_no_table(path):
        told = gettext_noop("This kind of file is not known. Use %(kinds)s.")
        kinds = [*(LINES[:1] if bounds == LOADED else ()), *KINDS]
        raise BrokenFileError(told, kinds=", ".join(kinds))
    return (_by_content(path) or reader or read_workbook)(path, bounds)


def _is_no_table(path: Path) -> bool:
    """A paper or a picture, whatever its name says."""
    with path.open("rb") as handle:
        return handle.read(8).startswith((b"%PDF-", b"{\\rtf", b"\x89PNG", b"\xff\xd8\xff", b"GIF8"))


def _by_content(path: Path) -> Callable[[Path, Bounds], Generator[Sheet]] | None:
    """The reader for what the file is, whatever its name says; None when the name may well be right."""
    with path.open("rb") as handle:
        head = handle.read(2000)
    if head.startswith(b"PK\x03\x04"):
        with sound(), zipfile.ZipFile(path) as archive:
            names = archive.NameToInfo
        if "[Content_Types].xml" in names:
            return read_workbook
        return read_open_document if "content.xml" in names else None
    if head.startswith(b"\xd0\xcf\x11\xe0"):
        raise BrokenFileError(OLDER)
    if _WEB_PAGE.match(head.replace(b"\0", b"")):
        raise BrokenFileError(WEB_PAGE)
    return read_separated if head.strip() and b"\0" not in head[2:] else None


def _measured(path: Path, bounds: Bounds) -> None:
    try:
        size = path.stat().st_size
    except OSError as error:
        raise BrokenFileError("The file can not be opened: %(why)s.", why=error.strerror) from error
    if size > bounds.most:
        raise BrokenFileError(TOO_BIG, most=bounds.most // 1_000_000)
