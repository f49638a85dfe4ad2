"""Say something under a noun, take it away, thank. Moderators hide with a reason."""

import uuid
from typing import Any

from django.db import transaction
from django.utils import timezone

from olievlek.accounts.models import User
from olievlek.conversations import events
from olievlek.conversations.models import Comment, Thank
from olievlek.core.rows.locks import locked
from olievlek.core.rows.stamps import write
from olievlek.moderation.subjects import Subject
from olievlek.organisations.models import Organisation
from olievlek.timeline import hiding
from olievlek.timeline.record import record, retoken


@transaction.atomic
def comment(
    about: tuple[Subject, Any], *, text: str, once: uuid.UUID, by: User, for_organisation: Organisation | None = None,
    language: str = "nl",
) -> Comment:  # fmt: skip
    """Say something under a noun. The same form sent twice makes one comment."""
    subject, noun = about
    said, fresh = Comment.objects.get_or_create(
        once=once,
        defaults={
            "about_kind": subject.key, "about_id": noun.pk, "text": text, "by": by, "language": language,
            "for_organisation": for_organisation,
        },
    )  # fmt: skip
    if fresh:
        record(events.COMMENTED, about=said, by=by)
    return said


@transaction.atomic
def remove_comment(said: Comment, *, by: User) -> None:
    """Take one's own comment away, with its words."""
    said = locked(said)
    if said.removed_at:
        return
    write(said, removed_at=timezone.now(), text="")
    record(events.COMMENT_REMOVED, about=said, by=by)
    retoken(said, said.audience_tokens())


def hide_comment(said: Comment, *, reason: str, by: User) -> None:
    """Take it out of sight; moderators still see it, with the first reason."""
    hiding.hide(said, event=events.COMMENT_HIDDEN, reason=reason, by=by)


def unhide_comment(said: Comment, *, by: User) -> None:
    """Undo hiding."""
    hiding.unhide(said, event=events.COMMENT_SHOWN, by=by)


def thank(about: tuple[Subject, Any], *, by: User) -> None:
    """Once for each person. Recorded nowhere: who thanks whom is nobody's business."""
    subject, noun = about
    Thank.objects.get_or_create(about_kind=subject.key, about_id=noun.pk, by=by)


def take_thank_back(about: tuple[Subject, Any], *, by: User) -> None:
    subject, noun = about
    Thank.objects.filter(about_kind=subject.key, about_id=noun.pk, by=by).delete()
