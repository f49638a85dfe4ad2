"""What this room does when something happens in accounts: join by a proved address, be forgotten, be taken along."""

from collections.abc import Iterable

from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone

from olievlek.accounts.addresses import verified
from olievlek.accounts.models import User
from olievlek.organisations.actions import joining
from olievlek.organisations.models import Invitation, JoinRequest, Membership, WithoutOrganisation
from olievlek.timeline.models import Entry


def address_verified(entry: Entry) -> None:
    """Join the one organisation that has the domain; several are left for the page that asks."""
    user = User.objects.filter(pk=entry.about_id).first()
    if user is None or not user.is_active:
        return
    for address in verified(user):
        joining.join_by_address(user, address)


def ask_where_she_works(_request: HttpRequest, user: User) -> str | None:
    """Asked after her first sign-in, later a line on her workplace: who belongs nowhere and said nothing about it."""
    known = (
        user.is_moderator
        or WithoutOrganisation.objects.filter(user=user).exists()
        or Membership.objects.filter(user=user).exists()
        or JoinRequest.objects.filter(user=user).exists()
    )
    return None if known else reverse("organisations:where")


def forget(user: User) -> None:
    """Somebody leaves for good: memberships end without words about her, what waits is taken back."""
    now = timezone.now()
    mine = Membership.objects.filter(user=user)
    mine.filter(ended_at=None).update(ended_at=now, coordinator_since=None, coordinator_by=None)
    mine.update(job="", layer="", chosen_at=None)
    JoinRequest.objects.filter(user=user).delete()
    WithoutOrganisation.objects.filter(user=user).delete()
    Invitation.objects.filter(email__in=_addresses(user)).delete()
    Invitation.objects.waiting().filter(invited_by=user).update(withdrawn_at=now)


def _addresses(user: User) -> Iterable[str]:
    return {user.email, *verified(user)}


def memberships_of(user: User) -> QuerySet[Membership]:
    return Membership.objects.filter(user=user)


def requests_of(user: User) -> QuerySet[JoinRequest]:
    return JoinRequest.objects.filter(user=user)


def invitations_of(user: User) -> QuerySet[Invitation]:
    return Invitation.objects.filter(email__in=_addresses(user)) | Invitation.objects.filter(used_by=user)
