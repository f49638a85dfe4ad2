"""Waiting work about organisations: for moderators, and once a year for coordinators."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from django.db.models import F, Max
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from olievlek.core.audience import MODERATORS, Person, tokens
from olievlek.core.prompts import Prompt
from olievlek.organisations.models import DomainClaim, JoinRequest, Membership, MergeNotice, Proposal

A_YEAR = timedelta(days=365)


def reviews_due(user: Person) -> Iterable[Prompt]:
    """Once a year: does everyone on the list still work there? The first time a year after somebody coordinates."""
    if not user.is_authenticated:
        return
    led = Membership.objects.coordinating().filter(user_id=user.pk).select_related("organisation")
    looked = Coalesce(Max("organisation__access_reviews__reviewed_at"), F("coordinator_since"))
    due = led.annotate(looked=looked).filter(looked__lte=timezone.now() - A_YEAR)
    for one in due.order_by("looked", "pk"):
        since: datetime = one.looked + A_YEAR  # type: ignore[attr-defined]  # annotated above
        yield Prompt(
            ask=_("Does everyone still work here?"),
            url=f"{reverse('organisations:mine')}#colleagues",
            action=_("Go through the list"),
            since=since,
            around=one.organisation.name,
            why=_("Look once a year, so that who left can do nothing any more on your name."),
            icon="people",
            minutes=5,
        )


def requests_for_moderators(user: Person) -> "list[JoinRequest]":
    """Requests that no coordinator can decide: of organisations that nobody looks after, oldest first."""
    led = Membership.objects.coordinating().values("organisation")
    waiting = JoinRequest.objects.decidable_by(user).open().exclude(organisation__in=led)
    return list(waiting.select_related("user", "organisation").order_by("pk"))


def open_proposals() -> "list[Proposal]":
    return list(Proposal.objects.filter(decided_at=None).select_related("proposed_by").order_by("pk"))


def open_claims() -> "list[DomainClaim]":
    return list(DomainClaim.objects.open().select_related("organisation", "claimed_by").order_by("pk"))


def open_notices() -> "list[MergeNotice]":
    return list(MergeNotice.objects.filter(decided_at=None).select_related("organisation").order_by("pk"))


def how_many_wait(user: Person) -> int:
    """All of it, for the header; one query."""
    if MODERATORS not in tokens(user):
        return 0
    led = Membership.objects.coordinating().values("organisation")
    requests = JoinRequest.objects.decidable_by(user).open().exclude(organisation__in=led)
    others = (
        Proposal.objects.filter(decided_at=None),
        MergeNotice.objects.filter(decided_at=None),
        DomainClaim.objects.open(),
    )
    rows = requests.order_by().values("pk").union(*(one.order_by().values("pk") for one in others), all=True)
    return rows.count()
