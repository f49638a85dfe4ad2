"""What happened is written with the deed and told after it."""

from copy import copy

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import transaction
from django.utils import translation
from pytest_django import DjangoAssertNumQueries, DjangoCaptureOnCommitCallbacks

from olievlek.core.registry import RegisteredTwiceError
from olievlek.timeline import events
from olievlek.timeline import record as timeline
from olievlek.timeline.events import Event, UndeclaredEventError, declare, every
from olievlek.timeline.models import Entry
from tests.factories.accounts import make_user

WAVED = Event("test.waved", "waved")
pytestmark = [pytest.mark.django_db, pytest.mark.both]


@pytest.fixture(autouse=True)
def _own_events_and_listeners(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(timeline, "_listeners", {})
    monkeypatch.setattr(events, "_declared", copy(events._declared))
    declare(WAVED.key, WAVED.words)


def test_an_undeclared_event_is_refused() -> None:
    with pytest.raises(UndeclaredEventError, match="not declared"):
        timeline.record(Event("test.unheard", "did"), about=make_user(), by=None)
    with pytest.raises(RegisteredTwiceError, match="again in"):
        declare("test.waved", "waved again")
    assert WAVED in every()


def test_listeners_hear_after_the_commit_and_not_when_it_is_undone(
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    heard: list[int] = []
    timeline.listen(WAVED, lambda entry: heard.append(entry.pk))
    with django_capture_on_commit_callbacks(execute=True):
        entry = timeline.record(WAVED, about=make_user(), by=None)
        assert not heard
    assert heard == [entry.pk]

    def undone() -> None:
        with transaction.atomic():
            timeline.record(WAVED, about=make_user(), by=None)
            raise RuntimeError

    with pytest.raises(RuntimeError), django_capture_on_commit_callbacks(execute=True):
        undone()
    assert heard == [entry.pk]
    assert Entry.objects.count() == 1


def test_a_listener_that_fails_harms_no_other_and_replay_repeats_it(caplog: pytest.LogCaptureFixture) -> None:
    heard: list[int] = []

    def broken(_entry: Entry) -> None:
        raise ValueError("broken")

    timeline.listen(WAVED, broken)
    timeline.listen(WAVED, lambda entry: heard.append(entry.pk))
    entry = timeline.record(WAVED, about=make_user(), by=None)
    timeline.tell(entry)
    assert heard == [entry.pk]
    assert "replay" in caplog.text
    assert timeline.replay() == 1
    assert heard == [entry.pk] * 2


def test_who_leaves_stays_in_the_story_without_a_name() -> None:
    user = make_user()
    entry = timeline.record(WAVED, about=user, by=user)
    user.delete()
    entry.refresh_from_db()
    assert entry.by is None


def test_an_entry_is_shown_only_to_its_audience_also_after_a_change() -> None:
    noun, friend, visitor = make_user(), make_user(), AnonymousUser()
    timeline.record(WAVED, about=noun, by=None, audience=[f"user:{friend.pk}"])
    assert Entry.objects.visible_to(friend).count() == 1
    assert Entry.objects.visible_to(visitor).count() == 0
    timeline.retoken(noun, ["public"])
    assert Entry.objects.visible_to(visitor).count() == 1
    assert Entry.objects.about(noun).count() == 1


def test_an_event_is_the_same_in_every_language() -> None:
    words = {event: event.key for event in every()}
    with translation.override("en"):
        assert [words[event] for event in every()] == [event.key for event in every()]


@pytest.mark.parametrize("nouns", [1, 3])
def test_the_same_of_many_nouns_costs_as_much_as_of_one(
    nouns: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    friend, people = make_user(), [make_user() for _number in range(nouns)]
    with django_assert_num_queries(2):
        entries = timeline.record_each(WAVED, about=people, by=friend, audience=[f"user:{friend.pk}"])
    assert [entry.about_id for entry in entries] == [one.pk for one in people]
    assert Entry.objects.visible_to(friend).count() == nouns
    assert Entry.objects.visible_to(people[0]).count() == 0
