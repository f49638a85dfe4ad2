"""From a spreadsheet somebody brings to drafts: read it, see what each row would become, and say what is wrong."""

import difflib
import hashlib
import re
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from django.core.files import File
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from olievlek.accounts.models import User
from olievlek.core.export import as_typed
from olievlek.core.guard import is_storable
from olievlek.core.text import folded
from olievlek.library.columns import LABELS
from olievlek.library.models import Case, SheetImport
from olievlek.library.models.case import TITLE
from olievlek.library.share_forms import LONG
from olievlek.library.sheets import EMPTY, MOST_COLUMNS, NOT_SOUND, TOO_MANY_ROWS, Bounds, BrokenFileError, cells
from olievlek.library.told import LINES, Told
from olievlek.vocabulary.models import List, Term

BOUNDS = Bounds(most=5_000_000, unpacked=50_000_000, rows=500, encodings=("utf-8", "cp1252"))
YEAR = re.compile(r"((?:19|20)\d\d)(?:[-\s].*)?", re.DOTALL)
BULLET = re.compile(r"^\s*(?:[-•*–]\s+)?")
SINGLE = {"title", "year", "stage", "link"}


@dataclass(frozen=True)
class Loaded:
    """What a file holds: the names of its columns, and each filled row with its number."""

    columns: list[str]
    lines: list[tuple[int, list[str]]]
    digest: str


def load(file: "File[bytes]") -> Loaded:
    """Read what somebody brought. Raises BrokenFileError."""
    content = file.read(BOUNDS.most + 1)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"sheet{Path(file.name or '').suffix.lower()[:10]}"
        path.write_bytes(content)
        rows = ((number, row) for number, row in cells(path, BOUNDS) if any(cell.strip() for cell in row))
        _number, head = next(rows, (0, []))
        lines = _bounded(rows)
    columns = _named(head)
    if any(not is_storable(cell) for _number, row in [(0, columns), *lines] for cell in row):
        raise BrokenFileError(NOT_SOUND, kind="CSV")
    if not lines:
        raise BrokenFileError(gettext_noop("There are no rows below the names of the columns."))
    return Loaded(columns, lines, hashlib.sha256(content).hexdigest())


def _bounded(rows: Iterator[tuple[int, list[str]]]) -> list[tuple[int, list[str]]]:
    lines = []
    for number, row in rows:
        lines.append((number, row))
        if len(lines) > BOUNDS.rows:
            raise BrokenFileError(TOO_MANY_ROWS, rows=BOUNDS.rows)
    return lines


def _named(head: list[str]) -> list[str]:
    """Names of columns as they stand there, without empty ones at the end."""
    names = [" ".join(as_typed(name).split())[:100] for name in head]
    while names and not names[-1]:
        names.pop()
    if not names:
        raise BrokenFileError(EMPTY)
    if len(names) > MOST_COLUMNS:
        told = gettext_noop("The file has more than %(most)s columns. Leave some out.")
        raise BrokenFileError(told, most=MOST_COLUMNS)
    return names


@dataclass
class Row:
    """One row as it would become: what it tells, and what is wrong with it."""

    number: int
    cells: list[str]
    told: Told = field(default_factory=dict)
    mistakes: list[str] = field(default_factory=list)

    @property
    def is_right(self) -> bool:
        return not self.mistakes

    @property
    def title(self) -> str:
        return str(self.told.get("title", ""))


