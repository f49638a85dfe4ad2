"""Who hears of what: followers and asked people, never who did it, and only what she may see when she reads."""

from datetime import timedelta

import pytest
from django.utils import timezone
from pytest_django import DjangoCaptureOnCommitCallbacks

from olievlek.adoptions import actions as adoptions
from olievlek.cases import actions as cases
from olievlek.cases.models import Case
from olievlek.conversations import actions as conversations
from olievlek.notifications import actions
from olievlek.notifications.models import Notification
from olievlek.timeline import actions as timeline
from tests.factories.accounts import make_moderator, make_user
from tests.factories.library import make_case, make_draft, make_lineage, tell_case, word
from tests.factories.notifications import follow, heard_by, tell_all
from tests.factories.organisations import make_membership, make_organisation
from tests.factories.requests import make_comment, make_request
from tests.factories.vocabulary import make_term

pytestmark = [pytest.mark.django_db, pytest.mark.both]


def test_a_question_reaches_the_asked_and_the_answer_reaches_the_asker() -> None:
    to = make_organisation()
    colleague, asker = make_membership(organisation=to).user, make_membership()
    asked = make_request(to=to, membership=asker)
    conversations.accept(asked, by=colleague, name="Fatima", phone="06")
    tell_all()
    assert heard_by(colleague) == ["request.sent"]
    assert heard_by(asker.user) == ["request.accepted"]


def test_a_question_that_waited_comes_to_the_first_colleague_who_joins(
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    from olievlek.organisations.events import JOINED
    from olievlek.timeline.record import record

    asked = make_request()
    tell_all()
    assert not Notification.objects.exists()
    first = make_membership(organisation=asked.to)
    with django_capture_on_commit_callbacks(execute=True):
        record(JOINED, about=first, by=first.user)
    assert heard_by(first.user) == ["request.sent"]


def test_who_follows_a_case_hears_a_comment_and_who_wrote_it_does_not() -> None:
    case, reader, writer = make_case(), make_user(), make_membership()
    follow(case, reader)
    follow(case, writer.user)
    make_comment(case, membership=writer)
    tell_all()
    assert heard_by(reader) == ["comment.placed"]
    assert heard_by(writer.user) == []


def test_who_follows_a_theme_or_the_maker_hears_of_a_new_case_once() -> None:
    maker, theme, reader = make_organisation(), make_term(), make_user()
    follow(maker, reader)
    follow(theme, reader)
    draft = make_draft(owner=maker, theme=[theme.key])
    cases.publish(draft, by=make_moderator())
    tell_all()
    assert heard_by(reader) == ["case.published"]


def test_what_happened_before_somebody_followed_is_no_news() -> None:
    case, reader = make_case(), make_user()
    make_comment(case)
    follow(case, reader)
    tell_all()
    assert heard_by(reader) == []


def test_hiding_the_case_takes_the_notification_away_and_showing_it_brings_it_back() -> None:
    case, reader = make_case(), make_user()
    follow(case, reader)
    said = make_comment(case)
    tell_all()
    conversations.hide_comment(said, reason="Fout", by=make_moderator())
    assert heard_by(reader) == []
    conversations.unhide_comment(said, by=make_moderator())
    assert heard_by(reader) == ["comment.placed"]


def test_who_left_the_organisation_does_not_see_its_questions_in_her_notifications() -> None:
    to = make_organisation()
    membership = make_membership(organisation=to)
    make_request(to=to)
    tell_all()
    membership.ended_at = timezone.now()
    membership.save()
    assert heard_by(membership.user) == []


def test_muting_a_noun_and_choosing_not_at_all_both_keep_it_away() -> None:
    case, reader = make_case(), make_user()
    follow(case, reader)
    make_comment(case)
    tell_all()
    actions.choose(reader, ways={"comments": "none"})
    assert heard_by(reader) == []
    actions.choose(reader, ways={"comments": "here"})
    assert heard_by(reader) == ["comment.placed"]
    timeline.mute(case, by=reader)
    assert heard_by(reader) == []


def test_replay_makes_the_same_rows_again_and_never_a_second() -> None:
    case, reader, to = make_case(), make_user(), make_organisation()
    colleague = make_membership(organisation=to).user
    follow(case, reader)
    make_comment(case)
    conversations.decline(make_request(to=to), by=colleague)
    tell_all()
    before = sorted(Notification.objects.values_list("user", "entry", "kind", "reason", "about_kind", "about_id"))
    tell_all()
    assert Notification.objects.count() == len(before) == 3
    Notification.objects.all().delete()
    tell_all()
    assert before == sorted(
        Notification.objects.values_list("user", "entry", "kind", "reason", "about_kind", "about_id")
    )


def test_the_author_hears_of_her_own_case_without_following_it() -> None:
    author = make_user()
    case = make_case(author=author, once="00000000-0000-4000-8000-000000000001")
    make_comment(case)
    tell_all()
    assert heard_by(author) == ["comment.placed"]
    assert Notification.objects.get(user=author).reason == "yours"


def test_who_asks_to_join_is_told_to_coordinators() -> None:
    from olievlek.organisations.events import JOIN_ASKED
    from olievlek.organisations.models import JoinRequest
    from olievlek.timeline.record import record

    keeper = make_membership(coordinator=True)
    wanted = JoinRequest.objects.create(user=make_user(), organisation=keeper.organisation)
    record(JOIN_ASKED, about=wanted, by=wanted.user)
    make_membership(organisation=keeper.organisation)
    tell_all()
    assert heard_by(keeper.user) == ["organisation.join_asked"]
    assert Notification.objects.count() == 1


def test_a_case_that_is_gone_says_nothing() -> None:
    case, reader = make_case(), make_user()
    follow(case, reader)
    make_comment(case)
    Case.objects.filter(pk=case.pk).delete()
    tell_all()
    assert heard_by(reader) == []


def test_where_a_case_was_made_its_keepers_hear_that_somebody_copies_it() -> None:
    maker, later = make_organisation(), timezone.now() + timedelta(hours=1)
    keeper = make_membership(organisation=maker, coordinator_since=timezone.now()).user
    colleague = make_membership(organisation=maker).user
    other = make_membership()
    word("adoption_stages", "in_use")
    adoptions.add_adoption(make_case(owner=maker), organisation=other.organisation, stage="in_use", by=other.user)
    new = make_membership(organisation=maker, joined_at=later, coordinator_since=later).user
    tell_all()
    assert heard_by(keeper) == ["adoption.added"]
    assert heard_by(colleague) == heard_by(new) == heard_by(other.user) == []


def test_whose_example_it_grew_out_of_hears_of_what_is_shared_back() -> None:
    maker = make_organisation()
    keeper = make_membership(organisation=maker, coordinator_since=timezone.now()).user
    parent, copier = make_case(owner=maker), make_membership()
    child = tell_case(copier.user, copier.organisation)
    make_lineage(child, parent)
    tell_all()
    assert heard_by(keeper) == []
    cases.publish(child, by=copier.user)
    tell_all()
    assert heard_by(keeper) == ["case.published"]
    assert Notification.objects.get(user=keeper).reason == "child"
