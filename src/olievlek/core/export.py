"""A list to take along as CSV, XLSX or ODS. Knows no room: a view gives the columns and the rows it shows.

CSV is written so that a double click opens it right in Excel with Dutch settings, and in LibreOffice:
- UTF-8 with a BOM. Without it Excel reads Windows-1252 and shows "Ã©" for "é".
- Semicolons: the list separator of a Dutch Windows, so each cell gets a column. A line `sep=;` would undo the BOM.
- Every text in quotes: LibreOffice proposes to split at commas and tabs too.
"""

import re
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from itertools import islice
from typing import Any, TypeVar

import tablib
from django.conf import settings
from django.db.models import Model, QuerySet
from django.http import HttpResponse
from django.urls import register_converter
from django.utils import timezone
from django.utils.formats import number_format
from django.utils.functional import Promise
from django.utils.http import content_disposition_header
from django.utils.text import slugify
from django.utils.translation import gettext as _

from olievlek.core import text as clean_text
from olievlek.core.tables import Table

Row = TypeVar("Row", bound=Model)
Text = str | Promise
Value = Text | int | date | None

TYPES = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "ods": "application/vnd.oasis.opendocument.spreadsheet",
}
KINDS = tuple(TYPES)
MOST_ROWS = {"csv": 10_000, "xlsx": 10_000, "ods": 2_000}  # about two seconds each; ODS is slow to write
_BOM = "\ufeff"
_FORMULA = re.compile(r"[\t\r\n]|\s*[=+\-@＝＋－＠]")


class SheetKind:
    """`<sheet:kind>` in an address: `…/als/csv/`."""

    regex = "|".join(KINDS)

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value


register_converter(SheetKind, "sheet")


def sheet(kind: str, name: Text, columns: Sequence[Text], rows: Iterable[Sequence[Value]]) -> HttpResponse:
    """A file to save. Rows beyond MOST_ROWS stay away, and the last row says so.

    Args:
        kind: csv, xlsx or ods.
        name: what is in it; becomes the name of the file and of the sheet.
    """
    told = tablib.Dataset(headers=[harmless(str(column)) for column in columns], title=str(name)[:31])
    most, rest = MOST_ROWS[kind], iter(rows)
    for row in islice(rest, most):
        told.append([_cell(value) for value in row])
    if next(rest, None) is not None:
        more = _("Only the first %(number)s rows are here. Filter the list first to get the others.")
        told.append([more % {"number": number_format(most)}, *[""] * (len(columns) - 1)])
    response = HttpResponse(_written(told, kind), content_type=TYPES[kind])
    file = f"olievlek-{slugify(str(name))}-{timezone.localdate().isoformat()}.{kind}"
    response["Content-Disposition"] = content_disposition_header(True, file) or "attachment"
    response["X-Content-Type-Options"] = "nosniff"
    return response


def sheet_of(kind: str, name: Text, table: Table) -> HttpResponse:
    """A table of a page as a file; a cell that leads outside gives its address."""
    rows = [[cell.url if cell.url.startswith("http") else cell.text for _head, cell in row] for row in table.body()]
    return sheet(kind, name, [head.label for head in table.heads()], rows)


def fitting(kind: str, rows: "QuerySet[Row]") -> "QuerySet[Row]":
    """As many as a file holds, and one more, so that it can say that there are more."""
    return rows[: MOST_ROWS[kind] + 1]


def address(path: str) -> str:
    """A whole address: a file is opened elsewhere."""
    return f"{settings.OLIEVLEK_BASE_URL}{path}"


def _written(told: "tablib.Dataset", kind: str) -> bytes:
    if kind == "csv":
        text: str = told.export("csv", delimiter=";", quoting=2)  # csv.QUOTE_NONNUMERIC
        return (_BOM + text).encode()
    written: bytes = told.export(kind)
    return written


def _cell(value: Value) -> Any:
    """Whole numbers and days stay what they are; a moment becomes its day in the Netherlands."""
    if isinstance(value, datetime):
        return timezone.localtime(value).date()
    return value if isinstance(value, int | date) else harmless(str(value or ""))


def harmless(text: str) -> str:
    """What a spreadsheet would take for a formula stays text: it gets a quote in front."""
    text = writable(text)
    return f"'{text}" if _FORMULA.match(text) else text


def writable(text: str) -> str:
    """Without what no XML can hold."""
    return clean_text.writable(text)


def as_typed(text: str) -> str:
    """A text from a spreadsheet without the quote that `harmless` put in front."""
    return text[1:] if text.startswith("'") and _FORMULA.match(text[1:]) else text
