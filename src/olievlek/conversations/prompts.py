"""Questions on the workplace: those to answer, and what came of their own."""

from collections.abc import Iterable
from datetime import timedelta

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from olievlek.accounts.models import User
from olievlek.conversations.models import Request
from olievlek.conversations.recipients import about_what_was_made_by, receives
from olievlek.core.audience import Person
from olievlek.core.prompts import Prompt
from olievlek.core.text import apart
from olievlek.moderation import subjects

MOST = 10
FRESH = timedelta(days=14)


def to_answer(user: Person) -> Iterable[Prompt]:
    """Open questions to the organisations whose questions come to this person, and those about what they made."""
    if not isinstance(user, User):
        return
    theirs = Q(to__in=receives(user)) | about_what_was_made_by(user)
    waiting = Request.objects.answerable_by(user).filter(theirs).select_related("for_organisation")
    shown = list(waiting.order_by("sent_at", "pk")[:MOST])
    nouns = subjects.nouns_of(shown, user)
    for asked in shown:
        yield Prompt(
            ask=_("%(name)s asks you something") % {"name": apart(asked.for_organisation.called)},
            url=asked.get_absolute_url(),
            action=_("Answer"),
            since=asked.sent_at,
            around=str(nouns.get((asked.about_kind, asked.about_id)) or asked),
            why=_("Yes or no is enough."),
            icon="ask",
            minutes=5,
        )


def answered(user: Person) -> Iterable[Prompt]:
    """A yes of the last two weeks: a colleague elsewhere expects a call."""
    said_yes = Request.objects.asked_by(user).filter(outcome="yes", decided_at__gt=timezone.now() - FRESH)
    shown = list(said_yes.select_related("to").order_by("decided_at", "pk")[:MOST])
    nouns = subjects.nouns_of(shown, user)
    for asked in shown:
        assert asked.decided_at is not None  # a constraint says so
        yield Prompt(
            ask=_("%(name)s said yes") % {"name": apart(asked.to.called)},
            url=asked.get_absolute_url(),
            action=_("See how"),
            since=asked.decided_at,
            around=str(nouns.get((asked.about_kind, asked.about_id)) or asked),
            why=_("You see how to reach a colleague there."),
            icon="mail",
            minutes=10,
        )
