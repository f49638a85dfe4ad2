"""Take in a spreadsheet: keep it, say what its columns mean, make drafts of its rows, and undo that."""

import uuid
from collections.abc import Mapping, Sequence

from django.db import transaction
from django.db.models import prefetch_related_objects
from django.utils import timezone

from olievlek.accounts.models import User
from olievlek.cases import events as case_events
from olievlek.cases import told
from olievlek.cases.actions.sharing import KIND
from olievlek.cases.models import Case, Visibility
from olievlek.core.rows.locks import lock, locked
from olievlek.core.text import folded
from olievlek.imports import events
from olievlek.imports.bringing import Loaded, arranged, language_in, pages_of
from olievlek.imports.columns import guessed
from olievlek.imports.intake import Intake, Row
from olievlek.imports.layout import Layout
from olievlek.imports.models import SheetImport
from olievlek.index import projection
from olievlek.organisations.membership import is_member
from olievlek.organisations.models import Organisation
from olievlek.timeline.record import record, record_each
from olievlek.vocabulary.models import List, Term


@transaction.atomic
def bring_sheet(
    loaded: Loaded, *, name: str, meant: Sequence[str], organisation: Organisation, once: uuid.UUID, by: User
) -> SheetImport:
    """Keep a sheet as it is. The same form, or the same file that still counts, finds the one of before."""
    locked(by)  # two tabs of one person come one after the other
    before = SheetImport.objects.filter(loaded_by=by, owner=organisation, digest=loaded.digest, undone_at=None)
    if found := before.order_by("-pk").first():
        return found
    sheet, fresh = SheetImport.objects.get_or_create(
        once=once,
        defaults={
            "loaded_by": by, "owner": organisation, "name": name[:200], "language": loaded.language,
            "meant": list(meant), **loaded.told(),
        },
    )  # fmt: skip
    if fresh:
        record(events.SHEET_BROUGHT, about=sheet, by=by, rows=len(loaded.lines))
    return sheet


@transaction.atomic
def place_table(sheet: SheetImport, *, layout: Layout) -> SheetImport:
    """Say where the table stands in the file; what its columns mean is guessed anew when that is another place.

    Nothing happens once the rows are taken in. Raises BrokenFileError when no table can stand there.
    """
    sheet = _locked(sheet)
    if sheet.taken_in_at is not None or (sheet.lines and sheet.layout == layout.told()):
        return sheet
    sheet.columns, sheet.lines = arranged(pages_of(sheet)[layout.page], layout)
    sheet.meant, sheet.layout = guessed(sheet.columns, sheet.lines), layout.told()
    sheet.language = language_in(sheet.columns, sheet.lines)
    sheet.save(update_fields=["columns", "lines", "meant", "layout", "language"])
    return sheet


@transaction.atomic
def map_columns(sheet: SheetImport, *, meant: Sequence[str], language: str | None = None) -> SheetImport:
    """Say for each column what it is for a case; "" leaves it out. Nothing happens once the rows are taken in."""
    sheet = _locked(sheet)
    if sheet.taken_in_at is None:
        sheet.meant = list(meant)
        sheet.language = sheet.language if language is None else language
        sheet.save(update_fields=["meant", "language"])
    return sheet


@transaction.atomic
def explain_words(sheet: SheetImport, *, words: Mapping[str, Mapping[str, str]]) -> SheetImport:
    """Say what words of the sheet mean here, for every row; earlier answers to other words stay."""
    sheet = _locked(sheet)
    if sheet.taken_in_at is None:
        for key, answers in words.items():
            told = {**sheet.words.get(key, {}), **{folded(word): value for word, value in answers.items()}}
            sheet.words[key] = {word: value for word, value in told.items() if value}
        sheet.save(update_fields=["words"])
    return sheet


