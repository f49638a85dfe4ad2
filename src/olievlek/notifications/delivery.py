"""From the timeline to people: rows that can always be made again (`olievlek replay`)."""

from olievlek.accounts.models import User
from olievlek.conversations import recipients
from olievlek.conversations.events import REQUEST_SENT
from olievlek.conversations.models import Request
from olievlek.core.about import about
from olievlek.core.nouns import key_of
from olievlek.notifications.concern import HEARD
from olievlek.notifications.models import Notification
from olievlek.organisations.models import Membership
from olievlek.timeline.events import find
from olievlek.timeline.models import Entry


def deliver(entry: Entry) -> None:
    """Notify everyone concerned except the actor.

    Visibility, preferences and mutes are checked on reading, because they may change until then.
    """
    if not User.objects.exists():
        return  # the first start: content comes before people
    kind, ask = HEARD[find(entry.event)]
    concern = ask(entry)
    if concern is None:
        return
    reasons = {pk: reason for pk, reason in concern.people.items() if pk != entry.by_id}
    here = User.objects.filter(pk__in=reasons, ended_at=None).order_by("pk").values_list("pk", flat=True)
    rows = [
        Notification(
            user_id=pk, entry=entry, kind=kind, reason=reasons[pk], **about(concern.noun),
        )
        for pk in here
    ]  # fmt: skip
    Notification.objects.bulk_create(rows, ignore_conflicts=True)


def catch_up(entry: Entry) -> None:
    """Somebody joined: open questions to that organisation come to the new member when they are a recipient."""
    member = Membership.objects.active().select_related("user", "organisation").filter(pk=entry.about_id).first()
    if member is None or member.user not in recipients.recipients(member.organisation):
        return
    waiting = Request.objects.open().filter(to=member.organisation).order_by("pk").values_list("pk", flat=True)
    sent = Entry.objects.filter(event=REQUEST_SENT.key, about_kind=key_of(Request), about_id__in=list(waiting))
    for one in sent.order_by("pk"):
        deliver(one)
