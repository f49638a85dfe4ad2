"""Change members, coordinate, leave; and the yearly review of the list."""

import uuid

from django.db import transaction
from django.utils import timezone

from olievlek.accounts.addresses import verified
from olievlek.accounts.models import User
from olievlek.core.rows.locks import lock, locked
from olievlek.core.rows.stamps import clear, put, write
from olievlek.organisations import events
from olievlek.organisations.evidence import require_unchanged
from olievlek.organisations.membership import coordinators, members
from olievlek.organisations.models import AccessReview, Invitation, Membership, Organisation, SentAway
from olievlek.organisations.models.sent_away import sent_away_digest
from olievlek.timeline.record import record


class SoleCoordinatorError(ValueError):
    """Nobody would look after the organisation: first make a colleague coordinator, or ask a moderator."""


def _locked(member: Membership) -> Membership:
    """The membership as it is now; its organisation is locked, so that two coordinators cannot leave at once."""
    lock(Organisation.objects.filter(pk=member.organisation_id)).get()
    return locked(member, "organisation", "user")


def _needs_another(member: Membership, by: User) -> None:
    if member.is_coordinator and not by.is_moderator and len(coordinators(member.organisation)) == 1:
        raise SoleCoordinatorError


@transaction.atomic
def end(member: Membership, *, by: User, shown: str | None = None) -> None:
    """Leave, or have a colleague leave: rights and open invitations end at once. Twice changes nothing.

    `shown` is the fingerprint of the list on which somebody decided (`Membership.shown`), as in the next two. Raises
    `ChangedSinceShownError`.
    """
    member = _locked(member)
    if member.ended_at is not None:
        return
    require_unchanged(member, shown)
    _needs_another(member, by)
    if by.pk != member.user_id:
        remember_sent_away(member)
    put(member, "ended", by=by, coordinator_since=None, coordinator_by=None, mailbox_codes=[])
    _withdraw_invitations(member)
    record(events.LEFT if by.pk == member.user_id else events.MEMBERSHIP_ENDED, about=member, by=by)


def remember_sent_away(member: Membership) -> None:
    """Keep a code of every mailbox, also of those taken away before, so that a new account with one of them does not
    join by itself. Twice is once."""
    codes = {*member.mailbox_codes, *_codes(member)}
    since = member.ended_at or timezone.now()
    SentAway.objects.bulk_create(
        [SentAway(organisation_id=member.organisation_id, digest=code, since=since) for code in sorted(codes)],
        update_conflicts=True, unique_fields=["digest"], update_fields=["since"],
    )  # fmt: skip


def _codes(member: Membership) -> set[str]:
    return {sent_away_digest(member.organisation_id, address) for address in verified(member.user)}


@transaction.atomic
def note_mailboxes(user: User) -> None:
    """Remember, as codes, which addresses somebody proved while a member; they may be taken away before the end."""
    mine = lock(Membership.objects.filter(user=user, ended_at=None).select_related("user"))
    for member in mine.order_by("pk"):
        codes = sorted({*member.mailbox_codes, *_codes(member)})
        if codes != member.mailbox_codes:
            write(member, mailbox_codes=codes)


@transaction.atomic
def make_coordinator(member: Membership, *, by: User, shown: str | None = None) -> None:
    """One more colleague looks after the organisation. Twice changes nothing."""
    member = _locked(member)
    if member.ended_at or member.coordinator_since:
        return
    require_unchanged(member, shown)
    put(member, "coordinator_since", by=by)
    record(events.COORDINATOR_MADE, about=member, by=by)


@transaction.atomic
def stop_coordinator(member: Membership, *, by: User, shown: str | None = None) -> None:
    """Stay a member, and no more than that; open invitations end. Twice changes nothing."""
    member = _locked(member)
    if member.coordinator_since is None:
        return
    require_unchanged(member, shown)
    _needs_another(member, by)
    clear(member, "coordinator_since")
    _withdraw_invitations(member)
    record(events.COORDINATOR_STOPPED, about=member, by=by)


def _withdraw_invitations(member: Membership) -> None:
    """Withdraw the open invitations of somebody who may no longer invite."""
    sent = Invitation.objects.waiting().filter(organisation=member.organisation_id, invited_by=member.user_id)
    sent.update(withdrawn_at=timezone.now())


@transaction.atomic
def change(member: Membership, *, layer: str, job: str, by: User) -> None:
    """Layer and work of somebody. The same again changes nothing."""
    member = _locked(member)
    if (member.layer, member.job) == (layer, job):
        return
    write(member, layer=layer, job=job)
    record(events.MEMBERSHIP_CHANGED, about=member, by=by)


@transaction.atomic
def remember_choice(organisation: Organisation, *, by: User) -> bool:
    """Choose the organisation to act for, also after the next sign-in. False when the user does not work there."""
    mine = Membership.objects.active().filter(user=by, organisation=organisation)
    return mine.update(chosen_at=timezone.now()) == 1


@transaction.atomic
def review(organisation: Organisation, *, once: uuid.UUID, by: User) -> AccessReview:
    """Everyone on the list still works there. The same form twice makes one row."""
    found = members(organisation)
    counts = {"members": found.count(), "coordinators": found.coordinating().count()}
    made, fresh = AccessReview.objects.get_or_create(
        once=once, defaults={"organisation": organisation, "reviewed_by": by, **counts}
    )
    if fresh:
        record(events.REVIEWED, about=made, by=by)
    return made
