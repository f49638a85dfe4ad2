"""A coordinator invites a colleague by e-mail; who proves to own that address may accept, once, within two weeks."""

import hashlib
import logging
import secrets
from datetime import timedelta

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import transaction
from django.utils import timezone, translation

from olievlek.accounts.addresses import verified
from olievlek.accounts.models import User
from olievlek.core.addresses import canonical
from olievlek.core.mail import AwayError, NotTakenError, hand_over
from olievlek.core.rows.locks import lock, locked
from olievlek.core.rows.stamps import put
from olievlek.organisations import events, letters
from olievlek.organisations.actions.joining import enter
from olievlek.organisations.membership import members
from olievlek.organisations.models import Invitation, Membership, Organisation, Wanted
from olievlek.timeline.record import record

log = logging.getLogger(__name__)
LASTS = timedelta(days=14)
MOST_WAITING = 200
MAIL_TRIES = 10


class AlreadyMemberError(ValueError):
    """A colleague has this address."""


class TooManyError(ValueError):
    """So many invitations wait that something must be wrong."""


class OtherAddressError(ValueError):
    """The invited address is not verified."""


@transaction.atomic
def invite(organisation: Organisation, *, email: str, by: User, role: Wanted = Wanted.MEMBER) -> Invitation:
    """Invite an address for two weeks; inviting it again takes the older invitation back."""
    email = canonical(email)
    locked(organisation)
    if members(organisation).filter(user__addresses__email=email).exists():
        raise AlreadyMemberError
    waiting = Invitation.objects.waiting().filter(organisation=organisation)
    if waiting.count() >= MOST_WAITING:
        raise TooManyError
    waiting.filter(email=email).update(withdrawn_at=timezone.now())
    invitation = Invitation.objects.create(
        organisation=organisation, email=email, role=role, invited_by=by, language=by.language,
        expires_at=timezone.now() + LASTS,
    )  # fmt: skip
    record(events.INVITED, about=invitation, by=by)
    return invitation


@transaction.atomic
def withdraw(invitation: Invitation, *, by: User) -> None:
    """The invitation works no more. One that was used, or taken back before, stays as it is."""
    invitation = locked(invitation)
    if invitation.used_at or invitation.withdrawn_at:
        return
    invitation.withdrawn_at = timezone.now()
    invitation.save(update_fields=["withdrawn_at"])
    record(events.INVITATION_WITHDRAWN, about=invitation, by=by)


def send_invitations() -> int:
    """Mail what waits; returns how many left. Part of the worker."""
    waiting = Invitation.objects.open().filter(mailed_at=None, failures__lt=MAIL_TRIES)
    return sum(_send(pk) for pk in list(waiting.values_list("pk", flat=True)[:20]))


def _send(pk: int) -> bool:
    """Mark first, then send: never mailed twice. The token is made here and stands in no table."""
    token = secrets.token_urlsafe(32)
    with transaction.atomic():
        row = lock(Invitation.objects.open().filter(pk=pk, mailed_at=None)).first()
        if row is None:
            return False
        row.digest, row.mailed_at = digest_of(token), timezone.now()
        row.save(update_fields=["digest", "mailed_at"])
    with translation.override(row.language):
        subject, body = letters.invitation(row, token)
    try:
        hand_over(EmailMessage(subject, body, settings.DEFAULT_FROM_EMAIL, [row.email]))
    except (AwayError, NotTakenError) as error:
        log.warning("invitation %s waits: %s", pk, error)
        row.mailed_at, row.failures = None, row.failures + isinstance(error, NotTakenError)
        row.save(update_fields=["mailed_at", "failures"])
        return False
    return True


def digest_of(token: str) -> str:
    """The stored digest of a token: whoever reads the table cannot join with it."""
    return hashlib.sha256(token.encode()).hexdigest()


def find_open(token: str) -> Invitation | None:
    """The invitation, when it still works. Changes nothing."""
    found = Invitation.objects.open().filter(digest=digest_of(token), organisation__merged_into=None)
    return found.select_related("organisation", "invited_by").first()


def is_for(invitation: Invitation, user: User) -> bool:
    """Whether somebody proved to own the invited address: who got the mail from another has no right to it."""
    return canonical(invitation.email) in verified(user)


@transaction.atomic
def accept(token: str, *, by: User) -> Membership | None:
    """Use the invitation up and join; None when it does not work (any more)."""
    rows = lock(Invitation.objects.open().select_related("organisation", "invited_by"))
    invitation = rows.filter(digest=digest_of(token), organisation__merged_into=None).first()
    if invitation is None:
        return None
    if not is_for(invitation, by):
        raise OtherAddressError
    put(invitation, "used", by=by)
    coordinator = invitation.role == Wanted.COORDINATOR
    return enter(by, invitation.organisation, by=invitation.invited_by, coordinator=coordinator)
