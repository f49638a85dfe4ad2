"""What stays, what goes after a year, and what no row can be."""

import multiprocessing
import uuid
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import IntegrityError, connections
from django.utils import timezone

from olievlek.core import worker
from olievlek.core.models import OutgoingMail
from olievlek.moderation import actions, kinds
from olievlek.moderation.models import Message
from olievlek.moderation.retention import forget_senders
from olievlek.timeline.models import Entry, EntryToken
from tests.factories.accounts import make_moderator, make_user
from tests.factories.moderation import make_message

SENDERS = 6


@pytest.mark.both
@pytest.mark.django_db
def test_a_year_after_closing_nothing_says_who_wrote_it() -> None:
    moderator, now = make_moderator(), timezone.now()
    known = {"name": "Noor", "email": "noor@zeist.example", "organisation": "Zeist", "page": "/"}
    done = {"closed_by": moderator, "outcome": "done"}
    old = make_message(**known, **done, closed_at=now - timedelta(days=366))
    young = make_message(**known, **done, closed_at=now - timedelta(days=364))
    still_open = make_message(**known)
    assert (forget_senders(), forget_senders()) == (1, 0)
    old.refresh_from_db()
    assert (old.name, old.email, old.organisation, old.page) == ("", "", "", "")
    assert old.text
    for message in (young, still_open):
        message.refresh_from_db()
        assert message.email == "noor@zeist.example"


@pytest.mark.both
def test_the_worker_forgets_once_a_day() -> None:
    assert "moderation.retention" in worker.names()


@pytest.mark.both
@pytest.mark.django_db
def test_only_moderators_see_messages_and_what_happened_with_them() -> None:
    message = actions.send(kinds.CONTACT, once=uuid.uuid4(), text="Hoi", by=None)
    assert list(EntryToken.objects.values_list("token", flat=True)) == ["moderators"]
    for user, sees in ((make_moderator(), True), (make_user(), False), (AnonymousUser(), False)):
        assert Message.objects.visible_to(user).filter(pk=message.pk).exists() is sees
        assert Entry.objects.visible_to(user).exists() is sees


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(
    "wrong",
    [
        {"kind": "onzin"},
        {"about_kind": "case"},
        {"about_id": 4},
        {"outcome": "done"},
        {"closed_at": datetime(2026, 1, 1, tzinfo=ZoneInfo("UTC"))},
    ],
)
def test_half_facts_are_refused_by_the_database(wrong: dict[str, object]) -> None:
    with pytest.raises(IntegrityError):
        make_message(**wrong)


@pytest.mark.parametrize(
    ("start", "days", "end"),
    [
        ("2026-11-16", 5, "2026-11-23"),
        ("2026-11-20", 1, "2026-11-23"),
        ("2026-11-21", 1, "2026-11-23"),
        ("2026-11-22", 2, "2026-11-24"),
    ],
)
def test_working_days_skip_the_weekend(start: str, days: int, end: str) -> None:
    noon = datetime.fromisoformat(f"{start}T12:00").replace(tzinfo=ZoneInfo("Europe/Amsterdam"))
    assert kinds.working_day(noon, days) == date.fromisoformat(end)


def _send_at_once(once: uuid.UUID, barrier: object) -> None:
    """In a process of its own, with a connection of its own."""
    barrier.wait()  # type: ignore[attr-defined]
    actions.send(kinds.CONTACT, once=once, text="Hoi", by=None, email="noor@zeist.example")
    connections.close_all()


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_processes_that_send_the_same_form_together_make_one_message_and_one_mail() -> None:
    fork = multiprocessing.get_context("fork")
    for _round in range(3):
        once, barrier = uuid.uuid4(), fork.Barrier(SENDERS)
        connections.close_all()
        senders = [fork.Process(target=_send_at_once, args=(once, barrier)) for _ in range(SENDERS)]
        for sender in senders:
            sender.start()
        for sender in senders:
            sender.join(timeout=60)
        assert [sender.exitcode for sender in senders] == [0] * SENDERS
        message = Message.objects.get(once=once)
        assert Entry.objects.about(message).count() == 1
    assert OutgoingMail.objects.count() == Message.objects.count() == 3
