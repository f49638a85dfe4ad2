"""Read JSON lines, CSV, XLSX and ODS into rows of text. A file that can not be read says how to mend it.

Nothing in a cell is computed: a formula stays the text that was typed. A zip that unpacks to too much is refused.
"""

import csv
import io
import json
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as Tree

from openpyxl import load_workbook

MOST_BYTES = 200_000_000
MOST_UNPACKED = 400_000_000
MOST_ROWS = 200_000
MOST_COLUMNS = 40
CELL = 2_000_000  # characters; a row over 200 kB is refused later, with its number

_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
NOT_UTF8 = "The text is not UTF-8. Save the file again with the encoding UTF-8."
_BREAKS = {f"{_TEXT}line-break": "\n", f"{_TEXT}tab": "\t"}


class BrokenFileError(Exception):
    """The file as a whole can not be read; the message says why and what to do."""


@dataclass(frozen=True)
class Row:
    """One row of the file; `number` is what the reader's program shows. A `problem` stands in place of values."""

    number: int
    values: dict[str, str]
    problem: str = ""


def read(path: Path) -> Iterator[Row]:
    """Every row of a file, by the end of its name. Raises BrokenFileError."""
    reader = READERS.get(path.suffix.lower())
    if reader is None:
        raise BrokenFileError("This kind of file is not known. Use .jsonl, .csv, .xlsx or .ods.")
    try:
        if path.stat().st_size > MOST_BYTES:
            raise BrokenFileError("The file is larger than 200 MB. Cut it in pieces.")
        yield from reader(path)
    except OSError as error:
        raise BrokenFileError(f"The file can not be opened: {error.strerror}.") from error


def _lines(path: Path) -> Iterator[Row]:
    """JSON lines: one object on each line."""
    with path.open("rb") as handle:
        for number, raw in enumerate(handle, start=1):
            if not raw.strip():
                continue
            text = _decoded(raw.removeprefix(b"\xef\xbb\xbf"))
            yield Row(number, {}, NOT_UTF8) if text is None else _object(number, text)


def _object(number: int, text: str) -> Row:
    try:
        told = json.loads(text)
    except (ValueError, RecursionError):
        return Row(number, {}, "This line is not valid JSON. Put one object on one line.")
    if not isinstance(told, dict):
        return Row(number, {}, 'This line is no object. Write {"id": …, "title": …}.')
    if any(isinstance(value, dict | list) for value in told.values()):
        return Row(number, {}, "A value is a list or an object. Write it as text.")
    return Row(number, {key: _as_text(value) for key, value in told.items()})


def _comma_separated(path: Path) -> Iterator[Row]:
    """CSV with commas, semicolons (as a Dutch spreadsheet writes it) or tabs."""
    raw = path.read_bytes().removeprefix(b"\xef\xbb\xbf")
    text = _decoded(raw)
    if text is None:
        first = next(number for number, line in enumerate(raw.split(b"\n"), 1) if _decoded(line) is None)
        raise BrokenFileError(f"Line {first}: {NOT_UTF8}")
    head = text.partition("\n")[0]
    csv.field_size_limit(CELL)
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=max(",;\t", key=head.count), strict=True)
    try:
        yield from _table(enumerate(rows, start=1))
    except csv.Error as error:
        told = f"Line {rows.line_num} can not be read ({error}). Look for a quote that is not closed."
        raise BrokenFileError(told) from error


def _workbook(path: Path) -> Iterator[Row]:
    """The first sheet of an XLSX file."""
    _refuse_bombs(path)
    try:
        sheet = load_workbook(path, read_only=True, data_only=False).worksheets[0]
        sheet.reset_dimensions()  # the file may lie about its size
        cells = sheet.iter_rows(max_col=MOST_COLUMNS, values_only=True)
        yield from _table((number, [_as_text(cell) for cell in row]) for number, row in enumerate(cells, start=1))
    except (zipfile.BadZipFile, KeyError, IndexError, ValueError, TypeError, Tree.ParseError) as error:
        raise BrokenFileError("This is not a sound XLSX file. Open it, save it again and try once more.") from error


