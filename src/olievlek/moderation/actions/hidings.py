"""From "a moderator hid it" to an answer for its maker. One appeal for each hiding, one outcome for each appeal."""

import uuid

from django.db import transaction

from olievlek.accounts.models import User
from olievlek.core.rows.decisions import decide
from olievlek.core.rows.locks import lock, locked
from olievlek.core.rows.stamps import put, write
from olievlek.moderation import events
from olievlek.moderation.kinds import APPEAL, promised
from olievlek.moderation.models import Appeal, Hiding, Message
from olievlek.moderation.subjects import get
from olievlek.timeline.models import Entry
from olievlek.timeline.record import record

Outcome = Appeal.Outcome


class AppealedError(ValueError):
    """A maker said something against it before."""


class NotHiddenError(ValueError):
    """It is shown again; there is nothing left to object to."""


@transaction.atomic
def note_hidden(entry: Entry) -> None:
    """A moderator hid something: its makers hear why. Hearing it twice changes nothing."""
    subject = get(entry.about_kind)
    noun = subject.find(entry.about_id) if subject else None
    if subject is None or noun is None or not noun.hidden_at:
        return
    hiding, fresh = Hiding.objects.get_or_create(
        about_kind=subject.key, about_id=noun.pk, hidden_at=noun.hidden_at, defaults={"reason": noun.hidden_reason}
    )
    if fresh:
        record(events.HIDING_TOLD, about=hiding, by=None)


@transaction.atomic
def note_shown(entry: Entry) -> None:
    """It is shown again: makers hear that too. An older entry, told again, ends nothing that is hidden now."""
    subject = get(entry.about_kind)
    if subject is None:
        return
    noun = subject.find(entry.about_id)
    open_ones = Hiding.objects.now().filter(about_kind=subject.key, about_id=entry.about_id, hidden_at__lte=entry.at)
    for hiding in lock(open_ones.order_by("pk")):
        if noun is not None and noun.hidden_at == hiding.hidden_at:
            continue
        write(hiding, ended_at=entry.at)
        record(events.HIDING_ENDED, about=hiding, by=None)


@transaction.atomic
def appeal(hiding: Hiding, *, text: str, once: uuid.UUID, by: User, language: str = "nl") -> Appeal:
    """Say something against it, once; it waits for a moderator. The same form sent twice is one."""
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
    """Show it again, or leave it hidden, with an answer. The first decision stands, whoever comes second."""
    made = locked(made)
    if not decide(made, Outcome(outcome), by=by, answer=answer):
        return made
    hiding = locked(made.hiding)
    noun, subject = hiding.noun, hiding.subject
    if outcome == Outcome.SHOWN and noun is not None and subject and subject.unhide and noun.hidden_at:
        subject.unhide(noun, by=by)
    message = locked(made.message)
    if message.closed_at is None:
        put(message, "closed", by=by, outcome="done" if outcome == Outcome.SHOWN else "declined")
    record(events.APPEAL_DECIDED, about=hiding, by=by, outcome=outcome)
    return made
