"""Read XLSX: every sheet in turn, the value that a formula had when it was saved, and numbers as their format says.

openpyxl is not used to read: it builds all shared texts and styles before it can be stopped.
"""

import posixpath
import re
import zipfile
from collections.abc import Generator
from pathlib import Path
from typing import Any

from olievlek.office_files.spreadsheets import formats
from olievlek.office_files.spreadsheets.bounds import MOST_COLUMNS, Bounds, Budget
from olievlek.office_files.spreadsheets.markup import Target, local, opened, read_part, walk
from olievlek.office_files.spreadsheets.sheet import Line, Sheet, nothing

MOST_STYLES = 70_000  # a cell of Excel can not tell more apart
MOST_MERGED = 5_000
_PLACE = re.compile(r"\$?([A-Z]{1,3})\$?(\d{1,7})")
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")
_HYPERLINK = re.compile(r'\s*HYPERLINK\(\s*"(https?://[^"]{1,2000})"', re.IGNORECASE)


def read_workbook(path: Path, bounds: Bounds) -> Generator[Sheet]:
    """The sheets in their order, hidden ones too. Take the rows of one before the next."""
    budget = Budget(bounds)
    with opened(path, budget) as archive:
        book = _Book()
        home = _home(archive, budget)
        read_part(archive, home, book, budget)
        base = posixpath.dirname(home)
        parts = _related(archive, home, budget)
        beside = {kind: part for part, kind in parts.values()}
        texts, styles = _Texts(budget), _Styles()
        read_part(archive, beside.get("sharedStrings", f"{base}/sharedStrings.xml"), texts, budget)
        read_part(archive, beside.get("styles", f"{base}/styles.xml"), styles, budget)
        sheets = [(told, parts[told[1]][0]) for told in book.sheets if parts.get(told[1], ("", ""))[1] == "worksheet"]
        if not sheets:
            raise KeyError("no sheets")
        for (name, _key, hidden), part in sheets[: bounds.sheets]:
            sheet = Sheet(name, nothing(), hidden)
            cells = _Cells(sheet, texts.found, styles, book.from_1904, budget)
            sheet.rows = _rows(archive, part, cells, budget)
            yield sheet


def _rows(archive: zipfile.ZipFile, part: str, cells: "_Cells", budget: Budget) -> Generator[Line]:
    for _piece in walk(archive, part, cells, budget):
        yield from cells.ready
        cells.ready.clear()
    links = {key: where for key, (where, _kind) in _related(archive, part, budget).items()}
    for place, key in cells.linked:
        if links.get(key, "").startswith(("http://", "https://")):
            cells.sheet.links[place] = links[key]


def _home(archive: zipfile.ZipFile, budget: Budget) -> str:
    found = {kind: part for part, kind in _related(archive, "", budget).values()}
    return found.get("officeDocument", "xl/workbook.xml")


def _related(archive: zipfile.ZipFile, part: str, budget: Budget) -> dict[str, tuple[str, str]]:
    """What a part points to: by key the other part, or the address outside, and its kind."""
    base, name = posixpath.split(part)
    told = _Relations(base)
    read_part(archive, posixpath.join(base, "_rels", f"{name}.rels"), told, budget)
    return told.found


class _Relations(Target):
    def __init__(self, base: str) -> None:
        super().__init__()
        self.base = base
        self.found: dict[str, tuple[str, str]] = {}

    def begin(self, name: str, given: dict[str, str]) -> None:
        if name != "Relationship" or len(self.found) >= MOST_STYLES:
            return
        where = given.get("Target", "")
        if given.get("TargetMode") != "External":
            where = where[1:] if where.startswith("/") else posixpath.normpath(posixpath.join(self.base, where))
        self.found[given.get("Id", "")] = (where[:2000], given.get("Type", "").rpartition("/")[2])


class _Book(Target):
    def __init__(self) -> None:
        super().__init__()
        self.sheets: list[tuple[str, str, bool]] = []
        self.from_1904 = False

    def begin(self, name: str, given: dict[str, str]) -> None:
        if name == "workbookPr":
            self.from_1904 = given.get("date1904") in {"1", "true"}
        elif name == "sheet" and len(self.sheets) < 1000:
            hidden = given.get("state", "visible") != "visible"
            self.sheets.append((given.get("name", "")[:100], local(given, "id"), hidden))


class _Texts(Target):
    """The texts that cells point to. Runs with their own letters are put together, how to read them aloud is not."""

    def __init__(self, budget: Budget) -> None:
        super().__init__()
        self.budget = budget
        self.found: list[str] = []
        self.parts: list[str] = []
        self.length, self.is_text, self.aloud = 0, False, False

    def begin(self, name: str, _given: dict[str, str]) -> None:
        if name == "si":
            self.parts, self.length = [], 0
        self.is_text = name == "t" and not self.aloud
        self.aloud = self.aloud or name == "rPh"

    def data(self, text: str) -> None:
        if self.is_text:
            self.budget.write(len(text), self.length)
            self.length += len(text)
            self.parts.append(text)

    def finish(self, name: str) -> None:
        self.is_text = False
        if name == "rPh":
            self.aloud = False
        elif name == "si":
            self.budget.fill("x")
            self.found.append(_unescaped("".join(self.parts)))


