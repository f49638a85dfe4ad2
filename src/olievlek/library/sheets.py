"""Read JSON lines, CSV, XLSX and ODS into rows of text. A file that can not be read says how to mend it.

Nothing in a cell is computed: a formula stays the text that was typed. A zip that unpacks to too much is refused.
`read` gives rows by the names in the head, `cells` gives them as they stand there, the head first.
"""

import csv
import io
import json
import zipfile
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as Tree

from django.utils.translation import gettext, gettext_noop
from openpyxl import load_workbook

MOST_COLUMNS = 40
CELL = 2_000_000  # characters; a row over 200 kB is refused later, with its number

_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
NOT_UTF8 = gettext_noop("The text is not UTF-8. Save the file again with the encoding UTF-8.")
NOT_SOUND = gettext_noop("This is not a sound %(kind)s file. Open it, save it again and try once more.")
TOO_MANY_ROWS = gettext_noop("The file has more than %(rows)s rows. Cut it in pieces.")
EMPTY = gettext_noop("The file is empty. The first row holds the names of the columns.")
_BREAKS = {f"{_TEXT}line-break": "\n", f"{_TEXT}tab": "\t"}


# What openpyxl, zipfile and the parser of XML raise on files that were made to break them.
UNSOUND = (
    zipfile.BadZipFile, zlib.error, Tree.ParseError, EOFError, KeyError, IndexError, ValueError, TypeError,
    AttributeError, OverflowError, RecursionError, NotImplementedError,
)  # fmt: skip


class BrokenFileError(Exception):
    """The file as a whole can not be read; the message says why and what to do: in English, `told` as the page is."""

    def __init__(self, text: str, **values: object) -> None:
        super().__init__(text % values)
        self.text, self.values = text, values

    @property
    def told(self) -> str:
        return gettext(self.text) % self.values


@dataclass(frozen=True)
class Bounds:
    """How much a file may hold, in bytes and rows; of a CSV the encodings that are tried."""

    most: int
    unpacked: int
    rows: int
    encodings: tuple[str, ...] = ("utf-8",)


LOADED = Bounds(most=200_000_000, unpacked=400_000_000, rows=200_000)
EMPTY_ROWS = 20  # for each row with something in it; beyond that a file is made to keep us busy


@dataclass(frozen=True)
class Row:
    """One row of the file; `number` is what the reader's program shows. A `problem` stands in place of values."""

    number: int
    values: dict[str, str]
    problem: str = ""


def read(path: Path, bounds: Bounds = LOADED) -> Iterator[Row]:
    """Every row of a file, by the end of its name. Raises BrokenFileError."""
    if path.suffix.lower() in LINES:
        _measured(path, bounds)
        yield from _lines(path)
    else:
        yield from _table(cells(path, bounds), bounds)


def cells(path: Path, bounds: Bounds) -> Iterator[tuple[int, list[str]]]:
    """Every row of a sheet as text, with its number in the reader's program. Raises BrokenFileError."""
    reader = READERS.get(path.suffix.lower())
    if reader is None:
        raise BrokenFileError(gettext_noop("This kind of file is not known. Use %(kinds)s."), kinds=_kinds(bounds))
    _measured(path, bounds)
    for visited, row in enumerate(reader(path, bounds)):
        if visited > EMPTY_ROWS * bounds.rows:
            raise BrokenFileError(TOO_MANY_ROWS, rows=bounds.rows)
        yield row


def _kinds(bounds: Bounds) -> str:
    return ", ".join([*(LINES[:1] if bounds == LOADED else ()), *READERS])


def _measured(path: Path, bounds: Bounds) -> None:
    try:
        size = path.stat().st_size
    except OSError as error:
        raise BrokenFileError("The file can not be opened: %(why)s.", why=error.strerror) from error
    if size > bounds.most:
        told = gettext_noop("The file is larger than %(most)s MB. Cut it in pieces.")
        raise BrokenFileError(told, most=bounds.most // 1_000_000)


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


def _comma_separated(path: Path, bounds: Bounds) -> Iterator[tuple[int, list[str]]]:
    """CSV with commas, semicolons (as a Dutch spreadsheet writes it) or tabs."""
    text = _text_of(path.read_bytes(), bounds.encodings)
    head = text.lstrip("\r\n").partition("\n")[0]
    csv.field_size_limit(CELL)
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=max(",;\t", key=head.count), strict=True)
    try:
        yield from enumerate(rows, start=1)
    except csv.Error as error:
        told = gettext_noop("Line %(line)s can not be read (%(why)s). Look for a quote that is not closed.")
        raise BrokenFileError(told, line=rows.line_num, why=error) from error


