"""From the timeline to people: rows that can always be made again (`olievlek replay`)."""

from olievlek.accounts.models import User
from olievlek.conversations import asked
from olievlek.conversations.events import REQUEST_SENT
from olievlek.conversations.models import Request
from olievlek.core.about import about
from olievlek.core.nouns import key_of
from olievlek.notifications.hearing import HEARD
from olievlek.notifications.models import Notification
from olievlek.organisations.models import Membership
from olievlek.timeline.models import Entry


def deliver(entry: Entry) -> None:
    """Tell everyone whom it concerns but who did it. Telling twice changes nothing.

    Who may not see it, does not want it or muted it is asked when she reads, not here.
    """
    hears = HEARD[entry.event]
    concern = hears.concern(entry)
    if concern is None:
        return
    reasons = {pk: reason for pk, reason in concern.people.items() if pk != entry.by_id}
    here = User.objects.filter(pk__in=reasons, ended_at=None).order_by("pk").values_list("pk", flat=True)
    rows = [
        Notification(
            user_id=pk, entry=entry, kind=hears.kind, reason=reasons[pk], **about(concern.noun),
        )
        for pk in here
    ]  # fmt: skip
    Notification.objects.bulk_create(rows, ignore_conflicts=True)


def catch_up(entry: Entry) -> None:
    """Somebody joined: questions that waited for a colleague come to her when she is one who gets them."""
    member = Membership.objects.active().select_related("user", "organisation").filter(pk=entry.about_id).first()
    if member is None or member.user not in asked.recipients(member.organisation):
        return
    waiting = Request.objects.open().filter(to=member.organisation).order_by("pk").values_list("pk", flat=True)
    sent = Entry.objects.filter(event=REQUEST_SENT.key, about_kind=key_of(Request), about_id__in=list(waiting))
    for one in sent.order_by("pk"):
        deliver(one)