def _open_document(path: Path) -> Iterator[Row]:
    """The first sheet of an ODS file."""
    _refuse_bombs(path)
    try:
        with zipfile.ZipFile(path) as archive, archive.open("content.xml") as handle:
            yield from _table(_ods_rows(handle))
    except (zipfile.BadZipFile, KeyError, ValueError, Tree.ParseError) as error:
        raise BrokenFileError("This is not a sound ODS file. Open it, save it again and try once more.") from error


def _ods_rows(handle: Any) -> Iterator[tuple[int, list[str]]]:
    number = 0
    for _event, node in Tree.iterparse(handle):  # noqa: S314  # expat limits entities; _refuse_bombs refuses a DOCTYPE
        if node.tag == f"{_TABLE}table-row":
            cells = _ods_cells(node)
            repeated = int(node.get(f"{_TABLE}number-rows-repeated", "1"))
            for _again in range(repeated if any(cells) else 0):
                number += 1
                yield number, cells
            number += 0 if any(cells) else repeated
            node.clear()
        elif node.tag == f"{_TABLE}table":
            return


def _ods_cells(row: Tree.Element) -> list[str]:
    cells: list[str] = []
    for cell in row:
        if cell.tag in {f"{_TABLE}table-cell", f"{_TABLE}covered-table-cell"}:
            repeated = min(int(cell.get(f"{_TABLE}number-columns-repeated", "1")), MOST_COLUMNS)
            cells += ["\n".join(_ods_text(line) for line in cell if line.tag == f"{_TEXT}p")] * repeated
    return cells[:MOST_COLUMNS]


def _ods_text(node: Tree.Element) -> str:
    """The text of a paragraph; ODF writes runs of spaces, tabs and line breaks as elements."""
    inner = [_BREAKS.get(node.tag, "")]
    if node.tag == f"{_TEXT}s":
        inner.append(" " * min(int(node.get(f"{_TEXT}c", "1")), CELL))
    inner.append(node.text or "")
    for child in node:
        inner += [_ods_text(child), child.tail or ""]
    return "".join(inner)


def _table(rows: Iterator[tuple[int, list[str]]]) -> Iterator[Row]:
    """Rows under a head of names; empty rows are passed over."""
    _number, head = next(rows, (0, []))
    names = [name.strip().lower() for name in head]
    while names and not names[-1]:
        names.pop()
    if not names:
        raise BrokenFileError("The file is empty. The first row holds the names of the columns.")
    filled = ((number, cells) for number, cells in rows if any(cell.strip() for cell in cells))
    for count, (number, cells) in enumerate(filled, start=1):
        if count > MOST_ROWS:
            raise BrokenFileError("The file has more than 200,000 rows. Cut it in pieces.")
        if any(cells[len(names) :]):
            yield Row(number, {}, "This row has more cells than there are columns.")
        else:
            yield Row(number, dict(zip(names, cells, strict=False)))


def _refuse_bombs(path: Path) -> None:
    """A small zip may hold gigabytes, and an XML head may define entities that grow."""
    try:
        with zipfile.ZipFile(path) as archive:
            if sum(member.file_size for member in archive.infolist()) > MOST_UNPACKED:
                raise BrokenFileError("The file unpacks to more than 400 MB. Cut it in pieces.")
            for member in archive.infolist():
                if member.filename.endswith(".xml"):
                    with archive.open(member) as handle:
                        if b"<!DOCTYPE" in handle.read(1000):
                            raise BrokenFileError("The file holds a document type, which is not allowed.")
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError) as error:
        raise BrokenFileError("The file is broken or locked. Open it, save it again and try once more.") from error


def _decoded(raw: bytes) -> str | None:
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        return None


def _as_text(value: Any) -> str:
    """A cell as somebody would type it: 12 and not 12.0."""
    if value is None:
        return ""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)


READERS: dict[str, Callable[[Path], Iterator[Row]]] = {
    ".jsonl": _lines,
    ".ndjson": _lines,
    ".csv": _comma_separated,
    ".xlsx": _workbook,
    ".ods": _open_document,
}
