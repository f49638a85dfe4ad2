"""A text that is one party's own until its people show it: each sentence of that promise, on a noun of a test app."""

import json
from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core import mail
from django.db import connection
from django.utils import timezone

from olievlek.accounts import mydata
from olievlek.accounts.models import User
from olievlek.core import audience, nouns
from olievlek.core.mail import send_waiting
from olievlek.core.models import OutgoingMail
from olievlek.core.rows.locks import locked
from olievlek.core.rows.own_texts import NotYetShownError, report, show
from olievlek.index import projection
from olievlek.index.models import Document
from olievlek.index.projection import Projection
from olievlek.timeline.events import Event
from olievlek.timeline.models import Entry
from olievlek.timeline.record import record
from tests.factories.accounts import make_user
from tests.factories.organisations import make_membership
from tests.own_texts.models import Interest

pytestmark = pytest.mark.django_db
SOURCES: Any = projection._sources
READ_WITH: Any = projection._read_with
KEYS: Any = nouns._keys
WORDS = "Wij willen vooral de subsidie niet verliezen"


@pytest.fixture
def writer() -> User:
    return make_membership().user


@pytest.fixture
def text(writer: User) -> Interest:
    owner = f"org:{writer.memberships.get().organisation_id}"
    made: Interest = Interest.own.create(owner=owner, text=WORDS, written_by=writer)
    return made


@pytest.fixture
def colleague(writer: User) -> User:
    return make_membership(organisation=writer.memberships.get().organisation).user


def seen_by(user: Any) -> list[str]:
    return [one.text for one in Interest.own.visible_to(user)]


def test_only_the_people_of_the_party_see_it(text: Interest, writer: User, colleague: User) -> None:
    others = [AnonymousUser(), make_user(), make_membership().user, make_user(moderator_since=timezone.now())]
    assert [seen_by(user) for user in (writer, colleague)] == [[WORDS], [WORDS]]
    assert [seen_by(user) for user in others] == [[], [], [], []]


def test_who_leaves_the_party_sees_it_no_longer(text: Interest, colleague: User) -> None:
    membership = colleague.memberships.get()
    membership.ended_at = membership.joined_at
    membership.save()
    assert seen_by(colleague) == []


@pytest.mark.parametrize("owner", ["", audience.PUBLIC, audience.MODERATORS])
def test_a_wrong_owner_gives_it_to_nobody(owner: str) -> None:
    Interest.own.create(owner=owner, text=WORDS)
    assert [seen_by(user) for user in (AnonymousUser(), make_user(), make_user(moderator_since=timezone.now()))] == [
        [],
        [],
        [],
    ]


def test_it_is_in_the_data_of_its_writer_and_of_nobody_else(text: Interest, writer: User, colleague: User) -> None:
    assert WORDS in json.dumps(mydata.collect(writer), default=str)
    assert WORDS not in json.dumps(mydata.collect(colleague), default=str)


def test_a_moderator_sees_only_the_one_that_its_own_people_reported(text: Interest, colleague: User) -> None:
    Interest.own.create(owner=text.owner, text="Dit blijft van ons")
    stranger = make_user(moderator_since=timezone.now())
    with pytest.raises(PermissionError):
        report(text, by=stranger)
    report(text, by=colleague)
    report(text, by=colleague)
    assert seen_by(stranger) == [WORDS]
    assert seen_by(make_user()) == []


def test_it_stands_in_no_index(text: Interest, monkeypatch: pytest.MonkeyPatch) -> None:
    def project(noun: Interest) -> Projection:
        raise AssertionError("asked for words that are not shown")

    monkeypatch.setitem(SOURCES, Interest, ("interest", project))
    monkeypatch.setitem(READ_WITH, Interest, ())
    projection.refresh(text)
    assert not Document.objects.filter(kind="interest").exclude(deleted_at=None).exists()
    assert WORDS not in str(list(Document.objects.values()))


def test_it_stands_on_no_timeline(text: Interest, writer: User, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("olievlek.timeline.record.find", lambda key: key)
    monkeypatch.setitem(KEYS, Interest, "interest")
    with pytest.raises(NotYetShownError):
        record(Event("interest.written", "wrote"), about=text, by=writer)
    assert Entry.objects.count() == Entry.objects.exclude(event="interest.written").count()
    show(text, to="public", by=writer)
    record(Event("interest.shown", "showed"), about=locked(text), by=writer)  # control: once shown it may
    assert Entry.objects.filter(event="interest.shown").exists()


def test_it_goes_into_no_mail(text: Interest, writer: User, colleague: User) -> None:
    show(text, to=f"user:{writer.pk}", by=writer)
    report(text, by=colleague)
    send_waiting()
    assert not [one for one in mail.outbox if WORDS in one.body]
    assert not OutgoingMail.objects.filter(body__contains=WORDS).exists()
    assert WORDS not in str(text)


def test_it_is_in_no_count(text: Interest, writer: User) -> None:
    assert (Interest.objects.count(), Interest._default_manager.count()) == (0, 0)
    assert list(Interest.objects.all()) == []
    show(text, to="public", by=writer)
    assert Interest.objects.count() == 1


def test_showing_opens_it_to_those_it_is_shown_to_and_no_others(text: Interest, writer: User) -> None:
    friend = make_membership()
    to = f"org:{friend.organisation_id}"
    with pytest.raises(PermissionError):
        show(text, to=to, by=friend.user)
    assert show(text, to=to, by=writer)
    assert not show(text, to="public", by=writer)  # the first showing stands
    assert seen_by(friend.user) == [WORDS]
    assert [seen_by(user) for user in (AnonymousUser(), make_user(), make_user(moderator_since=timezone.now()))] == [
        [],
        [],
        [],
    ]
    assert not Interest.own.editable_by(writer).exists()


def test_the_table_is_really_there() -> None:
    assert Interest._meta.db_table in connection.introspection.table_names()
