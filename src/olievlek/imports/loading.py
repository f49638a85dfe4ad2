"""Put the committed content into the database: once, and again only what changed and nobody mended by hand."""

import csv
import hashlib
import json
from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from django.db import transaction
from django.utils import timezone

from olievlek.adoptions.models import Adoption
from olievlek.cases import actions, events
from olievlek.cases.models import BuildingBlock, Case, CaseTerm, Part, Result
from olievlek.core.content import told_in
from olievlek.core.rows.locks import lock
from olievlek.imports.models import LoadedFile
from olievlek.imports.telling import ContentError, Entry, Told, tell
from olievlek.index import projection
from olievlek.library import everyday
from olievlek.organisations.models import Organisation
from olievlek.timeline.record import record
from olievlek.vocabulary.models import List, Term

HERE = Path(__file__).parent / "content"
CASES = ("study_cases.yaml", "practices.yaml", "real_cases.yaml")
ADOPTIONS, LINEAGE = "adoptions.csv", "lineage.yaml"
SHARED = ("licence", "language", "source_name", "source_url")  # said once at the head of a file


@transaction.atomic
def load() -> dict[str, int]:
    """Load every file that is new or changed. Answers how many of each kind there are, and what was done."""
    done: Counter[str] = Counter()
    touched: set[int] = set()
    for name in CASES:
        if _is_new(name):
            touched |= _load_cases(_entries(name), done)
    if _is_new(ADOPTIONS):
        touched |= _load_adoptions(done)
    if _is_new(LINEAGE):
        _load_lineage(done)
    if [name for name in everyday.FILES if _is_new(name, everyday.HERE)]:
        touched |= set(Case.objects.filter(key__in=everyday.keys()).order_by().values_list("pk", flat=True))
    projection.refresh_many(Case.objects.filter(pk__in=touched).order_by("pk"))
    return {
        "cases": Case.objects.exclude(key="").count(),
        "adoptions": Adoption.objects.count(),
        **{what: done[what] for what in ("made", "changed", "kept after a correction", "new adoptions", "new links")},
    }


def _is_new(name: str, folder: Path | None = None) -> bool:
    """Whether this version of a file was never loaded; from now on it was."""
    digest = hashlib.sha256(((folder or HERE) / name).read_bytes()).hexdigest()
    known = LoadedFile.objects.filter(name=name).first()
    if known and known.digest == digest:
        return False
    LoadedFile.objects.update_or_create(name=name, defaults={"digest": digest})
    return True


def _entries(name: str) -> list[Entry]:
    """The cases of a file, each with what the head of the file says about all."""
    told = told_in(HERE / name)
    shared = {key: told[key] for key in SHARED if key in told}
    if "source_checked" in told:
        shared["source_date"] = told["source_checked"]
    return [{**shared, **entry} for entry in told["cases"]]


def _load_cases(entries: list[Entry], done: Counter[str]) -> set[int]:
    words = {(term.list, term.key): term for term in Term.objects.all()}
    owners = {one.code: one for one in Organisation.objects.all()}
    known = {case.key: case for case in lock(Case.objects.exclude(key="").order_by("pk"))}
    written: list[tuple[Case, Told]] = []
    for entry in entries:
        case = known.get(entry["key"])
        digest = hashlib.sha256(json.dumps(entry, sort_keys=True, default=str).encode()).hexdigest()
        if case and case.content_hash == digest:
            continue
        if case and (case.corrected_at or case.handed_over_at):
            done["kept after a correction"] += 1
            continue
        told = tell(entry, words)
        told.columns |= {"content_hash": digest, "owner": _owner(entry, owners)}
        written.append((_write(case, entry["slug"], told.columns), told))
        done["changed" if case else "made"] += 1
    _write_rows(written)
    return {case.pk for case, _told in written}


def _owner(entry: Entry, owners: dict[str, Organisation]) -> Organisation | None:
    if "owner" in entry and entry["owner"] not in owners:
        raise ContentError(f"{entry['key']}: there is no organisation {entry['owner']!r}.")
    return owners.get(entry.get("owner", ""))


def _write(case: Case | None, slug: str, columns: dict[str, Any]) -> Case:
    if case is None:
        case = Case.objects.create(slug=slug, published_at=timezone.now(), **columns)
        record(events.CASE_PUBLISHED, about=case, by=None)
        return case
    empty = {one.name: one.get_default() for one in Case._meta.concrete_fields if one.name in _MAY_GO}
    for name, value in {**empty, **columns}.items():
        setattr(case, name, value)
    case.save()
    record(events.CASE_CHANGED, about=case, by=None)
    return case


_MAY_GO = {
    "summary", "problem", "problem_is_our_reading", "done", "story", "evidence", "drive", "novelty", "stage",
    "strategy_status", "strategy_note", "new_here", "carried_out", "better_in_kind", "value_for_people", "team_size",
    "sounding_board_size", "external_help", "owner_text", "year", "level", "note",
}  # fmt: skip


def _write_rows(written: Iterable[tuple[Case, Told]]) -> None:
    """The rows under many cases, in place of the old."""
    told = list(written)
    cases = [case for case, _rows in told]
    for model, rows in (
        (Part, [(case, row) for case, one in told for row in one.parts]),
        (Result, [(case, row) for case, one in told for row in one.results]),
        (BuildingBlock, [(case, row) for case, one in told for row in one.blocks]),
        (CaseTerm, [(case, row) for case, one in told for row in one.terms]),
    ):
        manager: Any = model._default_manager
        manager.filter(case__in=cases).delete()
        for case, row in rows:
            row.case = case
        manager.bulk_create([row for _case, row in rows])


def _load_adoptions(done: Counter[str]) -> set[int]:
    """Rows that are not there yet; a row that somebody moved to another stage is left alone."""
    cases = {case.key: case for case in Case.objects.exclude(key="")}
    codes = {one.code: one for one in Organisation.objects.all()}
    stages = {term.key: term for term in Term.objects.of(List.ADOPTION_STAGE)}
    known = set(Adoption.objects.order_by("pk").values_list("case__key", "organisation__code", "organisation_text"))
    fresh = []
    with (HERE / ADOPTIONS).open(encoding="utf-8", newline="") as handle:
        for row in csv.DictReader(handle):
            code, text = row["organisation"] or None, row["organisation_text"]
            if (row["case"], code, text) in known:
                continue
            try:
                case, stage, body = cases[row["case"]], stages[row["stage"]], codes[code] if code else None
            except KeyError as error:
                raise ContentError(f"{ADOPTIONS}: {error} is not known.") from error
            told = {name: row[name] for name in row.keys() - {"case", "stage", "organisation"}}
            fresh.append(Adoption(case=case, stage=stage, organisation=body, **told))
    Adoption.objects.bulk_create(fresh)
    done["new adoptions"] += len(fresh)
    return {adoption.case_id for adoption in fresh}


def _load_lineage(done: Counter[str]) -> None:
    cases = {case.key: case for case in Case.objects.exclude(key="")}
    for edge in told_in(HERE / LINEAGE)["edges"]:
        actions.link_parent(cases[edge["child"]], cases[edge["parent"]], kind=edge["kind"], by=None)
        done["new links"] += 1
