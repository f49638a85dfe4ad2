"""What questions and messages ask of a person: answer one, and look what came of their own."""

from collections.abc import Iterable
from datetime import timedelta

from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from olievlek.accounts.models import User
from olievlek.conversations import subjects
from olievlek.conversations.asked import about_what_was_made_by, receives
from olievlek.conversations.models import Message, Request
from olievlek.core.audience import Person
from olievlek.core.desk import Task
from olievlek.core.text import apart

MOST = 10
FRESH = timedelta(days=14)


def to_answer(user: Person) -> Iterable[Task]:
    """Open questions to the organisations whose questions come to this person, and those about what they made."""
    if not isinstance(user, User):
        return
    theirs = Q(to__in=receives(user)) | about_what_was_made_by(user)
    waiting = Request.objects.answerable_by(user).filter(theirs).select_related("for_organisation")
    shown = list(waiting.order_by("sent_at", "pk")[:MOST])
    nouns = subjects.nouns_of(shown, user)
    for asked in shown:
        yield Task(
            ask=_("%(name)s asks you something") % {"name": apart(asked.for_organisation.called)},
            url=asked.get_absolute_url(),
            action=_("Answer"),
            since=asked.sent_at,
            around=str(nouns.get((asked.about_kind, asked.about_id)) or asked),
            why=_("Yes or no is enough."),
            icon="ask",
            minutes=5,
        )


def answered(user: Person) -> Iterable[Task]:
    """A yes of the last two weeks: somebody waits for her call."""
    said_yes = Request.objects.asked_by(user).filter(outcome="yes", decided_at__gt=timezone.now() - FRESH)
    shown = list(said_yes.select_related("to").order_by("decided_at", "pk")[:MOST])
    nouns = subjects.nouns_of(shown, user)
    for asked in shown:
        assert asked.decided_at is not None  # a constraint says so
        yield Task(
            ask=_("%(name)s said yes") % {"name": apart(asked.to.called)},
            url=asked.get_absolute_url(),
            action=_("See how"),
            since=asked.decided_at,
            around=str(nouns.get((asked.about_kind, asked.about_id)) or asked),
            why=_("You see how to reach a colleague there."),
            icon="mail",
            minutes=10,
        )


def messages(user: Person) -> Iterable[Task]:
    """For moderators: the queue, as one task with the first promised day."""
    if not getattr(user, "is_moderator", False):
        return  # what others may do costs a query on a page that all open
    waiting = Message.objects.visible_to(user).open()
    first = waiting.order_by("answer_by", "pk").first()
    if first is None:
        return
    total = waiting.count()
    yield Task(
        ask=ngettext("%(total)s message waits for an answer", "%(total)s messages wait for an answer", total)
        % {"total": total},
        url=reverse("conversations:queue"),
        action=_("Open the messages"),
        since=first.sent_at,
        around=_("Promised by %(day)s") % {"day": date_format(first.answer_by, "j F")},
        why=_("What we promised to answer first stands on top."),
        icon="flag",
        minutes=5 * min(total, MOST),
    )
