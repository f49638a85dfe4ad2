"""Two organisations become one: the old page stays, what hangs on it follows, and nothing counts twice.

Each noun says which of its rows follow (`merging` in `nouns.py`).
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import transaction
from django.db.models import Model
from django.utils import timezone

from olievlek.accounts.models import User
from olievlek.core.nouns import Follows, Noun, key_of
from olievlek.core.registry import Registry
from olievlek.core.rows.decisions import decide
from olievlek.core.rows.locks import lock, locked
from olievlek.core.rows.stamps import write
from olievlek.organisations import events
from olievlek.organisations.models import (
    Kind,
    Membership,
    MergeNotice,
    MovedRow,
    Organisation,
    Proposal,
)
from olievlek.timeline.models import Follow, Mute
from olievlek.timeline.record import record, retoken

Clash = Callable[[Any, Any], None]


class CanNotMergeError(ValueError):
    """The same one, one that merged into another before, one of the study, or a day that is still to come."""


@dataclass(frozen=True)
class Follower:
    """Rows of `model` whose `field` is the old organisation get the new one.

    `unique` names the other fields that make a row the only one; where the new organisation has such a row already,
    `clash(row, twin)` sees to it that `row` no longer counts.
    """

    model: type[Model]
    field: str
    unique: tuple[str, ...]
    clash: Clash


_followers: Registry[Follower] = Registry("rows that follow a merger")


def _drop(row: Model, _twin: Model) -> None:
    row.delete()


def read(noun: Noun, answers: Iterable[Follows]) -> None:
    """The answer of a noun to "merging". Without `clash` a row that has a twin is deleted."""
    for one in answers:
        follower = Follower(noun.model_of(one.part), one.field, tuple(one.unique), one.clash or _drop)
        _followers.register(f"{one.part or noun.key}.{one.field}", follower)


@transaction.atomic
def merge(organisation: Organisation, *, into: Organisation, on: date, by: User | None) -> None:
    """Merge one organisation into another from a day on. Twice changes nothing; both are locked meanwhile."""
    both = lock(Organisation.objects.order_by("pk")).in_bulk([organisation.pk, into.pk])
    old, new = both[organisation.pk], both[into.pk]
    if old.merged_into_id == new.pk:
        return
    _refuse(old, new, on)
    write(old, merged_into=new, merged_on=on)
    for follower in _followers:
        _follow(follower, old, new)
    _move_wishes(old, new)
    new.neighbours.add(*old.neighbours.exclude(pk=new.pk))
    notices = MergeNotice.objects.filter(organisation=old, decided_at=None)
    notices.update(decided_at=timezone.now(), decided_by=by, outcome=MergeNotice.Outcome.MERGED)
    record(events.MERGED, about=old, by=by, into=new.pk, on=on.isoformat())


def _refuse(old: Organisation, new: Organisation, on: date) -> None:
    wrong = old.pk == new.pk or old.merged_into_id or new.merged_into_id or old.is_demo != new.is_demo
    if wrong or Kind.STUDY in {old.kind, new.kind} or on > timezone.localdate():
        raise CanNotMergeError(f"{old.code} into {new.code} on {on}")


def _follow(follower: Follower, old: Organisation, new: Organisation) -> None:
    """Move row by row, and remember the name of then; a row with a twin at the new organisation clashes."""
    rows = follower.model._base_manager.all()
    moved = []
    for row in lock(rows.filter(**{follower.field: old}).order_by("pk")):
        same = {name: getattr(row, name) for name in follower.unique}
        twin = rows.filter(**{follower.field: new}, **same).first() if same else None
        if twin is not None:
            follower.clash(row, twin)
            continue
        setattr(row, follower.field, new)
        row.save(update_fields=[follower.field])
        if hasattr(row, "audience_tokens"):
            retoken(row, row.audience_tokens())
        moved.append(row.pk)
    kind = key_of(follower.model)
    MovedRow.objects.bulk_create(
        [MovedRow(organisation=old, kind=kind, field=follower.field, row_id=pk) for pk in moved]
    )


def _move_wishes(old: Organisation, new: Organisation) -> None:
    """Follows and mutes of the old organisation move to the new one, without doubles."""
    for wishes in (Follow.objects, Mute.objects):
        wishes.about(old).filter(user__in=wishes.about(new).values("user")).delete()
        wishes.about(old).update(about_id=new.pk)


def of_then(row: Model, field: str) -> Organisation | None:
    """Which organisation a row was of before mergers moved it; None for a row that never moved."""
    moved = MovedRow.objects.filter(kind=key_of(row), field=field, row_id=row.pk)
    first = moved.select_related("organisation").order_by("pk").first()
    return first.organisation if first else None


def today_of(organisation: Organisation) -> Organisation:
    """The organisation of now: itself, or the one it merged into, however often."""
    while organisation.merged_into is not None:
        organisation = organisation.merged_into
    return organisation


def notice_missing(codes: Iterable[str]) -> int:
    """After loading a newer register: what it names no more gets a notice for the moderators. Nothing is deleted."""
    confirmed = Proposal.objects.filter(outcome=Proposal.Outcome.CONFIRMED).values("organisation")
    known = MergeNotice.objects.values("organisation")
    missing = Organisation.objects.bodies().exclude(code__in=list(codes)).exclude(pk__in=known)
    rows = [MergeNotice(organisation=one) for one in missing.exclude(pk__in=confirmed).order_by("pk")]
    return len(MergeNotice.objects.bulk_create(rows))


@transaction.atomic
def keep(notice: MergeNotice, *, by: User) -> None:
    """The organisation is still there, whatever the register says. Twice changes nothing."""
    notice = locked(notice, "organisation")
    if decide(notice, MergeNotice.Outcome.KEPT, by=by):
        record(events.KEPT, about=notice.organisation, by=by)


def end_twin(row: Membership, twin: Membership) -> None:
    """Somebody who worked at both is a member once, and coordinator when they were so at one of them."""
    if row.coordinator_since and twin.coordinator_since is None:
        twin.coordinator_since, twin.coordinator_by = row.coordinator_since, row.coordinator_by
        twin.save(update_fields=["coordinator_since", "coordinator_by"])
    row.ended_at, row.coordinator_since, row.coordinator_by = timezone.now(), None, None
    row.save(update_fields=["ended_at", "coordinator_since", "coordinator_by"])
