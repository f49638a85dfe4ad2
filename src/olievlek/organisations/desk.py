"""What waits for moderators about organisations."""

from olievlek.core.audience import MODERATORS, Person, tokens
from olievlek.organisations.models import JoinRequest, Membership, MergeNotice, Proposal


def requests_for_moderators(user: Person) -> "list[JoinRequest]":
    """Requests that no coordinator can decide: of organisations that nobody looks after, oldest first."""
    led = Membership.objects.coordinating().values("organisation")
    waiting = JoinRequest.objects.decidable_by(user).open().exclude(organisation__in=led)
    return list(waiting.select_related("user", "organisation").order_by("pk"))


def open_proposals() -> "list[Proposal]":
    return list(Proposal.objects.filter(decided_at=None).select_related("proposed_by").order_by("pk"))


def open_notices() -> "list[MergeNotice]":
    return list(MergeNotice.objects.filter(decided_at=None).select_related("organisation").order_by("pk"))


def how_many_wait(user: Person) -> int:
    """All of it, for the header."""
    if MODERATORS not in tokens(user):
        return 0
    led = Membership.objects.coordinating().values("organisation")
    requests = JoinRequest.objects.decidable_by(user).open().exclude(organisation__in=led).count()
    proposals = Proposal.objects.filter(decided_at=None).count()
    return requests + proposals + MergeNotice.objects.filter(decided_at=None).count()
