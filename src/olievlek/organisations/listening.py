"""Reactions to accounts: join by a verified address, erasure, data export."""

from collections.abc import Iterable

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from olievlek.accounts.addresses import verified
from olievlek.accounts.models import User
from olievlek.core.text import apart
from olievlek.organisations import evidence
from olievlek.organisations.actions import joining, members
from olievlek.organisations.models import Invitation, JoinRequest, Membership, WithoutOrganisation
from olievlek.organisations.models.sent_away import LASTS
from olievlek.timeline.models import Entry


def address_verified(entry: Entry) -> None:
    """Join the one organisation that has the domain; several are left for the page that asks."""
    user = User.objects.filter(pk=entry.about_id).first()
    if user is None or not user.is_active:
        return
    members.note_mailboxes(user)
    for address in verified(user):
        joining.join_by_address(user, address)


def arrive(request: HttpRequest, user: User) -> str | None:
    """After the first sign-in: ask where they work, or tell people whom their mail domain let in that it did."""
    _say_joined_by_address(request, user)
    return ask_where_they_work(request, user)


def ask_where_they_work(_request: HttpRequest, user: User) -> str | None:
    """The page that asks it, for people with no organisation who have not answered yet; None for all others."""
    known = (
        user.is_moderator
        or WithoutOrganisation.objects.filter(user=user).exists()
        or Membership.objects.filter(user=user).exists()
        or JoinRequest.objects.filter(user=user).exists()
    )
    return None if known else reverse("organisations:where")


def _say_joined_by_address(request: HttpRequest, user: User) -> None:
    for one in Membership.objects.active().filter(user=user).select_related("organisation").order_by("pk"):
        for domain in evidence.own_domains(user, one.organisation)[:1]:
            said = {"domain": domain, "name": apart(one.organisation.name)}
            text = _(
                "Your address ends in %(domain)s, so you take part for %(name)s. Is that not right? You can leave it "
                "under My organisation."
            )
            messages.info(request, text % said)


def forget(user: User) -> None:
    """Erasure: memberships end without words about the person, open requests are withdrawn."""
    now = timezone.now()
    mine = Membership.objects.filter(user=user)
    lately = (
        mine.filter(ended_at__gt=now - LASTS, ended_by__isnull=False)
        .exclude(ended_by=user)
        .select_related("organisation", "user")
    )
    for one in lately.order_by("pk"):
        members.remember_sent_away(one)
    mine.filter(ended_at=None).update(ended_at=now, coordinator_since=None, coordinator_by=None)
    mine.update(job="", layer="", chosen_at=None, mailbox_codes=[])
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
