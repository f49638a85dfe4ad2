"""From the rows of a sheet to drafts: see what each would become, what stays empty and why, and what stays out."""

import re
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from django.utils.translation import gettext as _

from olievlek.accounts.models import User
from olievlek.cases.models import Case
from olievlek.cases.models.case import TITLE
from olievlek.cases.told import LINES, Told
from olievlek.core.export import as_typed
from olievlek.core.text import clean, folded, points
from olievlek.imports import cell_values
from olievlek.imports.bringing import pages_of
from olievlek.imports.cell_values import WORD_LISTS, UnknownWordsError, Words
from olievlek.imports.columns import LABELS, MAIL, PHONE, cells_of, names_people
from olievlek.imports.models import SheetImport
from olievlek.office_files.spreadsheets.formats import EVERY_ERROR
from olievlek.writing.forms import LONG

TOTAL = re.compile(
    r"(?:(?:eind|sub|deel)-?\s?)?tota(?:al|len)|(?:(?:sub|grand)\s?-?)?totals?|som|sum|gemiddelde?|average"
)
NOTE = re.compile(
    r"[*†‡¹²³]|\(?\d{1,2}\)\s|noot\b|bron(?:nen)?\s?:|toelichting\b|let op\b|n\.?b\.?\b|disclaimer|peildatum|legenda"
    r"|source\s?:|notes?\s?:|©|applied filters|toegepaste filters|ge[eë]xporteerd|exported|gegenereerd|generated"
    r"|laatst bijgewerkt|last updated|stand per\b|opmerking\s?:",
    re.IGNORECASE,
)
SHORT = re.compile(r"[-–—/.\s]*|n\.?\s?v\.?\s?t\.?|n/?a|onbekend|geen|unknown|none|tbd|nnb|p\.?m\.?", re.IGNORECASE)


@dataclass
class Row:
    """One row as it would become: what it tells, what of it stays empty (`remarks`), or why all does (`mistakes`)."""

    number: int
    cells: list[str]
    label: str = ""
    told: Told = field(default_factory=dict)
    language: str = ""
    mistakes: list[str] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)

    @property
    def is_right(self) -> bool:
        return not self.mistakes

    @property
    def title(self) -> str:
        return str(self.told.get("title", ""))


@dataclass(frozen=True)
class Question:
    """A word of the sheet that we do not know: the field it stands in, and how many rows have it."""

    key: str
    word: str
    times: int


@dataclass(frozen=True)
class Remark:
    """What of some rows stays empty, said once."""

    text: str
    rows: list[str]


