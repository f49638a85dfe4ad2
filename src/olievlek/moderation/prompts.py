"""Messages on the workplace of a moderator."""

from collections.abc import Iterable

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from olievlek.core.audience import Person
from olievlek.core.prompts import Prompt
from olievlek.moderation.models import Message

MOST = 10


def messages(user: Person) -> Iterable[Prompt]:
    """For moderators: the queue, as one task with the first promised day."""
    if not getattr(user, "is_moderator", False):
        return  # what others may do costs a query on a page that all open
    waiting = Message.objects.visible_to(user).open()
    first = waiting.order_by("answer_by", "pk").first()
    if first is None:
        return
    total = waiting.count()
    yield Prompt(
        ask=ngettext("%(total)s message waits for an answer", "%(total)s messages wait for an answer", total)
        % {"total": total},
        url=reverse("moderation:queue"),
        action=_("Open the messages"),
        since=first.sent_at,
        around=_("Promised by %(day)s") % {"day": date_format(first.answer_by, "j F")},
        why=_("What we promised to answer first stands on top."),
        icon="flag",
        minutes=5 * min(total, MOST),
    )
