"""A question between organisations: one outcome, contact after a yes only, and nobody else learns of it."""

import uuid
from datetime import timedelta
from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import IntegrityError, transaction
from django.utils import timezone

from olievlek.accounts.models import Profile
from olievlek.conversations import actions
from olievlek.conversations.models import Request
from olievlek.conversations.recipients import lately, receives, recipients
from olievlek.timeline.models import Entry
from tests.factories.accounts import make_moderator, make_user
from tests.factories.library import events_of, make_case
from tests.factories.organisations import make_membership, make_organisation
from tests.factories.requests import about, make_request

pytestmark = pytest.mark.django_db


@pytest.mark.both
def test_the_same_form_sent_twice_makes_one_question_and_one_entry_without_its_words() -> None:
    asker, case, once, to = make_membership(), make_case(), uuid.uuid4(), make_organisation()
    sent = [make_request(membership=asker, case=case, to=to, once=once, text="Geheime woorden") for _ in range(2)]
    assert sent[0] == sent[1]
    assert events_of(sent[0]) == ["request.sent"]
    assert "Geheime" not in str(Entry.objects.about(sent[0]).values())


@pytest.mark.both
def test_the_same_question_is_not_asked_again_while_it_waits() -> None:
    first = make_request()
    again = {"membership": first.asker.memberships.get(), "to": first.to, "case": first.noun(first.asker)}
    with pytest.raises(actions.AlreadyAskedError) as caught:
        make_request(**again)
    assert caught.value.waiting == first
    actions.decline(first, by=make_membership(organisation=first.to).user)
    assert make_request(**again).is_open


def test_nobody_asks_her_own_organisation() -> None:
    asker = make_membership()
    with pytest.raises(actions.OwnOrganisationError):
        make_request(membership=asker, to=asker.organisation)


def test_contact_details_are_shown_to_the_asker_and_only_after_a_yes() -> None:
    asked, colleague = make_request(), make_user()
    make_membership(user=colleague, organisation=asked.to)
    assert not asked.shows_contact_to(asked.asker)
    asked = actions.accept(asked, by=colleague, name="Fatima", email="fatima@voorbeeld.example")
    assert asked.shows_contact_to(asked.asker)
    assert asked.shows_contact_to(colleague)
    assert not asked.shows_contact_to(make_moderator())
    assert events_of(asked) == ["request.sent", "request.accepted"]


def test_a_yes_needs_a_way_to_be_reached() -> None:
    with pytest.raises(ValueError, match="reached"):
        actions.accept(make_request(), by=make_user(), name="Fatima")


@pytest.mark.both
@pytest.mark.parametrize("first", ["accept", "decline", "withdraw"])
def test_what_is_decided_stays_decided_whoever_comes_next(first: str) -> None:
    deeds = {
        "accept": lambda one, by: actions.accept(one, by=by, name="Fatima", phone="06"),
        "decline": lambda one, by: actions.decline(one, by=by),
        "withdraw": lambda one, by: actions.withdraw(one, by=by),
    }
    asked, by = make_request(), make_user()
    outcome = deeds[first](asked, by).outcome
    assert deeds[first](asked, make_user()).decided_by == by
    for other in deeds.keys() - {first}:
        with pytest.raises(actions.DecidedError) as caught:
            deeds[other](asked, make_user())
        assert caught.value.request.outcome == outcome
    assert len(events_of(asked)) == 2


@pytest.mark.both
def test_the_database_keeps_contact_details_away_from_a_no() -> None:
    asked = actions.decline(make_request(), by=make_user())
    for wrong in ({"contact_email": "a@b.example"}, {"outcome": ""}, {"decided_by": None}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Request.objects.filter(pk=asked.pk).update(**wrong)


@pytest.mark.both
def test_only_both_sides_and_moderators_see_it() -> None:
    asked = make_request()
    colleague = make_membership(organisation=asked.to).user
    beside_the_asker = make_membership(organisation=asked.for_organisation).user
    for person in (asked.asker, colleague, make_moderator()):
        assert Request.objects.visible_to(person).filter(pk=asked.pk).exists()
    strangers: list[Any] = [beside_the_asker, make_user(), AnonymousUser()]
    for person in strangers:
        assert not Request.objects.visible_to(person).exists()
        assert not Request.objects.answerable_by(person).exists()
    assert not Entry.objects.about(asked).visible_to(beside_the_asker).exists()
    assert Entry.objects.about(asked).visible_to(colleague).exists()


def test_who_left_the_organisation_sees_its_questions_no_more() -> None:
    asked = make_request()
    membership = make_membership(organisation=asked.to)
    membership.ended_at = timezone.now()
    membership.save()
    assert not Request.objects.visible_to(membership.user).exists()


def test_coordinators_and_approachable_colleagues_get_it_and_else_everyone() -> None:
    to = make_organisation()
    quiet = make_membership(organisation=to).user
    assert recipients(to) == [quiet]
    assert receives(quiet) == [to]
    open_one = make_membership(organisation=to, user=make_user(name="Aan te spreken")).user
    Profile.objects.create(user=open_one, approachable_since=timezone.now())
    keeper = make_membership(organisation=to, user=make_user(name="Zij coördineert"), coordinator=True).user
    assert recipients(to) == [open_one, keeper]
    assert receives(quiet) == []
    assert receives(open_one) == receives(keeper) == [to]


@pytest.mark.both
def test_how_often_an_organisation_was_asked_lately_is_counted() -> None:
    to = make_organisation()
    actions.decline(make_request(to=to), by=make_user())
    old = make_request(to=to)
    Request.objects.filter(pk=old.pk).update(sent_at=timezone.now() - timedelta(days=31))
    make_request(to=to)
    assert (lately(to).asked, lately(to).answered) == (2, 1)


@pytest.mark.both
def test_who_leaves_for_good_takes_her_words_and_details_along() -> None:
    from olievlek.conversations.erasure import forget

    asked = make_request(text="Mijn eigen woorden")
    other = make_request()
    actions.accept(other, by=asked.asker, name="Noor", email="noor@voorbeeld.example", reply="Bel me dinsdag")
    forget(asked.asker)
    asked.refresh_from_db()
    other.refresh_from_db()
    assert (asked.text, asked.outcome) == ("", "withdrawn")
    assert (other.outcome, other.reply, other.contact_name, other.contact_email) == ("yes", "", "", "")


def test_a_case_is_asked_about_by_its_subject() -> None:
    subject, case = about()
    assert subject.whom is not None
    assert list(subject.whom(case)) == []
    assert [one.pk for one in subject.whom(make_case(owner=make_organisation()))]