class Intake:
    """The rows of one sheet, looked at with what this person may see now."""

    def __init__(self, sheet: SheetImport, user: User) -> None:
        self.sheet = sheet
        self.places = {key: place for place, key in enumerate(sheet.meant) if key}
        self.words = Words(sheet.words)
        self.turned = bool(sheet.layout.get("turned"))
        self.asked: Counter[tuple[str, str]] = Counter()
        self.names = [folded(name) for name in sheet.columns]
        same = Case.objects.visible_to(user).filter(owner=sheet.owner_id).order_by("pk")
        self.there = {folded(title) for title in same.values_list("title", flat=True)}

    @cached_property
    def links(self) -> dict[str, str]:
        pages, place = pages_of(self.sheet), self.sheet.layout.get("page", 0)
        return pages[place].links if place < len(pages) and not self.turned else {}

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
    def remarks(self) -> list[Remark]:
        """What stays empty in the rows that come in, each said once with its rows."""
        found: dict[str, list[str]] = {}
        for row in self.right:
            for text in row.remarks:
                found.setdefault(text, []).append(row.label)
        return [Remark(text, rows) for text, rows in found.items()]

    @property
    def questions(self) -> list[Question]:
        """Words that we do not know, those in most rows first; also those that somebody told the meaning of."""
        assert self.rows is not None
        return [Question(key, word, times) for (key, word), times in self.asked.most_common()]

    @cached_property
    def people(self) -> list[str]:
        """Columns with people, that stay out."""
        lines = self.sheet.lines
        return [
            name or "?"
            for place, (name, key) in enumerate(zip(self.sheet.columns, self.sheet.meant, strict=False))
            if not key and names_people(name, cells_of(place, lines))
        ]

    @property
    def left_out(self) -> list[str]:
        """Other columns that nothing is made of."""
        pairs = zip(self.sheet.columns, self.sheet.meant, strict=False)
        return [name for name, key in pairs if not key and name and name not in self.people]

    def shown(self, row: Row) -> list[tuple[str, str]]:
        """What of a row a reader would see, by name; the title stands above it."""
        pairs = [(str(LABELS[key]), self.words.told(key, row.told[key])) for key in LABELS if row.told.get(key)]
        return pairs[1:]

    def _row(self, number: int, given: list[str], first: dict[str, int]) -> Row:
        row = Row(number, given, _label(number, self.turned))
        if any(cell.strip() for cell in given[len(self.sheet.columns) :]):
            row.mistakes.append(_("This row has more cells than there are columns."))
        for key, place in self.places.items():
            self._read(row, key, given[place] if place < len(given) else "", f"{number}:{place}")
        row.language = str(row.told.pop("language", ""))
        if link := row.told.pop("link", ""):
            row.told["story"] = "\n\n".join(part for part in (row.told.get("story", ""), link) if part)
        if aside := self._aside(row):
            row.mistakes = [aside]
        else:
            self._not_twice(row, first)
        if (
            len(self.places) > 2
            and row.title
            and not row.remarks
            and not any(row.told[key] for key in row.told if key != "title")
        ):
            row.remarks.append(_("Only the title is filled in. If it is a heading, take it out of your sheet."))
        return row

    def _read(self, row: Row, key: str, raw: str, place: str) -> None:
        """One cell: what it tells, or what of it stays empty and why. Only a title can keep a whole row out."""
        label, text = str(LABELS[key]), as_typed(raw).strip()
        wrong = row.mistakes if key == "title" else row.remarks
        row.told[key] = [] if key in LINES or key in {"results", "themes"} else None if key == "year" else ""
        if raw.lstrip().startswith("="):
            told = _("%(column)s: a formula without its outcome. Save the sheet in your program once more.")
            wrong.append(told % {"column": label})
        elif text in EVERY_ERROR:
            wrong.append(_("%(column)s: the sheet shows an error (%(text)s).") % {"column": label, "text": text})
        elif len(text) > (TITLE if key == "title" else LONG):
            told = _("%(column)s: longer than %(most)s characters. Shorten it.")
            row.mistakes.append(told % {"column": label, "most": TITLE if key == "title" else LONG})
        elif key in WORD_LISTS:
            self._named(row, key, "" if SHORT.fullmatch(text) else text)
        else:
            try:
                row.told[key] = self._value(key, text, place)
            except ValueError as error:
                wrong += [] if SHORT.fullmatch(text) else [f"{label}: {error}"]
        self._mentions(row, key, label, text)

    def _named(self, row: Row, key: str, text: str) -> None:
        """Words of a list. What we do not know stays out, and is asked once for the whole sheet."""
        read: Callable[[str], Any] = self.words.stage if key == "stage" else self.words.themes
        try:
            row.told[key] = read(text)
        except UnknownWordsError as unknown:
            row.told[key] = unknown.known
            for word in unknown.words:
                told = _("%(column)s: we do not know “%(word)s”, so that stays empty.")
                row.remarks.append(told % {"column": str(LABELS[key]), "word": word[:60]})
        for word in self.words.not_of_ours(key, text):
            self.asked[key, word[:100]] += 1

    def _value(self, key: str, text: str, place: str) -> Any:
        if key == "year":
            return cell_values.year(text)
        if key == "link":
            return cell_values.link(text, self.links.get(place, "") if text else "")
        if key == "language":
            return cell_values.language(text)
        if key in LINES or key == "results":
            return points(text)
        return clean(text) if key == "title" else text

    def _mentions(self, row: Row, key: str, label: str, text: str) -> None:
        """An address or a number of somebody inside a text comes along; the maker hears of it before others see it."""
        if key != "link" and (MAIL.search(text) or PHONE.search(text)):
            told = _("%(column)s: there is a mail address or a phone number in it. Check whether that may be public.")
            row.remarks.append(told % {"column": label})

    def _aside(self, row: Row) -> str:
        """Why a row is no example, although it has text where the title stands: a total, a note, the names again."""
        filled = [cell.strip() for cell in row.cells if cell.strip()]
        if len(filled) > 1 and [folded(cell) for cell in row.cells] == self.names[: len(row.cells)]:
            return _("This row repeats the names of the columns.")
        if TOTAL.fullmatch(folded(filled[0]).strip(" :=")) and not any(
            re.search(r"[^\W\d_]{4}", cell) for cell in filled[1:]
        ):
            return _("This is a total, not an example.")
        if len(filled) == 1 and len(self.sheet.columns) > 1 and NOTE.match(filled[0]):
            return _("This is a note beside the table, not an example.")
        return ""

    def _not_twice(self, row: Row, first: dict[str, int]) -> None:
        """A row needs a title, and one that nobody has yet: so the same sheet doubles nothing."""
        title = folded(row.title)
        if not title:
            row.mistakes.append(_("There is no title. Fill it in: one sentence is enough."))
        elif title in first:
            told = _("The same title stands in row %(row)s. Leave one out, or give it another title.")
            row.mistakes.append(told % {"row": first[title]})
        elif title in self.there:
            row.mistakes.append(_("Your organisation has an example with this title already. Leave this row out."))
        first.setdefault(title, row.number)


def _label(number: int, turned: bool) -> str:
    """A row by its number, or a column by its letters, as the reader's program shows it."""
    if not turned:
        return _("Row %(number)s") % {"number": number}
    letters = ""
    while number:
        number, place = divmod(number - 1, 26)
        letters = chr(65 + place) + letters
    return _("Column %(letters)s") % {"letters": letters}
