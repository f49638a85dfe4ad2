"""Telling a case: begin, save, choose who sees it, go back to an earlier version. Quiet first, shared afterwards."""

import uuid
from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.text import slugify

from olievlek.accounts.models import User
from olievlek.cases import events, told
from olievlek.cases.actions.keeping import keep_version, shown_to_others
from olievlek.cases.models import Case, Version, Visibility
from olievlek.core.rows.editions import require_edition
from olievlek.core.rows.locks import locked
from olievlek.index import projection
from olievlek.organisations.membership import is_member
from olievlek.organisations.models import Organisation
from olievlek.timeline.record import record
from olievlek.vocabulary.models import List, Term

LICENCE = "CC BY 4.0"
NEEDED = ("title", "problem", "done")
KIND = "practice"


class NotCompleteError(ValueError):
    """Others can not read a case without a title, a problem and what was done."""


@transaction.atomic
def begin(
    *, once: uuid.UUID, by: User, organisation: Organisation, given: Mapping[str, Any], language: str = "nl"
) -> Case:
    """A draft that only its author sees. The same `once` finds the same draft."""
    case, fresh = Case.objects.get_or_create(
        once=once,
        defaults={
            "author": by,
            "owner": organisation,
            "slug": f"klad-{once.hex[:16]}",
            "kind": Term.objects.get(list=List.CASE_KIND, key=KIND),
            "language": language,
        },
    )
    if case.author_id != by.pk:
        raise ValueError("This key belongs to a draft of somebody else.")
    if fresh:
        record(events.CASE_BEGUN, about=case, by=by)
    return save(case, given, by=by)


@transaction.atomic
def save(case: Case, given: Mapping[str, Any], *, by: User, edition: int | None = None) -> Case:
    """Keep what was typed; names that are not given stay. Once others see the case, each save is a version.

    Args:
        edition: the one that was compared with; StaleEditError when anybody saved since, this person too.
    """
    case = locked(case)
    require_edition(case, edition)
    shown = case.visibility != Visibility.ME or not case.is_told_here
    if shown:
        _complete({**told.read(case), **given})
        keep_version(case, by=None)
    changed = told.write(case, given)
    if not changed:
        return case
    now = timezone.now()
    case.edition, case.edited_at, case.edited_by = case.edition + 1, now, by
    columns = [*told.columns_of(changed), "edition", "edited_at", "edited_by"]
    if not case.is_told_here:  # a new load of the content leaves alone what a person wrote
        case.corrected_at, case.corrected_by = now, by
        columns += ["corrected_at", "corrected_by"]
    if "problem" in changed and case.handed_over_at:  # now it is the reading of those who did it
        case.problem_is_our_reading = False
        columns += ["problem_is_our_reading"]
    case.save(update_fields=columns)
    if shown:
        keep_version(case, by=by)
        record(events.CASE_REVISED, about=case, by=by, fields=changed)
    projection.refresh(case)
    return case


@transaction.atomic
def show_to(case: Case, whom: Visibility, *, by: User, licence: bool = False) -> Case:
    """Choose who sees the case; more people or fewer. Everyone only under a licence that was chosen knowingly.

    Former members cannot publish for an organisation.
    """
    case = locked(case)
    if case.visibility == whom:
        return case
    if whom != Visibility.ME and case.is_told_here and not (case.owner and is_member(by, case.owner)):
        raise PermissionError("Only who works there shows a case of an organisation.")
    if whom != Visibility.ME:
        _complete(told.read(case))
    if whom == Visibility.PUBLIC and case.is_told_here and not (licence or case.licence):
        raise ValueError("Others may copy only what has a licence.")
    more = whom == Visibility.PUBLIC or case.visibility == Visibility.ME
    _stamp(case, whom, by)
    if licence and whom == Visibility.PUBLIC:
        case.licence = LICENCE
    case.save()
    keep_version(case, by=by)
    event = events.CASE_PUBLISHED if whom == Visibility.PUBLIC else events.CASE_SHARED
    record(event if more else events.CASE_WITHDRAWN, about=case, by=by, whom=whom.value)
    shown_to_others(case)
    return case


def _stamp(case: Case, whom: Visibility, by: User) -> None:
    now = timezone.now()
    if whom == Visibility.ME:
        case.shared_at = case.shared_by = None
    elif case.shared_at is None and case.owner_id:
        case.shared_at, case.shared_by = now, by
    if whom == Visibility.PUBLIC:
        case.published_at, case.published_by = now, by
    else:
        case.published_at = case.published_by = None
    if whom != Visibility.ME and case.slug.startswith("klad-"):
        case.slug = _slug_for(case)


def _slug_for(case: Case) -> str:
    """The words of the title, and a number that no other case has."""
    return f"{slugify(case.title)[:100].strip('-') or 'voorbeeld'}-{case.pk}"


def _complete(values: Mapping[str, Any]) -> None:
    if not all(str(values[name]).strip() for name in NEEDED):
        raise NotCompleteError


@transaction.atomic
def go_back(case: Case, version: Version, *, by: User) -> Case:
    """Make the case read as it did then; that is a new version itself."""
    return save(case, {name: version.told[name] for name in told.NAMES if name in version.told}, by=by)
