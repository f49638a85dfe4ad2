"""Messages for tests."""

from typing import Any

from django.utils import timezone

from olievlek.cases.models import Case
from olievlek.moderation.kinds import KINDS, working_day
from olievlek.moderation.models import Message
from olievlek.timeline.models import Entry
from tests.factories.library import make_case


def make_message(**given: Any) -> Message:
    """Something somebody told us; about nothing in particular unless `about` names a noun."""
    given.setdefault("kind", "contact")
    given.setdefault("text", "De balie is op dinsdag dicht.")
    given.setdefault("language", "nl")
    about = given.pop("about", None)
    if about is not None:
        given |= {"about_kind": about._meta.model_name, "about_id": about.pk}
    sent_at = given.pop("sent_at", None)
    given.setdefault(
        "answer_by", working_day(sent_at or timezone.now(), KINDS[given["kind"]].days if given["kind"] in KINDS else 5)
    )
    message = Message.objects.create(**given)
    if sent_at is not None:
        Message.objects.filter(pk=message.pk).update(sent_at=sent_at)
        message.refresh_from_db()
    return message


def events_about(message: Message) -> list[str]:
    """What the timeline says of it, oldest first."""
    return [entry.event for entry in Entry.objects.about(message).order_by("id")]


def make_reported_case(*, hidden: str = "", removed: bool = False, **given: Any) -> Case:
    """A published case to say something about; `hidden` is the reason."""
    if hidden:
        given |= {"hidden_at": timezone.now(), "hidden_reason": hidden}
    if removed:
        given["removed_at"] = timezone.now()
    return make_case(**given)
