"""Actions of an organisation that copies a case of another: look, decide, introduce, use, stop.

One organisation, one case, one row: whoever of its members works on it.
"""

import uuid
from datetime import date

from django.db import transaction
from django.utils import timezone

from olievlek.accounts.models import User
from olievlek.adoptions import copying, events
from olievlek.adoptions.models import Adaptation, Adoption, AdoptionStep
from olievlek.adoptions.models.adoption import (
    COPIED,
    IN_USE,
    INTEREST,
    INTRODUCING,
    LATER,
    NO,
    SEEN,
    STOPPED,
    WITH_A_REASON,
    YES,
)
from olievlek.cases.models import Case
from olievlek.core.rows.locks import locked
from olievlek.core.rows.stages import put_back, snapshot
from olievlek.core.rows.stamps import clear, put
from olievlek.index import projection
from olievlek.organisations.membership import is_member
from olievlek.organisations.models import Organisation
from olievlek.timeline.record import record, retoken
from olievlek.vocabulary.models import List, Term

DATED = ("since", "since_kind", "until", "reason")


class OwnCaseError(ValueError):
    """Nobody copies from oneself."""


@transaction.atomic
def copy(case: Case, *, organisation: Organisation, by: User) -> Adoption:
    """Begin to copy for an organisation. Whoever of its members begins, and however often: one row."""
    _only_members(by, organisation)
    case = locked(case)
    if case.owner_id == organisation.pk:
        raise OwnCaseError
    seen = Term.objects.get(list=List.ADOPTION_STAGE, key=SEEN)
    given = {"stage": seen, "moved_at": timezone.now()}
    adoption, fresh = Adoption.objects.get_or_create(case=case, organisation=organisation, defaults=given)
    if fresh:
        step = AdoptionStep.objects.create(adoption=adoption, stage=seen, by=by)
        record(events.ADOPTION_BEGUN, about=step, by=by, case=case.pk, adoption=adoption.pk)
    return adoption


@transaction.atomic
def move(
    adoption: Adoption,
    *,
    stage: str,
    by: User,
    once: uuid.UUID,
    reason: str = "",
    day: date | None = None,
    inside: bool | None = None,
) -> Adoption:
    """Go to another stage. The same `once` moves once; "no" and "stopped" say why.

    Args:
        day: when it began or stopped there; today when left out.
        inside: whether only colleagues know of it from now on; None leaves that as it is.
    """
    adoption = locked_adoption(adoption, by)
    if adoption.steps.filter(once=once).exists():
        return adoption
    copying.STAGES.check(adoption, adoption.stage.key, stage)
    if stage in WITH_A_REASON and not reason.strip():
        raise ValueError("Say why, so that others can learn from it.")
    if inside is not None and inside != (adoption.private_since is not None):
        (keep_inside if inside else open_up)(adoption, by=by)
        adoption.refresh_from_db(fields=["private_since", "private_by"])
    before = {"stage": adoption.stage.key, **snapshot(adoption, *DATED)}
    adoption.stage = Term.objects.get(list=List.ADOPTION_STAGE, key=stage)
    adoption.reason = reason.strip() if stage in WITH_A_REASON else ""
    _date(adoption, (day or timezone.localdate()).isoformat())
    step = AdoptionStep.objects.create(
        adoption=adoption, stage=adoption.stage, reason=adoption.reason, before=before, by=by, once=once
    )
    _keep(adoption)
    record(events.ADOPTION_MOVED, about=step, by=by, stage=stage, case=adoption.case_id, adoption=adoption.pk)
    return adoption


def _date(adoption: Adoption, day: str) -> None:
    """A day of the register stays the day of registration, until the organisation itself begins anew."""
    if adoption.stage.key == STOPPED:
        adoption.until = day
    elif adoption.stage.key in COPIED:
        adoption.since, adoption.since_kind, adoption.until = day, Adoption.SinceKind.STARTED, ""


def _keep(adoption: Adoption) -> None:
    adoption.moved_at, adoption.confirmed_at, adoption.confirmed_by = timezone.now(), None, None
    adoption.save(update_fields=["stage", *DATED, "moved_at", "confirmed_at", "confirmed_by"])
    projection.refresh(adoption.case)


@transaction.atomic
def undo_step(step: AdoptionStep, *, by: User) -> Adoption | None:
    """Take the last step back. None when it was the first and nothing was written yet: then the row goes too."""
    adoption = locked_adoption(step.adoption, by)
    last = last_step(adoption)
    if last is None or last.pk != step.pk:
        return adoption
    if not last.before:
        return _leave(adoption, by)
    put_back(adoption, {name: last.before[name] for name in DATED})
    adoption.stage = Term.objects.get(list=List.ADOPTION_STAGE, key=last.before["stage"])
    put(last, "undone", by=by)
    _keep(adoption)
    retoken(last, last.audience_tokens())
    record(events.ADOPTION_UNDONE, about=last, by=by, case=adoption.case_id, adoption=adoption.pk)
    return adoption


