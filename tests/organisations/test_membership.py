"""Who belongs where, for whom somebody acts, and which role that gives."""

from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import IntegrityError, transaction
from django.test import RequestFactory
from django.utils import timezone

from olievlek.core import audience
from olievlek.organisations import acting, roles
from olievlek.organisations.membership import coordinators, is_coordinator, is_member, members, organisations_of
from olievlek.organisations.models import Membership
from tests.factories.accounts import make_moderator, make_user
from tests.factories.organisations import make_membership, make_organisation

pytestmark = pytest.mark.django_db


def request_of(user: Any, **session: Any) -> Any:
    request: Any = RequestFactory().get("/")
    request.user, request.session = user, session
    return request


def test_a_member_carries_the_token_of_each_organisation_and_a_visitor_none() -> None:
    one = make_membership()
    two = make_membership(user=one.user)
    assert {f"org:{one.organisation_id}", f"org:{two.organisation_id}"} <= audience.tokens(one.user)
    assert audience.tokens(AnonymousUser()) == {"public"}
    assert not [token for token in audience.tokens(make_user()) if token.startswith("org:")]


def test_an_ended_membership_gives_nothing_at_once() -> None:
    one = make_membership(coordinator=True)
    assert is_coordinator(one.user, one.organisation)
    one.ended_at, one.coordinator_since = timezone.now(), None
    one.save()
    assert not is_member(one.user, one.organisation)
    assert not is_coordinator(one.user, one.organisation)
    assert not organisations_of(one.user)
    assert f"org:{one.organisation_id}" not in audience.tokens(one.user)


@pytest.mark.both
def test_an_ended_account_belongs_nowhere_and_coordinates_nothing() -> None:
    one = make_membership(coordinator=True, user=make_user(name="", ended_at=timezone.now()))
    assert not organisations_of(one.user)
    assert not coordinators(one.organisation)
    assert not members(one.organisation)
    assert roles.roles_of(one.user, one.organisation) == []


@pytest.mark.both
def test_somebody_is_a_member_once_but_may_come_back() -> None:
    one = make_membership()
    with pytest.raises(IntegrityError), transaction.atomic():
        make_membership(user=one.user, organisation=one.organisation)
    Membership.objects.update(ended_at=timezone.now())
    make_membership(user=one.user, organisation=one.organisation)
    assert list(organisations_of(one.user)) == [one.organisation]


@pytest.mark.both
def test_members_are_seen_by_colleagues_and_moderators_and_edited_by_coordinators() -> None:
    head = make_membership(coordinator=True)
    colleague = make_membership(organisation=head.organisation)
    stranger = make_membership(coordinator=True)
    seen = Membership.objects.visible_to(colleague.user).order_by("pk")
    assert list(seen) == [head, colleague]
    assert Membership.objects.visible_to(make_moderator()).count() == 3
    assert not Membership.objects.visible_to(AnonymousUser())
    assert list(Membership.objects.editable_by(head.user).order_by("pk")) == [head, colleague]
    assert not Membership.objects.editable_by(colleague.user)
    assert list(Membership.objects.editable_by(stranger.user)) == [stranger]
    assert not Membership.objects.editable_by(AnonymousUser())


def test_who_works_at_one_place_acts_for_it() -> None:
    one = make_membership()
    assert acting.acting_for(request_of(one.user)) == one.organisation
    assert acting.acting_for(request_of(make_user())) is None
    assert acting.acting_for(request_of(AnonymousUser())) is None


def test_a_choice_counts_in_this_session_as_long_as_one_works_there() -> None:
    one = make_membership()
    two = make_membership(user=one.user, chosen_at=timezone.now())
    assert acting.acting_for(request_of(one.user)) == two.organisation
    chosen = {acting.SESSION_KEY: one.organisation_id}
    assert acting.acting_for(request_of(one.user, **chosen)) == one.organisation
    Membership.objects.filter(pk=one.pk).update(ended_at=timezone.now())
    assert acting.acting_for(request_of(one.user, **chosen)) == two.organisation
    assert acting.acting_for(request_of(one.user, acting=make_organisation().pk)) == two.organisation


def test_a_role_may_what_the_role_above_may() -> None:
    one = make_membership(coordinator=True)
    colleague = make_membership(organisation=one.organisation)
    assert roles.may(one.user, "organisations.invite", one.organisation)
    assert roles.may(one.user, "organisations.leave", one.organisation)
    assert roles.may(one.user, "organisations.propose", one.organisation)
    assert not roles.may(colleague.user, "organisations.invite", one.organisation)
    assert not roles.may(one.user, "organisations.invite", make_organisation())
    assert not roles.may(one.user, "organisations.merge", one.organisation)
    assert roles.may(make_moderator(), "organisations.merge")
    assert not roles.may(AnonymousUser(), "organisations.propose")
