"""How much a file may become, counted while it is read: never after it was made."""

import zipfile
import zlib
from dataclasses import dataclass, field
from time import process_time
from xml.etree.ElementTree import ParseError

from django.utils.translation import gettext


def gettext_noop(text: str) -> str:
    """Marks a text to be translated later. Django's own asks for settings, and a bounded process has none."""
    return text


MOST_COLUMNS = 40
NOT_UTF8 = gettext_noop("The text is not UTF-8. Save the file again with the encoding UTF-8.")
NOT_SOUND = gettext_noop("This is not a sound %(kind)s file. Open it, save it again and try once more.")
TOO_MANY_ROWS = gettext_noop("The file has more than %(rows)s rows. Cut it in pieces.")
TOO_MUCH = gettext_noop("The file holds more text than %(most)s characters. Cut it in pieces.")
TOO_LONG = gettext_noop("One cell holds more than %(most)s characters. Shorten it.")
TOO_MANY_CELLS = gettext_noop("The file has more than %(most)s filled cells. Cut it in pieces.")
TOO_SLOW = gettext_noop("Reading this file takes too long. Keep only the rows and columns you need, and save it again.")
TOO_BIG = gettext_noop("The file is larger than %(most)s MB. Cut it in pieces.")
UNPACKS = gettext_noop("The file unpacks to more than %(most)s MB. Cut it in pieces.")
EMPTY = gettext_noop("The file is empty. The first row holds the names of the columns.")
LOCKED = gettext_noop("The file is broken or locked. Open it, save it again and try once more.")
OLDER = gettext_noop(
    "This is a file of an older program, such as XLS, or a locked one. Save it as XLSX without a password, and bring"
    " that."
)
WEB_PAGE = gettext_noop(
    "This is a web page with the name of a spreadsheet. Open it in your spreadsheet program, and save it as XLSX."
)
DOCUMENT_TYPE = gettext_noop("The file holds a document type, which is not allowed.")

# What zipfile, csv and the parser of XML raise on files that were made to break them.
UNSOUND = (
    zipfile.BadZipFile, zlib.error, ParseError, EOFError, KeyError, IndexError, ValueError, TypeError,
    AttributeError, OverflowError, RecursionError, NotImplementedError, RuntimeError,
)  # fmt: skip


class BrokenFileError(Exception):
    """The file as a whole can not be read; the message says why and what to do: in English, `told` as the page is."""

    def __init__(self, text: str, values: dict[str, object] | None = None, **more: object) -> None:
        self.text, self.values = text, {**(values or {}), **more}
        super().__init__(text % self.values)

    def __reduce__(self) -> tuple[object, ...]:
        """It comes back from another process by its arguments."""
        return type(self), (self.text, self.values)

    @property
    def told(self) -> str:
        return gettext(self.text) % self.values


@dataclass(frozen=True)
class Bounds:
    """How much a file may hold: bytes, bytes unpacked, filled rows, cells, characters, and seconds of work.

    `cells` and `characters` count what is filled, over all sheets; `encodings` are tried for a CSV.
    `as_shown` writes numbers as a Dutch program shows them; without it they are what is stored, as programs need it.
    """

    most: int
    unpacked: int
    rows: int
    encodings: tuple[str, ...] = ("utf-8",)
    cells: int = 1_000_000
    characters: int = 10_000_000
    cell: int = 100_000
    seconds: float = 5.0
    sheets: int = 40
    as_shown: bool = True


@dataclass
class Budget:
    """What is left of the bounds while one file is read. Each method raises BrokenFileError when it is spent."""

    bounds: Bounds
    unpacked: int = 0
    cells: int = 0
    characters: int = 0
    began: float = field(default_factory=process_time)

    def unpack(self, size: int) -> None:
        self.unpacked += size
        if self.unpacked > self.bounds.unpacked:
            raise BrokenFileError(UNPACKS, most=self.bounds.unpacked // 1_000_000)
        if process_time() - self.began > self.bounds.seconds:
            raise BrokenFileError(TOO_SLOW)

    def write(self, characters: int, length: int = 0) -> None:
        """Room for so many characters more, asked before they are made; `length` is what the cell holds already."""
        self.characters += characters
        if characters + length > self.bounds.cell:
            raise BrokenFileError(TOO_LONG, most=self.bounds.cell)
        if self.characters > self.bounds.characters:
            raise BrokenFileError(TOO_MUCH, most=self.bounds.characters)

    def fill(self, text: str, times: int = 1) -> None:
        """So many filled cells with this text."""
        if not text:
            return
        self.cells += times
        if self.cells > self.bounds.cells:
            raise BrokenFileError(TOO_MANY_CELLS, most=self.bounds.cells)
        self.write(len(text))
        self.characters += len(text) * (times - 1)
        self.write(0)
