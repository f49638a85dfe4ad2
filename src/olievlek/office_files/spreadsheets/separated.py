"""Read CSV: which letters it has, and which sign stands between its cells."""

import csv
import io
import re
from collections import Counter
from collections.abc import Generator
from itertools import islice
from pathlib import Path

from olievlek.office_files.spreadsheets.bounds import (
    NOT_SOUND,
    TOO_LONG,
    TOO_MANY_ROWS,
    Bounds,
    BrokenFileError,
    Budget,
    gettext_noop,
)
from olievlek.office_files.spreadsheets.sheet import Line, Sheet, trimmed

SIGNS = ";,\t|"
LOOKED_AT = 1000  # rows, to find the sign between cells
MOST_ROWS = 1_500_000  # also empty ones; a spreadsheet has 1,048,576
_SAYS = re.compile(r'"?sep=(.)"?[;,]*\r?\n?', re.IGNORECASE)
_TEXT_FORMULA = re.compile(r'="([^"=]*)"')
_ACCENTS = re.compile("[éèëêïöüáàóçúÉËÏÖÜ€‘’“”–•…°²]")
_INSIDE = re.compile("(?<=[a-z])[‘“”„‚‹›•–—…ŽžŠšŒœƒ†‡ˆ‰¶¬∂√](?=[a-z])")  # no sign that stands inside a word
_UTF16 = {b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16"}


def read_separated(path: Path, bounds: Bounds) -> Generator[Sheet]:
    """The one sheet of a CSV."""
    yield Sheet("", _rows(path, bounds))


def _rows(path: Path, bounds: Bounds) -> Generator[Line]:
    text = _text_of(path.read_bytes(), bounds.encodings)
    csv.field_size_limit(bounds.cell)
    said = _SAYS.match(text)
    body = text[said.end() :] if said else text
    budget = Budget(bounds)
    try:
        sign = said.group(1) if said else sign_of(body)
        for number, row in enumerate(_read(body, sign), start=1):
            if number > MOST_ROWS:
                raise BrokenFileError(TOO_MANY_ROWS, rows=bounds.rows)
            budget.unpack(0)
            cells = [_TEXT_FORMULA.sub(r"\1", cell) if cell.startswith('="') else cell for cell in trimmed(row)]
            for cell in cells:
                budget.fill(cell)
            yield number, cells
    except csv.Error as error:
        raise _wrong(error, body, bounds) from error


def _read(text: str, sign: str) -> Generator[list[str]]:
    """Strict where that can be; a quote inside a cell that was not doubled is kept, one that never closes is not."""
    try:
        for _row in csv.reader(io.StringIO(text, newline=""), delimiter=sign, strict=True):
            pass
        strict = True
    except csv.Error as error:
        if "expected after" not in str(error):
            raise
        strict = False
    yield from csv.reader(io.StringIO(text, newline=""), delimiter=sign, strict=strict)


def _wrong(error: csv.Error, text: str, bounds: Bounds) -> BrokenFileError:
    if "field larger" in str(error):
        return BrokenFileError(TOO_LONG, most=bounds.cell)
    if "\x00" in text or "NUL" in str(error):
        return BrokenFileError(NOT_SOUND, kind="CSV")
    told = gettext_noop("Line %(line)s can not be read (%(why)s). Look for a quote that is not closed.")
    return BrokenFileError(told, line=text.count("\n") + 1, why=str(error))


def sign_of(text: str) -> str:
    """The sign that splits most rows in the same number of cells, outside quotes; a semicolon when none does."""
    return max(SIGNS, key=lambda sign: (_evenness(text, sign), -SIGNS.index(sign)))


def _evenness(text: str, sign: str) -> tuple[float, int]:
    """Which part of the rows has the number of cells that most have, and that number."""
    try:
        found = islice(csv.reader(io.StringIO(text, newline=""), delimiter=sign), LOOKED_AT)
        rows = [row for row in found if any(cell.strip() for cell in row)]
    except csv.Error:
        return 0.0, 0
    widths = [len(row) for row in rows]
    if not widths:
        return 0.0, 0
    width, times = Counter(widths).most_common(1)[0]
    share = times / len(widths)
    is_prose = sign == "," and width == 2 and widths[0] == 1  # a list of one column, with a comma in each text
    if width < 2 or share < 0.5 or is_prose or (widths[0] != width and share < 0.6):
        return 0.0, 0
    torn = sum(any(cell.count('"') % 2 for cell in row) for row in rows)  # it splits inside quotes
    return round(share * (1 - 0.9 * torn / len(rows)), 1), width


def _text_of(raw: bytes, encodings: tuple[str, ...]) -> str:
    """The text in the first encoding that fits; UTF-16 shows itself by its mark, or by a zero in every other byte."""
    if len(encodings) > 1:
        told = _UTF16.get(raw[:2]) or without_mark(raw)
        encodings = (told,) if told else encodings
    for encoding in encodings:
        encoding = _likely(raw) if encoding == "cp1252" else encoding
        try:
            return raw.removeprefix(b"\xef\xbb\xbf").decode(encoding).removeprefix("\ufeff")
        except UnicodeDecodeError:
            continue
    first = next((number for number, line in enumerate(raw.split(b"\n"), 1) if not _is_utf8(line)), 1)
    told = gettext_noop("Line %(line)s: the text is not UTF-8. Save the file again as UTF-8.")
    raise BrokenFileError(told, line=first)


def without_mark(raw: bytes) -> str:
    """UTF-16 shows itself by a zero in every other byte; "" for anything else."""
    zeros, odd = raw[:2000].count(0), raw[1:2000:2].count(0)
    if zeros <= len(raw[:2000]) // 4:
        return ""
    return "utf-16-le" if odd == zeros else "" if odd else "utf-16-be"


def _likely(raw: bytes) -> str:
    """Windows, a Mac or DOS: what reads most like Dutch. They differ in letters with accents only."""
    sample = raw[:200_000]

    def reads(encoding: str) -> int:
        text = sample.decode(encoding, "replace")
        return len(_ACCENTS.findall(text)) - len(_INSIDE.findall(text))

    return max(("cp1252", "mac-roman", "cp850"), key=reads)


def _is_utf8(raw: bytes) -> bool:
    try:
        raw.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True