@transaction.atomic
def take_in_sheet(sheet: SheetImport, *, by: User) -> SheetImport:
    """Make a draft that only she sees of every right row. A second time, or at the same time, makes nothing more."""
    locked(by)  # two sheets of one person do not make the same title
    sheet = _locked(sheet)
    if sheet.taken_in_at is not None:
        return sheet
    if not is_member(by, sheet.owner):
        raise PermissionError("Only who works there tells cases of an organisation.")
    rows = Intake(sheet, by)
    if not rows.right:
        raise ValueError("There is nothing to take in.")
    cases = _drafts(sheet, rows.right, by)
    sheet.taken_in_at, sheet.left = timezone.now(), [row.number for row in rows.wrong]
    sheet.save(update_fields=["taken_in_at", "left"])
    record_each(case_events.CASE_BEGUN, about=cases, by=by, audience=sheet.audience_tokens())
    record(events.SHEET_TAKEN_IN, about=sheet, by=by, cases=len(cases))
    return sheet


def _drafts(sheet: SheetImport, rows: list[Row], by: User) -> list[Case]:
    """In few queries, however many rows."""
    kind, now = Term.objects.get(list=List.CASE_KIND, key=KIND), timezone.now()
    cases = [
        Case(
            once=once, slug=f"klad-{once.hex[:16]}", author=by, owner=sheet.owner, kind=kind,
            language=row.language or sheet.language, edition=1, edited_at=now, edited_by=by,
        )
        for row, once in ((row, sheet.once_of(row.number)) for row in rows)
    ]  # fmt: skip
    told.write_fresh(list(zip(cases, (row.told for row in rows), strict=True)))
    prefetch_related_objects(cases, "people")
    projection.refresh_many(cases)
    return cases


@transaction.atomic
def undo_sheet(sheet: SheetImport, *, by: User) -> SheetImport:
    """Put in the trash what came of a sheet and nobody touched since; the others stay. Once is enough."""
    sheet = _locked(sheet)
    if sheet.taken_in_at is None or sheet.undone_at is not None:
        return sheet
    list(lock(Case.objects.filter(once__in=sheet.onces).order_by("pk")))  # nobody changes them meanwhile
    found = [one for one in cases_of(sheet) if not one.removed_at and why_it_stays(one, sheet) is None]
    now = timezone.now()
    for case in found:
        case.removed_at, case.removed_by = now, by
    Case.objects.filter(pk__in=[case.pk for case in found]).update(removed_at=now, removed_by=by)
    record_each(case_events.CASE_REMOVED, about=found, by=by, audience=sheet.audience_tokens())
    projection.refresh_many(found)
    sheet.undone_at = now
    sheet.save(update_fields=["undone_at"])
    record(events.SHEET_UNDONE, about=sheet, by=by, cases=len(found))
    return sheet


@transaction.atomic
def forget_sheet(sheet: SheetImport, *, by: User) -> None:
    """Throw the sheet away; the drafts that came of it stay. What is gone is gone."""
    found = lock(SheetImport.objects.filter(pk=sheet.pk)).first()
    if found is not None:
        record(events.SHEET_FORGOTTEN, about=found, by=by)
        found.delete()


def _locked(sheet: SheetImport) -> SheetImport:
    return locked(sheet)


def cases_of(sheet: SheetImport) -> list[Case]:
    """What came of it, in the order of its rows, as far as it still exists."""
    order: dict[uuid.UUID | None, int] = {once: place for place, once in enumerate(sheet.onces)}
    found = Case.objects.filter(once__in=order).select_related("owner").prefetch_related("people", "files")
    return sorted(found.order_by("pk"), key=lambda case: order[case.once])


def why_it_stays(case: Case, sheet: SheetImport) -> str | None:
    """What happened to a case after its sheet was taken in: a key, or None when nobody touched it."""
    assert sheet.taken_in_at is not None
    if case.visibility != Visibility.ME:
        return "shown"
    if case.edited_at is not None and case.edited_at > sheet.taken_in_at:
        return "changed"
    if case.people.all() or case.files.all():
        return "added"
    return None