class _Styles(Target):
    """For each style the format of its numbers."""

    def __init__(self) -> None:
        super().__init__()
        self.own: dict[int, str] = {}
        self.ids: list[int] = []
        self.inside = False

    def begin(self, name: str, given: dict[str, str]) -> None:
        if name == "cellXfs":
            self.inside = True
        elif name == "xf" and self.inside:
            self.ids.append(int(given.get("numFmtId", "0")))
        elif name == "numFmt":
            self.own[int(given["numFmtId"])] = given.get("formatCode", "")[:300]
        if len(self.ids) > MOST_STYLES or len(self.own) > MOST_STYLES:
            raise ValueError("more styles than a program can make")

    def finish(self, name: str) -> None:
        if name == "cellXfs":
            self.inside = False

    def of(self, style: str) -> str:
        number = self.ids[int(style)] if style.isdigit() and int(style) < len(self.ids) else 0
        return self.own.get(number) or formats.BUILT_IN.get(number, "General")


class _Cells(Target):
    """The rows of a sheet, in `ready` when they are whole."""

    def __init__(self, sheet: Sheet, texts: list[str], styles: _Styles, from_1904: bool, budget: Budget) -> None:
        super().__init__()
        self.sheet, self.texts, self.styles, self.from_1904, self.budget = sheet, texts, styles, from_1904, budget
        self.ready: list[Line] = []
        self.linked: list[tuple[tuple[int, int], str]] = []
        self.number, self.column = 0, -1
        self.row: dict[int, str] = {}
        self.cell: dict[str, str] = {}
        self.parts: dict[str, list[str]] = {}
        self.into, self.length = "", 0

    def begin(self, name: str, given: dict[str, str]) -> None:
        if name == "row":
            self.number = int(given.get("r", self.number + 1))
            self.column, self.row = -1, {}
            if given.get("hidden") in {"1", "true"} and len(self.sheet.hidden_rows) < MOST_STYLES:
                self.sheet.hidden_rows.add(self.number)
        elif name == "c":
            self.cell, self.parts, self.length = given, {}, 0
            place = _PLACE.fullmatch(given.get("r", ""))
            self.column = _column(place.group(1)) if place else self.column + 1
        elif name in {"v", "f", "t"}:
            self.into = name
            self.parts.setdefault(name, [])
        elif name == "rPh":
            self.into = "aloud"
        elif name == "mergeCell":
            self._merge(given.get("ref", ""))
        elif name == "hyperlink" and (place := _PLACE.match(given.get("ref", ""))) and len(self.linked) < MOST_MERGED:
            self.linked.append(((int(place.group(2)), _column(place.group(1))), local(given, "id")))

    def data(self, text: str) -> None:
        if self.into in self.parts:
            self.budget.write(0, self.length + len(text))
            self.length += len(text)
            self.parts[self.into].append(text)

    def finish(self, name: str) -> None:
        self.into = ""
        if name == "c":
            self._keep(self._shown())
        elif name == "row":
            if self.row:
                self.ready.append((self.number, [self.row.get(place, "") for place in range(max(self.row) + 1)]))
            self.row = {}

    def _keep(self, text: str) -> None:
        if text and self.column <= MOST_COLUMNS:
            self.budget.fill(text)
            self.row[self.column] = text

    def _merge(self, ref: str) -> None:
        first, _colon, last = ref.partition(":")
        ends = _PLACE.fullmatch(first), _PLACE.fullmatch(last)
        if ends[0] and ends[1] and len(self.sheet.merged) < MOST_MERGED:
            self.sheet.merged.append((int(ends[0].group(2)), int(ends[1].group(2)), _column(ends[0].group(1))))

    def _shown(self) -> str:
        """What the cell shows; a formula without a saved value shows itself."""
        kind = self.cell.get("t", "n")
        if kind == "inlineStr":
            return _unescaped("".join(self.parts.get("t", [])))
        value = "".join(self.parts.get("v", []))
        if "f" in self.parts:
            formula = "".join(self.parts["f"])
            if found := _HYPERLINK.match(formula):
                self.sheet.links[self.number, self.column] = found.group(1)
            if not value and kind != "str":
                return "=" + formula.replace("_xlfn.", "").strip()
        return self._typed(kind, value) if value else ""

    def _typed(self, kind: str, value: str) -> str:
        if kind == "s":
            return self.texts[int(value)]
        if kind == "b":
            return formats.TRUTH[value.strip() in {"1", "true"}]
        if kind == "e":
            return formats.ERRORS.get(value, value)
        if kind == "d":
            return formats.day(value)
        return _unescaped(value) if kind == "str" else self._number(value)

    def _number(self, value: str) -> str:
        number, code = float(value), self.styles.of(self.cell.get("s", ""))
        if not abs(number) < 1e300:
            return value
        if self.budget.bounds.as_shown:
            return formats.shown(number, code, from_1904=self.from_1904)
        return formats.iso(number, from_1904=self.from_1904) if formats.is_date(code) else formats.plain(number)


def _column(letters: str) -> int:
    """From 0."""
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number - 1


def _unescaped(text: str) -> str:
    """Excel writes signs that XML can not hold as _x000B_."""

    def sign(found: Any) -> str:
        code = int(found.group(1), 16)
        return "\ufffd" if 0xD800 <= code <= 0xDFFF else chr(code)

    return _ESCAPED.sub(sign, text) if "_x" in text else text