def last_step(adoption: Adoption) -> AdoptionStep | None:
    """The one that can be undone."""
    return adoption.steps.filter(undone_at=None).select_related("stage", "by").order_by("-pk").first()


def _leave(adoption: Adoption, by: User) -> Adoption | None:
    """Delete the adoption, unless something was written: undoing throws no text away."""
    if Adaptation.objects.filter(adoption=adoption).exists():
        return adoption
    organisation, case = adoption.organisation, adoption.case
    assert organisation is not None  # locked_adoption() asked
    record(
        events.ADOPTION_LEFT, about=organisation, by=by, audience=[f"org:{organisation.pk}"], case=case.pk
    )  # about the case it would become as public as the case
    adoption.delete()
    return None


@transaction.atomic
def confirm(adoption: Adoption, *, by: User) -> None:
    """Say that it is still in use. Only what is in use; twice changes nothing."""
    adoption = locked_adoption(adoption, by)
    if adoption.stage.key != IN_USE or adoption.confirmed_at:
        return
    put(adoption, "confirmed", by=by)
    record(events.ADOPTION_CONFIRMED, about=adoption, by=by, case=adoption.case_id)


@transaction.atomic
def keep_inside(adoption: Adoption, *, by: User) -> None:
    """From now on only colleagues know of it; it counts nowhere."""
    adoption = locked_adoption(adoption, by)
    if adoption.private_since:
        return
    put(adoption, "private_since", by=by)
    _shown_to_others(adoption)
    record(events.ADOPTION_KEPT_INSIDE, about=adoption, by=by, case=adoption.case_id)


@transaction.atomic
def open_up(adoption: Adoption, *, by: User) -> None:
    """Let everyone see the stages that others can learn from."""
    adoption = locked_adoption(adoption, by)
    if not adoption.private_since:
        return
    clear(adoption, "private_since")
    _shown_to_others(adoption)
    record(events.ADOPTION_OPENED, about=adoption, by=by, case=adoption.case_id)


def _shown_to_others(adoption: Adoption) -> None:
    """Another audience: what was recorded about it and about its steps follows, and the index."""
    retoken(adoption, adoption.audience_tokens())
    for step in adoption.steps.select_related("stage").order_by("pk"):
        step.adoption = adoption
        retoken(step, step.audience_tokens())
    projection.refresh(adoption.case)


def locked_adoption(adoption: Adoption, by: User) -> Adoption:
    """As it is now, locked with its case (first, as everywhere), for a member of the organisation only."""
    case = locked(adoption.case)
    adoption = locked(adoption)
    adoption.case = case
    if adoption.organisation is None:
        raise PermissionError("Unmatched organisations have no members.")
    _only_members(by, adoption.organisation)
    return adoption


def _only_members(by: User, organisation: Organisation) -> None:
    if not is_member(by, organisation):
        raise PermissionError("Only members may act for it.")


FURTHEST_FIRST = (IN_USE, INTRODUCING, STOPPED, YES, NO, LATER, INTEREST, SEEN)


def merge_rows(row: Adoption, twin: Adoption) -> None:
    """Two organisations became one, and both copied this: the furthest stage stays, and everything written."""
    if FURTHEST_FIRST.index(row.stage.key) < FURTHEST_FIRST.index(twin.stage.key):
        for name in ("stage", *DATED, "note", "source_url", "moved_at"):
            setattr(twin, name, getattr(row, name))
    twin.shared_as = twin.shared_as or row.shared_as
    twin.save()
    row.steps.update(adoption=twin)
    _merge_texts(row, twin)
    case = row.case
    row.delete()
    projection.refresh(case)


def _merge_texts(row: Adoption, twin: Adoption) -> None:
    """Text of the one comes below text of the other."""
    written = Adaptation.objects.filter(adoption=row).first()
    stays = Adaptation.objects.filter(adoption=twin).first()
    if written is None:
        return
    if stays is None:
        written.adoption = twin
        written.save(update_fields=["adoption"])
        return
    for name in ("kept", "changed", "why", "context", "result", "notes"):
        texts = [text for text in (getattr(stays, name), getattr(written, name)) if text]
        setattr(stays, name, "\n\n".join(texts))
    stays.edition += 1
    stays.save()
