"""Hide and show again, and what makers say against it. One appeal for each hiding, one outcome for each appeal."""

import uuid

from django.db import transaction
from django.db.models import Model
from django.utils import timezone

from olievlek.accounts.models import User
from olievlek.core.nouns import key_of
from olievlek.core.rows.decisions import decide
from olievlek.core.rows.locks import lock, locked
from olievlek.core.rows.stamps import put
from olievlek.moderation import events
from olievlek.moderation.kinds import APPEAL, promised
from olievlek.moderation.models import Appeal, Hiding, Message
from olievlek.moderation.subjects import Subject, get
from olievlek.timeline.record import record

Outcome = Appeal.Outcome


class NotPossibleError(ValueError):
    """The noun is gone, or its room has no such verb."""


class AppealedError(ValueError):
    """A maker objected before."""


class NotHiddenError(ValueError):
    """It is shown again; there is nothing left to object to."""


@transaction.atomic
def hide(noun: Model, *, reason: str, by: User) -> Hiding | None:
    """Take something out of sight and tell its makers why; None when it was hidden already.

    Views hide nothing in another way: the verb of the noun's own room does not tell its makers.
    """
    subject = _hideable(noun)
    assert subject.hide is not None  # that is what _hideable() asks
    if subject.find(noun.pk).hidden_at:
        return None
    subject.hide(noun, reason=reason, by=by)
    hidden = subject.find(noun.pk)
    once = {"about_kind": subject.key, "about_id": noun.pk, "hidden_at": hidden.hidden_at}
    hiding, fresh = Hiding.objects.get_or_create(**once, defaults={"reason": hidden.hidden_reason})
    if fresh:
        record(events.HIDING_TOLD, about=hiding, by=None)
    return hiding


@transaction.atomic
def unhide(noun: Model, *, by: User) -> bool:
    """Show it again, and tell its makers; False when it was not hidden."""
    subject = _hideable(noun)
    assert subject.unhide is not None  # comes with `hide`
    if not subject.find(noun.pk).hidden_at:
        return False
    subject.unhide(noun, by=by)
    for hiding in lock(Hiding.objects.now().filter(about_kind=subject.key, about_id=noun.pk).order_by("pk")):
        hiding.ended_at = timezone.now()
        hiding.save(update_fields=["ended_at"])
        record(events.HIDING_ENDED, about=hiding, by=None)
    return True


def _hideable(noun: Model) -> Subject:
    subject = get(key_of(noun))
    if subject is None or subject.hide is None:
        raise NotPossibleError(key_of(noun))
    return subject


@transaction.atomic
def appeal(hiding: Hiding, *, text: str, once: uuid.UUID, by: User, language: str = "nl") -> Appeal:
    """Object, once for each hiding; it waits in the queue as a message."""
    hiding = locked(hiding)
    known = Appeal.objects.filter(hiding=hiding).first()
    if known is not None and known.once == once:
        return known
    if known is not None:
        raise AppealedError(hiding.pk)
    if hiding.ended_at:
        raise NotHiddenError(hiding.pk)
    message = Message.objects.create(
        kind=APPEAL.key, about_kind=hiding.about_kind, about_id=hiding.about_id, text=hiding.reason, language=language,
        once=once, answer_by=promised(APPEAL.key),
    )  # fmt: skip
    made = Appeal.objects.create(hiding=hiding, message=message, by=by, text=text, language=language, once=once)
    record(events.APPEALED, about=hiding, by=by)
    return made


@transaction.atomic
def decide_appeal(made: Appeal, *, outcome: str, answer: str, by: User) -> Appeal:
    """Show it again, or leave it hidden, with an answer. The first decision stands."""
    made = locked(made)
    if not decide(made, Outcome(outcome), by=by, answer=answer):
        return made
    hiding = locked(made.hiding)
    if outcome == Outcome.SHOWN and hiding.noun is not None:
        unhide(hiding.noun, by=by)
    message = locked(made.message)
    if message.closed_at is None:
        put(message, "closed", by=by, outcome="done" if outcome == Outcome.SHOWN else "declined")
    record(events.APPEAL_DECIDED, about=hiding, by=by, outcome=outcome)
    return made