class Intake:
    """The rows of one sheet, looked at with what this person may see now."""

    def __init__(self, sheet: SheetImport, user: User) -> None:
        self.sheet = sheet
        self.places = {key: place for place, key in enumerate(sheet.meant) if key}
        self.words = Words()
        same = Case.objects.visible_to(user).filter(owner=sheet.owner_id).order_by("pk")
        self.there = {_same(title) for title in same.values_list("title", flat=True)}

    @cached_property
    def rows(self) -> list[Row]:
        first: dict[str, int] = {}
        return [self._row(number, row, first) for number, row in self.sheet.lines]

    @property
    def right(self) -> list[Row]:
        return [row for row in self.rows if row.is_right]

    @property
    def wrong(self) -> list[Row]:
        """Once taken in: what stayed out then, not what would be doubled now."""
        if self.sheet.taken_in_at:
            return [row for row in self.rows if row.number in self.sheet.left]
        return [row for row in self.rows if not row.is_right]

    @property
    def left_out(self) -> list[str]:
        """Columns that nothing is made of."""
        pairs = zip(self.sheet.columns, self.sheet.meant, strict=False)
        return [name or "?" for name, key in pairs if not key]

    def shown(self, row: Row) -> list[tuple[str, str]]:
        """What of a row a reader would see, by name; the title stands above it."""
        pairs = [(str(LABELS[key]), self.words.told(key, row.told[key])) for key in LABELS if row.told.get(key)]
        return pairs[1:]

    def _row(self, number: int, given: list[str], first: dict[str, int]) -> Row:
        row = Row(number, given)
        if any(cell.strip() for cell in given[len(self.sheet.columns) :]):
            row.mistakes.append(_("This row has more cells than there are columns."))
        for key, place in self.places.items():
            self._read(row, key, given[place] if place < len(given) else "")
        if link := row.told.pop("link", ""):
            row.told["story"] = "\n\n".join(part for part in (row.told.get("story", ""), link) if part)
        self._not_twice(row, first)
        return row

    def _read(self, row: Row, key: str, raw: str) -> None:
        """One cell: what it tells, or what is wrong with it and how to mend that."""
        label = str(LABELS[key])
        if raw.lstrip().startswith("="):
            row.mistakes.append(_("%(column)s: this is a formula. Put there what it shows.") % {"column": label})
            return
        text = as_typed(raw).strip()
        longest = TITLE if key == "title" else LONG
        if len(text) > longest:
            told = _("%(column)s: longer than %(most)s characters. Shorten it.")
            row.mistakes.append(told % {"column": label, "most": longest})
        try:
            row.told[key] = self._value(key, text)
        except ValueError as error:
            row.mistakes.append(f"{label}: {error}")

    def _value(self, key: str, text: str) -> Any:
        if key == "year":
            return _year(text)
        if key == "stage":
            return self.words.one(List.INITIATIVE_STAGE, text)
        if key == "themes":
            return self.words.themes(text)
        if key == "link":
            return _link(text)
        if key in LINES or key == "results":
            return [line for one in text.splitlines() if (line := BULLET.sub("", one).strip())]
        return " ".join(text.split()) if key == "title" else text

    def _not_twice(self, row: Row, first: dict[str, int]) -> None:
        """A row needs a title, and one that nobody has yet: so the same sheet doubles nothing."""
        title = _same(row.title)
        if not title:
            row.mistakes.append(_("There is no title. Fill it in: one sentence is enough."))
        elif title in first:
            told = _("The same title stands in row %(row)s. Leave one out, or give it another title.")
            row.mistakes.append(told % {"row": first[title]})
        elif title in self.there:
            row.mistakes.append(_("Your organisation has an example with this title already. Leave this row out."))
        first.setdefault(title, row.number)


class Words:
    """The lists that a cell can name a word of: by its name in Dutch or English, or by its key."""

    @cached_property
    def _known(self) -> dict[tuple[str, str], Term]:
        terms = Term.objects.filter(list__in=[List.THEME, List.INITIATIVE_STAGE]).order_by("list", "position")
        return {(term.list, _same(name)): term for term in terms for name in (term.key, term.name_en, term.name_nl)}

    def told(self, key: str, value: Any) -> str:
        """A value as a reader sees it: words by their name, lists below each other."""
        lists = {"themes": List.THEME, "stage": List.INITIATIVE_STAGE}
        if key in lists:
            keys = value if isinstance(value, list) else [value]
            return ", ".join(self._known[lists[key], _same(one)].name for one in keys)
        return "\n".join(value) if isinstance(value, list) else str(value)

    def one(self, which: List, text: str) -> str:
        """The key of one word; says which word comes near when there is none."""
        if not text:
            return ""
        found = self._known.get((which, _same(text)))
        if found is None:
            raise ValueError(self._unknown(which, text))
        return found.key

    def _unknown(self, which: List, text: str) -> str:
        """Names the word that comes near in either language; without one, where the words stand."""
        names = [name for one, name in self._known if one == which]
        near = difflib.get_close_matches(_same(text), names, n=1)
        if near:
            told = _("we do not know “%(word)s”. Do you mean “%(near)s”?")
            return told % {"word": text[:60], "near": self._known[which, near[0]].name}
        if which == List.THEME:
            return _("we do not know “%(word)s”. Take a word of the page with themes.") % {"word": text[:60]}
        every = dict.fromkeys(term.name for (one, _name), term in self._known.items() if one == which)
        return _("we do not know “%(word)s”. Use one of: %(every)s.") % {"word": text[:60], "every": ", ".join(every)}

    def themes(self, text: str) -> list[str]:
        """Keys; between themes stands a semicolon, a line break, or a comma that is no part of a name."""
        whole = [part.strip() for part in re.split(r"[;\n|]", text) if part.strip()]
        parts = [
            piece.strip()
            for part in whole
            for piece in ([part] if (List.THEME, _same(part)) in self._known else part.split(","))
            if piece.strip()
        ]
        return list(dict.fromkeys(self.one(List.THEME, part) for part in parts))


def _same(text: str) -> str:
    """As somebody would call two texts the same."""
    return folded(text)


def _year(text: str) -> int | None:
    if not text:
        return None
    found = YEAR.fullmatch(text)
    if found is None:
        raise ValueError(_("“%(text)s” is no year. Write four figures, such as 2024.") % {"text": text[:40]})
    return int(found.group(1))


def _link(text: str) -> str:
    try:
        is_address = urlsplit(text).scheme in {"http", "https"} and bool(urlsplit(text).hostname)
    except ValueError:
        is_address = False
    if text and not is_address:
        raise ValueError(_("“%(text)s” is no address. It begins with https://.") % {"text": text[:60]})
    return text
