"""Import cases of others: check every row first, then take in all or nothing. The same id again updates."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from hashlib import sha256
from pathlib import Path
from urllib.parse import urlsplit

from django.db import transaction
from django.utils import timezone
from django.utils.text import slugify

from olievlek.core.guard import is_storable
from olievlek.library import events, findable
from olievlek.library.matching import Matcher
from olievlek.library.models import Case
from olievlek.library.sheets import Row, read
from olievlek.timeline.record import record
from olievlek.vocabulary.models import List, Term

COLUMNS = ("id", "title", "description", "organisation", "url", "licence", "type")
MUST = ("id", "title")
MOST_BYTES = 200_000
WIDTHS = {"id": 200, "title": 300, "url": 1000, "licence": 200, "type": 100, "organisation": 1000}
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


def checked(path: Path) -> list[dict[str, str]]:
    """The rows of a file with its seven columns. Raises MistakesError or BrokenFileError; reads no database."""
    first: dict[str, int] = {}
    mistakes: list[Mistake] = []
    rows: list[dict[str, str]] = []
    for row in read(path):
        found = [Mistake(row.number, text) for text in _mistakes(row)]
        key = row.values.get("id", "").strip()
        if key in first:
            told = f"The id {key!r} was used before, in row {first[key]}. Give each row an id of its own."
            found.append(Mistake(row.number, told))
        elif key:
            first[key] = row.number
        mistakes += found
        rows.append({name: row.values.get(name, "").strip() for name in COLUMNS})
    if not rows and not mistakes:
        mistakes = [Mistake(0, "The file holds no rows.")]
    if mistakes:
        raise MistakesError(mistakes)
    return rows


def _mistakes(row: Row) -> Iterable[str]:
    if row.problem:
        yield row.problem
        return
    strange = sorted(set(row.values) - set(COLUMNS))
    if strange:
        allowed = ", ".join(COLUMNS)
        yield f"The column {strange[0]!r} is not known. Use {allowed}."
    for name in MUST:
        if not row.values.get(name, "").strip():
            yield f"There is no {name}. Fill it in."
    if sum(len(value.encode("utf-8", "surrogatepass")) for value in row.values.values()) > MOST_BYTES:
        yield "The row is larger than 200 kB. Shorten the description."
    elif not all(is_storable(value) for value in row.values.values()):
        yield "The row holds characters that can not be stored (NUL or half a character). Take them out."
    for name, width in WIDTHS.items():
        if len(row.values.get(name, "").strip()) > width:
            yield f"The {name} is longer than {width} characters. Shorten it."


def _is_web_address(url: str) -> bool:
    try:
        return urlsplit(url).scheme in {"http", "https"} and bool(urlsplit(url).hostname)
    except ValueError:
        return False


@transaction.atomic
def take_in(rows: list[dict[str, str]], *, source_name: str = "", draft: bool = False) -> Outcome:
    """Store checked rows as cases. A case that a moderator corrected keeps what she wrote."""
    outcome = Outcome(rows=len(rows))
    kinds = {term.key: term for term in Term.objects.of(List.CASE_KIND)}
    matcher = Matcher.of_all()
    for start in range(0, len(rows), CHUNK):
        chunk = rows[start : start + CHUNK]
        by_id = Case.objects.select_for_update().filter(source_id__in=[row["id"] for row in chunk]).order_by("pk")
        known = {case.source_id: case for case in by_id}
        _store(chunk, known, kinds, matcher, outcome, source_name=source_name, draft=draft)
    return outcome


def _store(
    rows: list[dict[str, str]],
    known: dict[str, Case],
    kinds: dict[str, Term],
    matcher: Matcher,
    outcome: Outcome,
    *,
    source_name: str,
    draft: bool,
) -> None:
    fresh, changed = [], []
    for row in rows:
        told = _told(row, kinds, matcher, outcome)
        case = known.get(row["id"])
        if case is None:
            told |= {"source_name": source_name or str(told["source_name"]), "source_date": date.today().isoformat()}
            moment = None if draft else timezone.now()
            fresh.append(Case(slug=_slug(row), source_id=row["id"], published_at=moment, **told))
        elif case.corrected_at:
            outcome.kept += 1
        elif all(getattr(case, name) == value for name, value in told.items() if name != "source_name"):
            outcome.same += 1
        else:
            for name in told.keys() - {"source_name"}:
                setattr(case, name, told[name])
            changed.append(case)
    _make_slugs_single(fresh)
    Case.objects.bulk_create(fresh)
    for case in changed:
        case.save()
        record(events.CASE_CHANGED, about=case, by=None)
    for case in fresh if not draft else []:
        record(events.CASE_PUBLISHED, about=case, by=None)
    outcome.made += len(fresh)
    outcome.changed += len(changed)
    findable.refresh([*fresh, *changed])


def _told(row: dict[str, str], kinds: dict[str, Term], matcher: Matcher, outcome: Outcome) -> dict[str, object]:
    owner = matcher.find(row["organisation"])
    if owner is None and row["organisation"]:
        outcome.unknown_organisations.add(row["organisation"])
    outcome.without_licence += not row["licence"]
    is_link = _is_web_address(row["url"])
    return {
        "title": row["title"],
        "description": row["description"],
        "owner": owner,
        "owner_text": "" if owner else row["organisation"],
        "source_url": row["url"] if is_link else "",
        "source_name": "" if is_link else row["url"][:200],  # an address that no browser opens is shown as text
        "licence": row["licence"],
        "source_type": row["type"],
        "kind": kinds[kind_of(row["type"])],
    }


def kind_of(source_type: str) -> str:
    """The kind of case that a type of somebody else comes nearest to; a practice when nothing does."""
    told = source_type.lower()
    return next((kind for kind, words in KINDS if any(word in told for word in words)), "practice")


def _slug(row: dict[str, str]) -> str:
    """Readable, and single because of the id: titles repeat (82 bodies call it "Anonimiseren")."""
    return "-".join(part for part in (slugify(row["title"])[:70].strip("-"), slugify(row["id"])[:60]) if part) or "case"


def _make_slugs_single(cases: list[Case]) -> None:
    """Ids that differ only in signs give the same slug; such a slug gets a piece of the hash of its id."""
    wanted = [case.slug for case in cases]
    taken = set(Case.objects.filter(slug__in=wanted).order_by("pk").values_list("slug", flat=True))
    for case in cases:
        if case.slug in taken:
            case.slug = f"{case.slug}-{sha256(case.source_id.encode()).hexdigest()[:8]}"
        taken.add(case.slug)
