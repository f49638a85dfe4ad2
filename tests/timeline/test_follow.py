"""Follow and mute: idempotent, each person's own, and recorded nowhere."""

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import IntegrityError, transaction

from olievlek.timeline import actions
from olievlek.timeline.models import Entry, Follow, Mute
from tests.factories.accounts import make_user

pytestmark = [pytest.mark.django_db, pytest.mark.both]


def test_following_twice_is_following_once_and_nobody_reads_it_on_the_timeline() -> None:
    noun, reader = make_user(), make_user()
    for _ in range(2):
        actions.follow(noun, by=reader)
    assert Follow.objects.about(noun).of(reader).count() == 1
    assert not Entry.objects.exists()
    for _ in range(2):
        actions.unfollow(noun, by=reader)
    assert not Follow.objects.exists()


def test_muting_ends_following_and_following_ends_muting() -> None:
    noun, reader = make_user(), make_user()
    actions.follow(noun, by=reader)
    for _ in range(2):
        actions.mute(noun, by=reader)
    assert not Follow.objects.exists()
    assert Mute.objects.about(noun).of(reader).exists()
    actions.follow(noun, by=reader)
    assert not Mute.objects.exists()
    actions.mute(noun, by=reader)
    actions.unmute(noun, by=reader)
    assert not Mute.objects.exists()


def test_a_visitor_follows_nothing() -> None:
    actions.follow(make_user(), by=make_user())
    assert not Follow.objects.of(AnonymousUser()).exists()


def test_the_database_refuses_a_second_row() -> None:
    noun, reader = make_user(), make_user()
    actions.follow(noun, by=reader)
    with pytest.raises(IntegrityError), transaction.atomic():
        Follow.objects.create(user=reader, about_kind="person", about_id=noun.pk)
