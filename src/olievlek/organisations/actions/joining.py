"""Ways to join. All of them end in `enter`."""

import uuid

from django.db import transaction
from django.utils import timezone

from olievlek.accounts.addresses import verified
from olievlek.accounts.models import User
from olievlek.core.addresses import canonical
from olievlek.core.rows import decisions
from olievlek.core.rows.locks import lock, locked
from olievlek.core.rows.stamps import put
from olievlek.organisations import events, evidence, letters
from olievlek.organisations.actions.members import note_mailboxes
from olievlek.organisations.membership import coordinators, is_member
from olievlek.organisations.models import (
    JoinRequest,
    Kind,
    Membership,
    Organisation,
    OrganisationQuerySet,
    SentAway,
    Wanted,
    WithoutOrganisation,
)
from olievlek.organisations.models.sent_away import sent_away_digest
from olievlek.timeline.record import record

Outcome = JoinRequest.Outcome


class NobodyCanJoinError(ValueError):
    """The organisation merged into another, is a name of the study, or the account ended."""


@transaction.atomic
def enter(
    user: User, organisation: Organisation, *, by: User | None, layer: str = "", job: str = "",
    coordinator: bool = False,
) -> Membership:  # fmt: skip
    """Make somebody a member, and coordinator when asked; who is one already stays so. An open request is answered.

    The organisation is locked, so that two ways in at once give one membership.
    """
    organisation = locked(organisation)
    if organisation.merged_into_id or organisation.kind == Kind.STUDY or not user.is_active:
        raise NobodyCanJoinError(organisation.code)
    member, fresh = Membership.objects.get_or_create(
        user=user, organisation=organisation, ended_at=None, defaults={"layer": layer, "job": job}
    )
    if coordinator and member.coordinator_since is None:
        put(member, "coordinator_since", by=by)
        record(events.COORDINATOR_MADE, about=member, by=by)
    if fresh:
        note_mailboxes(user)
        record(events.JOINED, about=member, by=user)
    _answer_open_requests(member, by)
    WithoutOrganisation.objects.filter(user=user).delete()
    if by is not None:
        _welcome_back(member)
    return member


def _welcome_back(member: Membership) -> None:
    """Somebody let them in: that they were sent away before no longer counts."""
    places = [member.organisation_id, *member.organisation.merged_from.values_list("pk", flat=True)]
    codes = [sent_away_digest(place, address) for place in places for address in verified(member.user)]
    SentAway.objects.filter(digest__in=codes).delete()


def _answer_open_requests(member: Membership, by: User | None) -> None:
    asked = JoinRequest.objects.open().filter(user=member.user_id, organisation=member.organisation_id)
    if member.coordinator_since is None:
        asked = asked.filter(wanted=Wanted.MEMBER)
    asked.update(decided_at=timezone.now(), decided_by=by, outcome=Outcome.ACCEPTED)


def fitting(user: User) -> OrganisationQuerySet:
    """The organisations whose mail domain this person proved to have, and that did not send them away.

    Also not under an earlier account with the same address.
    """
    fits = Organisation.objects.none()
    for address in verified(user):
        fits = fits | Organisation.objects.with_domain(address)
    ended = Membership.objects.filter(user=user, ended_at__isnull=False).exclude(ended_by=user)
    fits = fits.exclude(memberships__in=ended).distinct()
    return fits.exclude(pk__in=evidence.sent_away_from(user, list(fits.order_by("pk")))).order_by("name")


@transaction.atomic
def join_by_address(user: User, address: str) -> Membership | None:
    """Join at once the only organisation that has the domain of a proved address; None when none or several do.

    Former members do not come back this way: they left, or were sent away.
    """
    if canonical(address) not in verified(user):
        return None
    found = list(Organisation.objects.with_domain(address).distinct().order_by("pk")[:2])
    if len(found) != 1 or Membership.objects.filter(user=user, organisation=found[0]).exists():
        return None
    if evidence.sent_away_from(user, found):
        return None
    return enter(user, found[0], by=None)


@transaction.atomic
def join(organisation: Organisation, *, by: User, layer: str = "", job: str = "") -> Membership | None:
    """Join at once by a verified address; None when no address of this user fits."""
    if not fitting(by).filter(pk=organisation.pk).exists():
        return None
    return enter(by, organisation, by=None, layer=layer, job=job)


@transaction.atomic
def ask(
    organisation: Organisation, *, by: User, once: uuid.UUID, wanted: Wanted = Wanted.MEMBER, words: str = "",
    layer: str = "", job: str = "",
) -> JoinRequest | None:  # fmt: skip
    """Ask to be let in, or to look after an organisation. Asking again while one waits changes nothing.

    None when the user already has what they ask for.
    """
    organisation = locked(organisation)
    if organisation.merged_into_id or organisation.kind == Kind.STUDY:
        raise NobodyCanJoinError(organisation.code)
    if wanted == Wanted.MEMBER and is_member(by, organisation):
        return None
    waiting = JoinRequest.objects.filter(user=by, once=once) | JoinRequest.objects.open().filter(
        user=by, organisation=organisation
    )
    known = waiting.first()
    if known is not None:
        return known
    asked = JoinRequest.objects.create(
        user=by, organisation=organisation, wanted=wanted, words=words, layer=layer, job=job, once=once
    )
    record(events.JOIN_ASKED, about=asked, by=by, wanted=wanted.value)
    for coordinator in coordinators(organisation):
        letters.somebody_asks(asked, coordinator)
    return asked


@transaction.atomic
def decide(
    asked: JoinRequest, *, accept: bool, by: User, reason: str = "", shown: str | None = None
) -> JoinRequest:  # fmt: skip
    """Let in or not; the asker hears it by mail. The first decision stands, whoever comes second.

    `shown` is the fingerprint of the page (`evidence.of_request`). Raises `ChangedSinceShownError` when the asker
    changed name, words or addresses since.
    """
    lock(Organisation.objects.filter(pk=asked.organisation_id)).get()
    asked = locked(asked, "user", "organisation")
    if not asked.is_open:
        return asked
    evidence.require_unchanged(evidence.of_requests([asked])[0][1], shown)
    if accept:
        enter(
            asked.user, asked.organisation, by=by, layer=asked.layer, job=asked.job,
            coordinator=asked.wanted == Wanted.COORDINATOR,
        )  # fmt: skip
    outcome = Outcome.ACCEPTED if accept else Outcome.DECLINED
    decisions.decide(asked, outcome, by=by, reason="" if accept else reason)
    record(events.JOIN_ACCEPTED if accept else events.JOIN_DECLINED, about=asked, by=by)
    letters.decided(asked)
    return asked


@transaction.atomic
def take_back(asked: JoinRequest, *, by: User) -> None:
    """The asker no longer wants it. After a decision nothing changes."""
    asked = locked(asked)
    if decisions.decide(asked, Outcome.WITHDRAWN, by=by):
        record(events.JOIN_WITHDRAWN, about=asked, by=by)


def take_part_alone(*, by: User) -> None:
    """Take part without an organisation, until the user joins one; we do not ask again."""
    WithoutOrganisation.objects.get_or_create(user=by)
