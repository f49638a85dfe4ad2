"""Read ODS: every sheet in turn, as the cells show it. What may repeat is counted before it is written."""

import re
import zipfile
from collections.abc import Generator, Iterator
from pathlib import Path

from olievlek.office_files.spreadsheets import formats
from olievlek.office_files.spreadsheets.bounds import MOST_COLUMNS, Bounds, Budget
from olievlek.office_files.spreadsheets.markup import Target, local, opened, walk
from olievlek.office_files.spreadsheets.sheet import Line, Sheet, nothing

ELSEWHERE = {"annotation", "frame", "custom-shape", "g", "control", "ruby-text"}  # remarks and drawings over a cell
_SIGNS = {"line-break": "\n", "tab": "\t"}
_CLOCK = re.compile(r"(\d+)[HM]")
_SYMBOLS = {"EUR": "€", "USD": "$", "GBP": "£"}
_END = "end of sheet"


def read_open_document(path: Path, bounds: Bounds) -> Generator[Sheet]:
    """The sheets in their order, hidden ones too. Take the rows of one before the next."""
    budget = Budget(bounds)
    with opened(path, budget) as archive:
        told = _told(archive, budget)
        count = 0
        for sheet in told:
            if isinstance(sheet, Sheet) and count < bounds.sheets:
                count += 1
                sheet.rows = _until_end(told)
                yield sheet
        if not count:
            raise KeyError("no sheets")


def _until_end(told: "Iterator[Sheet | Line | str]") -> Generator[Line]:
    for one in told:
        if isinstance(one, tuple):
            yield one
        elif one == _END:
            return


def _told(archive: zipfile.ZipFile, budget: Budget) -> "Generator[Sheet | Line | str]":
    target = _Content(budget)
    for _piece in walk(archive, "content.xml", target, budget):
        yield from target.ready
        target.ready.clear()


class _Content(Target):
    """Sheets, their rows and where they end, in `ready`."""

    def __init__(self, budget: Budget) -> None:
        super().__init__()
        self.budget = budget
        self.ready: list[Sheet | Line | str] = []
        self.hidden_styles: set[str] = set()
        self.style, self.sheet, self.tables = "", Sheet("", nothing()), 0
        self.number, self.again, self.row = 0, 1, [""]
        self.cell: dict[str, str] | None = None
        self.lines: list[list[str]] = []
        self.length, self.elsewhere, self.link = 0, 0, ""

    def begin(self, name: str, given: dict[str, str]) -> None:
        if self.elsewhere or name in ELSEWHERE:
            self.elsewhere += 1
        elif name == "style":
            self.style = local(given, "name")
        elif name == "table-properties" and local(given, "display") == "false":
            self.hidden_styles.add(self.style)
        elif name == "table":
            self._table(given)
        elif name == "table-row":
            self.again = max(int(local(given, "number-rows-repeated", "1")), 1)
            self.row, self.hides = [], local(given, "visibility", "visible") != "visible"
        elif name in {"table-cell", "covered-table-cell"}:
            self.cell, self.lines, self.length, self.link = given, [], 0, ""
        elif self.cell is not None:
            self._text(name, given)

    def _table(self, given: dict[str, str]) -> None:
        self.tables += 1
        if self.tables == 1:
            self.sheet = Sheet(local(given, "name")[:100], nothing(), local(given, "style-name") in self.hidden_styles)
            self.number = 0
            self.ready.append(self.sheet)

    def _text(self, name: str, given: dict[str, str]) -> None:
        if name == "p":
            self.lines.append([])
        elif name == "s":
            self._write(" ", max(int(local(given, "c", "1")), 1))
        elif name in _SIGNS:
            self._write(_SIGNS[name])
        elif name == "a":
            self.link = self.link or local(given, "href")[:2000]

    def _write(self, text: str, times: int = 1) -> None:
        if self.lines:
            self.budget.write(len(text) * times, self.length)
            self.length += len(text) * times
            self.lines[-1].append(text * times)

    def data(self, text: str) -> None:
        if self.cell is not None and not self.elsewhere:
            self._write(text)

    def finish(self, name: str) -> None:
        if self.elsewhere:
            self.elsewhere -= 1
        elif name in {"table-cell", "covered-table-cell"} and self.cell is not None:
            self._keep(self.cell)
            self.cell = None
        elif name == "table-row":
            self._rows()
        elif name == "table":
            self.tables -= 1
            if not self.tables:
                self.ready.append(_END)

    def _keep(self, cell: dict[str, str]) -> None:
        """A cell that repeats is many; empty ones at the end of a row come to nothing."""
        text, place = self._shown(cell), len(self.row)
        again = min(max(int(local(cell, "number-columns-repeated", "1")), 1), MOST_COLUMNS + 1 - place)
        if again <= 0:
            return
        self.budget.fill(text, again)
        self.row += [text] * again
        if text and self.link.startswith(("http://", "https://")):
            self.sheet.links[self.number + 1, place] = self.link
        spanned = int(local(cell, "number-rows-spanned", "1"))
        if spanned > 1 and len(self.sheet.merged) < 5_000:
            self.sheet.merged.append((self.number + 1, self.number + spanned, place))

    def _rows(self) -> None:
        """Rows with nothing in them only count on; a filled one that repeats is there as often as a reader wants."""
        if self.tables != 1 or not any(self.row):
            self.number += self.again
            return
        for _time in range(min(self.again, self.budget.bounds.rows + 100)):
            self.number += 1
            self.ready.append((self.number, self.row))
            self.sheet.hidden_rows |= {self.number} if self.hides else set()
            for text in self.row if _time else ():
                self.budget.fill(text)

    def _shown(self, cell: dict[str, str]) -> str:
        """What the cell shows; some programs leave that out and write the value of a number or a day only."""
        text = "\n".join("".join(line) for line in self.lines)
        kind = local(cell, "value-type")
        if kind == "boolean" and local(cell, "boolean-value"):
            return formats.TRUTH[local(cell, "boolean-value") == "true"]
        value = local(cell, "value") or local(cell, "date-value") or local(cell, "string-value")
        if not text and (value or local(cell, "time-value")):
            self.budget.write(len(value))
            return self._stored(cell, kind, value) if self.budget.bounds.as_shown else value.removesuffix(".0")
        formula = local(cell, "formula")
        if not text and formula and kind != "string":
            return "=" + formula.removeprefix("of:").lstrip("=")[:500]
        return text

    def _stored(self, cell: dict[str, str], kind: str, value: str) -> str:
        """A value without its text, as a sheet would show it."""
        if kind == "date":
            return formats.day(value)
        if kind == "time":
            return ":".join(part.zfill(2) for part in _CLOCK.findall(local(cell, "time-value"))[:2])
        if kind not in {"percentage", "currency", "float"}:
            return value
        code = {"percentage": "0.##%", "currency": f'"{_SYMBOLS.get(local(cell, "currency"), "")}" #,##0.00'}
        return formats.shown(float(value), code.get(kind, "General"))