def _text_of(raw: bytes, encodings: tuple[str, ...]) -> str:
    """The text in the first encoding that fits; Excel says so in front when it writes UTF-16."""
    if raw[:2] in {b"\xff\xfe", b"\xfe\xff"} and len(encodings) > 1:
        encodings = ("utf-16",)
    for encoding in encodings:
        try:
            return raw.removeprefix(b"\xef\xbb\xbf").decode(encoding)
        except UnicodeDecodeError:
            continue
    first = next((number for number, line in enumerate(raw.split(b"\n"), 1) if _decoded(line) is None), 1)
    told = gettext_noop("Line %(line)s: the text is not UTF-8. Save the file again as UTF-8.")
    raise BrokenFileError(told, line=first)


def _workbook(path: Path, bounds: Bounds) -> Iterator[tuple[int, list[str]]]:
    """The first sheet of an XLSX file."""
    _refuse_bombs(path, bounds)
    try:
        with path.open("rb") as handle:
            sheet = load_workbook(handle, read_only=True, data_only=False).worksheets[0]
            sheet.reset_dimensions()  # the file may lie about its size
            rows = sheet.iter_rows(max_col=MOST_COLUMNS + 1, values_only=True)
            for number, row in enumerate(rows, start=1):
                yield number, [_as_text(cell) for cell in row]
    except UNSOUND as error:
        raise BrokenFileError(NOT_SOUND, kind="XLSX") from error


def _open_document(path: Path, bounds: Bounds) -> Iterator[tuple[int, list[str]]]:
    """The first sheet of an ODS file."""
    _refuse_bombs(path, bounds)
    try:
        with zipfile.ZipFile(path) as archive, archive.open("content.xml") as handle:
            yield from _ods_rows(handle)
    except UNSOUND as error:
        raise BrokenFileError(NOT_SOUND, kind="ODS") from error


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
    found: list[str] = []
    for cell in row:
        if cell.tag in {f"{_TABLE}table-cell", f"{_TABLE}covered-table-cell"}:
            repeated = min(int(cell.get(f"{_TABLE}number-columns-repeated", "1")), MOST_COLUMNS + 1)
            found += [_ods_shown(cell)] * repeated
    return found[: MOST_COLUMNS + 1]


def _ods_shown(cell: Tree.Element) -> str:
    """What the cell shows; some programs leave that out and write the value of a number or a day only."""
    lines = [_ods_text(line) for line in cell if line.tag == f"{_TEXT}p"]
    if lines:
        return "\n".join(lines)
    value = cell.get(f"{_OFFICE}value") or cell.get(f"{_OFFICE}date-value") or ""
    return value.removesuffix(".0")


def _ods_text(node: Tree.Element) -> str:
    """The text of a paragraph; ODF writes runs of spaces, tabs and line breaks as elements."""
    inner = [_BREAKS.get(node.tag, "")]
    if node.tag == f"{_TEXT}s":
        inner.append(" " * min(int(node.get(f"{_TEXT}c", "1")), CELL))
    inner.append(node.text or "")
    for child in node:
        inner += [_ods_text(child), child.tail or ""]
    return "".join(inner)


def _table(rows: Iterator[tuple[int, list[str]]], bounds: Bounds) -> Iterator[Row]:
    """Rows under a head of names; empty rows are passed over."""
    _number, head = next(rows, (0, []))
    names = [name.strip().lower() for name in head]
    while names and not names[-1]:
        names.pop()
    if not names:
        raise BrokenFileError(EMPTY)
    filled = ((number, row) for number, row in rows if any(cell.strip() for cell in row))
    for count, (number, row) in enumerate(filled, start=1):
        if count > bounds.rows:
            raise BrokenFileError(TOO_MANY_ROWS, rows=bounds.rows)
        if any(row[len(names) :]):
            yield Row(number, {}, "This row has more cells than there are columns.")
        else:
            yield Row(number, dict(zip(names, row, strict=False)))


def _refuse_bombs(path: Path, bounds: Bounds) -> None:
    """A small zip may hold gigabytes, and an XML head may define entities that grow."""
    try:
        with zipfile.ZipFile(path) as archive:
            if sum(member.file_size for member in archive.infolist()) > bounds.unpacked:
                told = gettext_noop("The file unpacks to more than %(most)s MB. Cut it in pieces.")
                raise BrokenFileError(told, most=bounds.unpacked // 1_000_000)
            for member in archive.infolist():
                if member.filename.endswith((".xml", ".rels")):
                    with archive.open(member) as handle:
                        if b"<!DOCTYPE" in handle.read(1000):
                            raise BrokenFileError(gettext_noop("The file holds a document type, which is not allowed."))
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError) as error:
        told = gettext_noop("The file is broken or locked. Open it, save it again and try once more.")
        raise BrokenFileError(told) from error


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


LINES = (".jsonl", ".ndjson")
READERS: dict[str, Callable[[Path, Bounds], Iterator[tuple[int, list[str]]]]] = {
    ".csv": _comma_separated,
    ".xlsx": _workbook,
    ".ods": _open_document,
}
