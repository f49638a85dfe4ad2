"""The history of a message and of its subject, as lines for `{% timeline %}`."""

from typing import Any

from django.db.models import Q
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from olievlek.core.about import about as about_noun
from olievlek.core.audience import Person
from olievlek.core.nouns import key_of
from olievlek.moderation.models import Message
from olievlek.timeline.events import find
from olievlek.timeline.models import Entry

MOST = 100


def history_of(message: Message, noun: Any, user: Person) -> list[dict[str, Any]]:
    """Newest first. Without a person it was a visitor who wrote to us, or a command that loaded a noun."""
    me = key_of(message)
    about = Q(about_kind=me, about_id=message.pk)
    if noun is not None:
        about |= Q(**about_noun(noun))
    nobody = {True: _("A visitor"), False: _("A command of Olievlek")}
    entries = Entry.objects.visible_to(user).filter(about).select_related("by").order_by("-id")[:MOST]
    return [
        {
            "when": date_format(timezone.localtime(entry.at), "DATETIME_FORMAT"),
            "text": f"{entry.by.called if entry.by else nobody[entry.about_kind == me]} {find(entry.event).words}",
        }
        for entry in entries
    ]
