"""Import cases of others: check every row first, then take in all or nothing. The same id again updates."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from hashlib import sha256
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from django.db import transaction
from django.utils import timezone
from django.utils.text import slugify

from olievlek.cases import events
from olievlek.cases.models import Case
from olievlek.core.guard import is_storable
from olievlek.core.rows.locks import lock
from olievlek.core.text import clean
from olievlek.imports.matching import Matcher
from olievlek.imports.tongue import LANGUAGES, language_of, named
from olievlek.index import projection
from olievlek.office_files.spreadsheets import LINES, Row, read
from olievlek.timeline.record import record, retoken
from olievlek.vocabulary import content as vocabulary
from olievlek.vocabulary.models import List, Term

COLUMNS = ("id", "title", "description", "organisation", "url", "licence", "type", "language")
MUST = ("id", "title")
MOST_BYTES = 200_000
WIDTHS = {"id": 200, "title": 300, "url": 1000, "licence": 200, "type": 100, "organisation": 1000, "language": 50}
CHUNK = 500
MOST_ERRORS = 50

KINDS = (
    ("service", ("algorit", "application", "service", "software", "api", "publiccode", "register", "tool", "dienst")),
    ("method", ("process", "function", "proces", "requirement", "methode")),
    ("instrument", ("measure", "instrument", "standaard", "standard", "handreiking")),
    ("building_block", ("bouwsteen", "building", "component", "dataset", "readme")),
    ("experiment", ("pilot", "experiment", "proef")),
    ("deal", ("deal",)),
    ("research", ("onderzoek", "research", "rapport")),
)


@dataclass(frozen=True)
class Mistake:
    """What is wrong in a row, and how to mend it; row 0 is the file."""

    row: int
    text: str

    def __str__(self) -> str:
        return f"Row {self.row}: {self.text}" if self.row else self.text


class MistakesError(ValueError):
    """The file has mistakes; nothing was taken in."""

    def __init__(self, mistakes: list[Mistake]) -> None:
        super().__init__(f"{len(mistakes)} mistakes")
        self.mistakes = mistakes


@dataclass
class Outcome:
    """What an import did."""

    rows: int = 0
    made: int = 0
    changed: int = 0
    same: int = 0
    kept: int = 0
    unknown_organisations: set[str] = field(default_factory=set)
    without_licence: int = 0


def checked(path: Path, *, language: str = "") -> list[dict[str, str]]:
    """The rows of a file with its columns. Raises MistakesError or BrokenFileError; reads no database.

    Args:
        language: of rows that do not say it themselves; without it, it is told from the text where that is clear.
    """
    first: dict[str, int] = {}
    mistakes: list[Mistake] = []
    rows: list[dict[str, str]] = []
    head = _Head(has_rows_of_its_own=path.suffix.lower() in LINES)
    for row in read(path):
        found = [Mistake(0 if once else row.number, text) for text, once in (*head.wrong(row), *_wrong(row, head))]
        key = clean(row.values.get("id", ""))
        if key in first:
            told = f"The id {key!r} was used before, in row {first[key]}. Give each row an id of its own."
            found.append(Mistake(row.number, told))
        elif key:
            first[key] = row.number
        mistakes += found
        rows.append(_cleaned(row, language))
    if not rows and not mistakes:
        mistakes = [Mistake(0, "The file holds no rows.")]
    if mistakes:
        raise MistakesError(mistakes)
    return rows


def _cleaned(row: Row, language: str) -> dict[str, str]:
    values = {name: clean(row.values.get(name, ""), lines=name == "description") for name in COLUMNS}
    said = named(values["language"]) or language
    return values | {"language": said or language_of([values["title"], values["description"]])}


class _Head:
    """What is wrong with the names of the columns: said once, and not in every row."""

    def __init__(self, *, has_rows_of_its_own: bool) -> None:
        self.has_rows_of_its_own = has_rows_of_its_own
        self.said: set[str] = set()

    def wrong(self, row: Row) -> Iterable[tuple[str, bool]]:
        """Each text with whether it is about the file, and not about this row."""
        if row.problem:
            return
        for name in sorted(set(row.values) - set(COLUMNS) - self.said):
            self.said.add(name)
            yield f"The column {name!r} is not known. Use {', '.join(COLUMNS)}.", not self.has_rows_of_its_own
        for name in [name for name in MUST if self.lacks(name, row) and name not in self.said]:
            self.said.add(name)
            yield f"There is no column {name!r}. Add it, or give a column that name.", True

    def lacks(self, name: str, row: Row) -> bool:
        return not self.has_rows_of_its_own and name not in row.values


def _wrong(row: Row, head: _Head) -> Iterable[tuple[str, bool]]:
    return ((text, False) for text in _mistakes(row, head))


def _mistakes(row: Row, head: _Head) -> Iterable[str]:
    if row.problem:
        yield row.problem
        return
    for name in MUST:
        if not clean(row.values.get(name, "")) and not head.lacks(name, row):
            yield f"There is no {name}. Fill it in."
    if sum(len(value.encode("utf-8", "surrogatepass")) for value in row.values.values()) > MOST_BYTES:
        yield "The row is larger than 200 kB. Shorten the description."
    elif not all(is_storable(value) for value in row.values.values()):
        yield "The row holds characters that can not be stored (NUL or half a character). Take them out."
    for name, width in WIDTHS.items():
        if len(row.values.get(name, "").strip()) > width:
            yield f"The {name} is longer than {width} characters. Shorten it."
    if (said := clean(row.values.get("language", ""))) and named(said) is None:
        yield f"The language {said[:40]!r} is not known. Use {', '.join(LANGUAGES)}, or leave it empty."


def _is_web_address(url: str) -> bool:
    try:
        return urlsplit(url).scheme in {"http", "https"} and bool(urlsplit(url).hostname)
    except ValueError:
        return False


@transaction.atomic
def take_in(rows: list[dict[str, str]], *, source_name: str = "", draft: bool = False) -> Outcome:
    """Store checked rows as cases. A case that a moderator corrected keeps what she wrote.

    Args:
        source_name: shown as the source of each new case.
        draft: new cases are for moderators; without it, drafts of an earlier import become public.
    """
    intake = Intake(source_name, draft)
    for start in range(0, len(rows), CHUNK):
        intake.store(rows[start : start + CHUNK])
    return intake.outcome


class Intake:
    """One import under way: what it needs to know of the database, and what it did so far."""

    def __init__(self, source_name: str, draft: bool) -> None:
        self.source_name, self.draft = source_name, draft
        self.kinds = _kinds()
        self.matcher = Matcher.of_all()
        self.outcome = Outcome()

    def store(self, rows: list[dict[str, str]]) -> None:
        """Make or change a case for each row, in few queries."""
        by_id = lock(Case.objects.filter(source_id__in=[row["id"] for row in rows]).order_by("pk"))
        known = {case.source_id: case for case in by_id}
        fresh = [self._made(row) for row in rows if row["id"] not in known]
        changed = [known[row["id"]] for row in rows if row["id"] in known and self._changes(known[row["id"]], row)]
        _make_slugs_single(fresh)
        Case.objects.bulk_create(fresh)
        for case in changed:
            case.save()
            retoken(case, case.audience_tokens())
            record(events.CASE_CHANGED, about=case, by=None)
        for case in fresh if not self.draft else []:
            record(events.CASE_PUBLISHED, about=case, by=None)
        self.outcome.rows += len(rows)
        self.outcome.made += len(fresh)
        self.outcome.changed += len(changed)
        projection.refresh_many([*fresh, *changed])

    def _made(self, row: dict[str, str]) -> Case:
        told = self._told(row)
        told["source_name"] = self.source_name or ("" if told["source_url"] else row["url"][:200])
        told |= {"source_date": date.today().isoformat(), "published_at": None if self.draft else timezone.now()}
        told["language"] = row.get("language", "")
        return Case(slug=_slug(row), source_id=row["id"], **told)

    def _changes(self, case: Case, row: dict[str, str]) -> bool:
        """Bring a case in line with its row; whether anything changed."""
        told = self._told(row)
        if case.corrected_at or case.handed_over_at:
            self.outcome.kept += 1
            return False
        if case.owner_id and not told["owner_id"]:  # somebody matched the name by hand
            told |= {"owner_id": case.owner_id, "owner_text": ""}
        if row.get("language"):
            told["language"] = row["language"]
        if not case.published_at and not self.draft:
            told["published_at"] = timezone.now()
        changed = [name for name, value in told.items() if getattr(case, name) != value]
        for name in changed:
            setattr(case, name, told[name])
        self.outcome.same += not changed
        return bool(changed)

    def _told(self, row: dict[str, str]) -> dict[str, Any]:
        owner = self.matcher.find(row["organisation"])
        if owner is None and row["organisation"]:
            self.outcome.unknown_organisations.add(row["organisation"])
        self.outcome.without_licence += not row["licence"]
        return {
            "title": row["title"],
            "description": row["description"],
            "owner_id": owner.pk if owner else None,
            "owner_text": "" if owner else row["organisation"],
            "source_url": row["url"] if _is_web_address(row["url"]) else "",
            "licence": row["licence"],
            "source_type": row["type"],
            "kind_id": self.kinds[kind_of(row["type"])],
        }


def _kinds() -> dict[str, int]:
    """By key. An installation without any content gets the lists of words first: every case needs its kind."""
    if not Term.objects.of(List.CASE_KIND).exists():
        vocabulary.load()
    return {term.key: term.pk for term in Term.objects.of(List.CASE_KIND)}


def kind_of(source_type: str) -> str:
    """The kind of case that a type of somebody else comes nearest to; a practice when nothing does."""
    told = source_type.lower()
    return next((kind for kind, words in KINDS if any(word in told for word in words)), "practice")


def _slug(row: dict[str, str]) -> str:
    """Readable, and single because of the id: titles repeat (82 bodies call it "Anonimiseren")."""
    return "-".join(part for part in (slugify(row["title"])[:70].strip("-"), slugify(row["id"])[:60]) if part) or "case"


def _make_slugs_single(cases: list[Case]) -> None:
    """IDs that differ only in punctuation give the same slug; such a slug gets a piece of the hash of its id."""
    wanted = [case.slug for case in cases]
    taken = set(Case.objects.filter(slug__in=wanted).order_by("pk").values_list("slug", flat=True))
    for case in cases:
        if case.slug in taken:
            case.slug = f"{case.slug}-{sha256(case.source_id.encode()).hexdigest()[:8]}"
        taken.add(case.slug)
