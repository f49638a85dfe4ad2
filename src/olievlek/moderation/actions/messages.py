"""Messages to the moderators, and how they handle them."""

import uuid
from dataclasses import dataclass
from typing import Any

from django.db import transaction

from olievlek.accounts.models import User
from olievlek.core.audience import Person
from olievlek.core.rows.locks import locked
from olievlek.core.rows.stamps import clear, put
from olievlek.moderation import emails, events
from olievlek.moderation.actions.hidings import NotPossibleError, hide, unhide
from olievlek.moderation.kinds import APPEAL, CLAIM, Kind, promised
from olievlek.moderation.models import Message, Note, Reply
from olievlek.moderation.subjects import Subject
from olievlek.organisations import evidence
from olievlek.organisations.actions import inviting
from olievlek.organisations.membership import is_member
from olievlek.organisations.models import Organisation
from olievlek.timeline.events import Event
from olievlek.timeline.record import record


class NoAddressError(ValueError):
    """The sender left no e-mail address, so there is nobody to answer."""


@transaction.atomic
def send(
    kind: Kind, *, once: uuid.UUID, text: str, by: Person | None, about: tuple[Subject, Any] | None = None,
    language: str = "nl", for_organisation: Organisation | None = None, **sender: str,
) -> Message:  # fmt: skip
    """Leave a message for the moderators; the same form sent twice makes one row and one mail.

    Args:
        about: the noun, with its subject.
        for_organisation: where the sender works, when that is known; then nobody typed it.
        sender: `name`, `email`, `organisation` and `page`, as far as they were given.
    """
    person = by if isinstance(by, User) else None
    given: dict[str, Any] = {
        "kind": kind.key, "text": text, "language": language, "sent_by": person, "for_organisation": for_organisation,
        "answer_by": promised(kind.key), **sender,
    }  # fmt: skip
    if about is not None:
        given |= {"about_kind": about[0].key, "about_id": about[1].pk}
    message, fresh = Message.objects.get_or_create(once=_key(once, text), defaults=given)
    if fresh:
        record(events.SENT, about=message, by=by, kind=kind.key)
        if message.email:
            emails.confirm(message)
    return message


def _key(once: uuid.UUID, text: str) -> uuid.UUID:
    """Resubmitting with different text is a new message."""
    first = Message.objects.filter(once=once).first()
    return once if first is None or first.text == text else uuid.uuid5(once, text)


@transaction.atomic
def answer(message: Message, *, once: uuid.UUID, text: str, by: User) -> Reply:
    """Mail an answer to the sender and keep it with the message."""
    message = _locked(message)
    if not message.email:
        raise NoAddressError(message.reference)
    reply, fresh = Reply.objects.get_or_create(once=once, defaults={"message": message, "text": text, "by": by})
    if fresh:
        emails.answer(message, text)
        record(events.ANSWERED, about=message, by=by)
    return reply


@transaction.atomic
def note(message: Message, *, once: uuid.UUID, text: str, by: User) -> Note:
    """Leave something for the other moderators."""
    made, fresh = Note.objects.get_or_create(once=once, defaults={"message": message, "text": text, "by": by})
    if fresh:
        record(events.NOTED, about=message, by=by)
    return made


@transaction.atomic
def close(message: Message, *, outcome: str, by: User) -> None:
    """The first outcome stays. An objection cannot be closed: it ends with `decide_appeal`."""
    message = _locked(message)
    if message.closed_at:
        return
    if message.kind == APPEAL.key:
        raise NotPossibleError(message.kind)
    _close(message, Message.Outcome(outcome), by)


@transaction.atomic
def reopen(message: Message, *, by: User) -> None:
    """Undo a closing."""
    message = _locked(message)
    if not message.closed_at:
        return
    if message.kind == APPEAL.key:
        raise NotPossibleError(message.kind)
    clear(message, "closed", outcome="")
    record(events.REOPENED, about=message, by=by)


@dataclass(frozen=True)
class Verb:
    """Something a moderator does with the noun of a message; `column` is filled when it was done."""

    event: Event
    column: str
    fills: bool


VERBS = {
    "hide": Verb(events.NOUN_HIDDEN, "hidden_at", fills=True),
    "unhide": Verb(events.NOUN_SHOWN, "hidden_at", fills=False),
    "remove": Verb(events.NOUN_REMOVED, "removed_at", fills=True),
    "restore": Verb(events.NOUN_RESTORED, "removed_at", fills=False),
}


@transaction.atomic
def act(message: Message, verb: str, *, by: User, **given: str) -> None:
    """Hide, show again, remove or restore what the message is about: one of `VERBS`.

    Args:
        given: the reason to hide it.
    """
    message = _locked(message)
    subject, noun = _about(message)
    own = {"hide": hide if subject.hide else None, "unhide": unhide if subject.unhide else None}
    do = {**own, "remove": subject.remove, "restore": subject.restore}[verb]
    if do is None:
        raise NotPossibleError(message.about_kind)
    if bool(getattr(noun, VERBS[verb].column)) != VERBS[verb].fills:
        do(noun, by=by, **given)
        record(VERBS[verb].event, about=message, by=by)


@transaction.atomic
def hand_over_noun(message: Message, *, to: Organisation, by: User, shown: str | None = None) -> None:
    """Put what the message claims on the name of an organisation, and let the sender change it.

    A sender who does not work there yet is invited, and may change it once they joined. Closes the message and mails
    the sender. `shown` is the fingerprint of the page (`evidence.of_person`), which is
    about this organisation; raises `ChangedSinceShownError`.
    """
    message = _locked(message)
    subject, noun = _about(message)
    if subject.hand_over is None or message.kind != CLAIM.key:
        raise NotPossibleError(message.about_kind)
    if message.closed_at:
        return
    sender = message.sent_by
    evidence.require_unchanged(evidence.of_person(sender, to, typed=message.email), shown)
    works_there = sender is not None and is_member(sender, to)
    subject.hand_over(noun, to=to, editor=sender if works_there else None, by=by)
    if not works_there and message.email:
        inviting.invite(to, email=message.email, by=by)
    _close(message, Message.Outcome.DONE, by)
    record(events.NOUN_HANDED_OVER, about=message, by=by)
    emails.handed_over(message, noun, to, works_there=works_there)


@transaction.atomic
def hand_noun_back(message: Message, *, by: User) -> None:
    """Undo a hand-over; the message is open again."""
    message = _locked(message)
    subject, noun = _about(message)
    if subject.hand_back is None:
        raise NotPossibleError(message.about_kind)
    if noun.handed_over_at:
        subject.hand_back(noun, by=by)
        record(events.NOUN_HANDED_BACK, about=message, by=by)
    reopen(message, by=by)


def _close(message: Message, outcome: Message.Outcome, by: User) -> None:
    put(message, "closed", by=by, outcome=outcome)
    record(events.CLOSED, about=message, by=by, outcome=outcome.value)


def _locked(message: Message) -> Message:
    return locked(message, "sent_by", "for_organisation")


def _about(message: Message) -> tuple[Subject, Any]:
    subject = message.subject
    noun = subject.find(message.about_id) if subject else None
    if subject is None or noun is None:
        raise NotPossibleError(message.about_kind)
    return subject, noun
