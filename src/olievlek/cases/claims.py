"""A page was handed over to an organisation; whoever claimed it may change it once they work there."""

from django.db import transaction

from olievlek.accounts.addresses import verified
from olievlek.cases.actions.handing_over import let_edit
from olievlek.cases.actions.keeping import shown_to_others
from olievlek.cases.models import Case
from olievlek.core.rows.locks import locked
from olievlek.moderation.kinds import CLAIM
from olievlek.moderation.models import Message
from olievlek.organisations.models import Membership
from olievlek.timeline.models import Entry


@transaction.atomic
def let_claimants_edit(entry: Entry) -> None:
    """Hear that somebody joined: of the pages of that organisation, those that they claimed themselves."""
    member = Membership.objects.active().filter(pk=entry.about_id).select_related("user").first()
    if member is None:
        return
    claims = Message.objects.claimed_by(member.user, verified(member.user)).filter(
        kind=CLAIM.key, about_kind="case", outcome=Message.Outcome.DONE
    )
    handed = Case.objects.filter(
        pk__in=claims.values("about_id"), owner=member.organisation_id, handed_over_at__isnull=False
    )
    for case in handed.order_by("pk"):
        fresh = locked(case)
        let_edit(fresh, editor=member.user, by=None)
        shown_to_others(fresh)
