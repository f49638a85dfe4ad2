"""Comments and thanks: one each, away with their words, hidden with a reason, and only under what one may see."""

import uuid

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import IntegrityError, transaction
from django.utils import timezone

from olievlek.conversations import actions
from olievlek.conversations.erasure import forget
from olievlek.conversations.models import Comment, Thank
from olievlek.timeline.models import Entry
from tests.factories.accounts import make_moderator, make_user
from tests.factories.library import events_of, make_case
from tests.factories.requests import about, make_comment

pytestmark = pytest.mark.django_db


@pytest.mark.both
def test_the_same_comment_sent_twice_is_one_and_its_words_are_not_on_the_timeline() -> None:
    case, once = make_case(), uuid.uuid4()
    first = make_comment(case, once=once, text="Eigen woorden")
    assert make_comment(case, once=once, text="Eigen woorden") == first
    assert events_of(first) == ["comment.placed"]
    assert "Eigen" not in str(Entry.objects.about(first).values())


def test_taking_it_away_takes_the_words_away_and_twice_is_harmless() -> None:
    said = make_comment()
    for _ in range(2):
        actions.remove_comment(said, by=said.by)
    said.refresh_from_db()
    assert said.text == ""
    assert events_of(said) == ["comment.placed", "comment.removed"]
    assert not Entry.objects.about(said).visible_to(make_user()).exists()


def test_hiding_asks_a_reason_and_can_be_undone() -> None:
    said, moderator = make_comment(), make_moderator()
    with pytest.raises(ValueError, match="why"):
        actions.hide_comment(said, reason=" ", by=moderator)
    for _ in range(2):
        actions.hide_comment(said, reason="Noemt een bewoner", by=moderator)
    assert not Comment.objects.visible_to(said.by).exists()
    assert Comment.objects.visible_to(moderator).exists()
    for _ in range(2):
        actions.unhide_comment(said, by=moderator)
    assert Comment.objects.visible_to(AnonymousUser()).exists()
    assert events_of(said) == ["comment.placed", "comment.hidden", "comment.shown"]


def test_a_comment_is_seen_by_who_sees_the_case_and_no_longer_than_that() -> None:
    case = make_case()
    said = make_comment(case)
    assert Comment.objects.visible_to(AnonymousUser()).get() == said
    type(case).objects.filter(pk=case.pk).update(hidden_at=timezone.now(), hidden_reason="Fout")
    assert not Comment.objects.visible_to(AnonymousUser()).exists()
    assert Comment.objects.visible_to(make_moderator()).exists()


@pytest.mark.both
def test_thanks_are_one_each_and_recorded_nowhere() -> None:
    noun, reader = about(), make_user()
    for _ in range(2):
        actions.thank(noun, by=reader)
    actions.thank(noun, by=make_user())
    assert Thank.objects.count() == 2
    with pytest.raises(IntegrityError), transaction.atomic():
        Thank.objects.create(about_kind="case", about_id=noun[1].pk, by=reader)
    for _ in range(2):
        actions.take_thank_back(noun, by=reader)
    assert Thank.objects.count() == 1
    assert not Entry.objects.exists()


@pytest.mark.both
def test_who_leaves_for_good_leaves_no_words() -> None:
    said = make_comment(text="Mijn woorden")
    actions.thank(about(), by=said.by)
    forget(said.by)
    said.refresh_from_db()
    assert (said.text, Thank.objects.count()) == ("", 0)
