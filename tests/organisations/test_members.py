"""Colleagues: who coordinates, who leaves, which domains there are, and the yearly look at the list."""

import uuid
from typing import Any

import pytest
from django.utils import timezone

from olievlek.accounts import actions as accounts
from olievlek.organisations import retention
from olievlek.organisations.actions import domains, inviting, joining, members
from olievlek.organisations.membership import coordinators, is_member
from olievlek.organisations.models import Invitation, JoinRequest, MailDomain, Membership
from olievlek.timeline.models import Entry
from tests.factories.accounts import make_moderator, make_user
from tests.factories.organisations import make_membership, make_organisation
from tests.organisations.people import somebody

pytestmark = pytest.mark.django_db


def test_the_only_coordinator_stays_until_there_is_another() -> None:
    head = make_membership(coordinator=True)
    colleague = make_membership(organisation=head.organisation)
    for deed in (members.end, members.stop_coordinator):
        with pytest.raises(members.SoleCoordinatorError):
            deed(head, by=head.user)
    members.make_coordinator(colleague, by=head.user)
    members.end(head, by=head.user)
    assert coordinators(head.organisation) == [colleague.user]


def test_a_moderator_may_end_the_only_coordinator() -> None:
    head = make_membership(coordinator=True)
    members.end(head, by=make_moderator())
    assert coordinators(head.organisation) == []
    assert not is_member(head.user, head.organisation)


def test_a_coordinator_whose_account_ended_counts_for_nothing() -> None:
    head = make_membership(coordinator=True)
    make_membership(organisation=head.organisation, coordinator=True, user=make_user(name="", ended_at=timezone.now()))
    with pytest.raises(members.SoleCoordinatorError):
        members.end(head, by=head.user)


@pytest.mark.both
def test_ending_twice_records_once_and_says_who_did_it() -> None:
    head = make_membership(coordinator=True)
    colleague = make_membership(organisation=head.organisation)
    for _ in range(2):
        members.end(colleague, by=head.user)
    colleague.refresh_from_db()
    assert colleague.ended_by == head.user
    assert [one.event for one in Entry.objects.all()] == ["organisation.membership_ended"]


def test_leaving_keeps_the_row_without_rights() -> None:
    member = make_membership()
    members.end(member, by=member.user)
    assert Membership.objects.get().ended_by == member.user
    assert Entry.objects.get().event == "organisation.left"


def test_layer_and_work_change_and_the_same_again_records_nothing() -> None:
    member = make_membership()
    for _ in range(2):
        members.change(member, layer="board", job="wethouder", by=member.user)
    assert Entry.objects.count() == 1
    assert Membership.objects.get().get_layer_display()


def test_the_yearly_look_is_kept_with_date_and_who() -> None:
    head = make_membership(coordinator=True)
    make_membership(organisation=head.organisation)
    once = uuid.uuid4()
    first = members.review(head.organisation, once=once, by=head.user)
    assert members.review(head.organisation, once=once, by=head.user) == first
    assert (first.members, first.coordinators, first.reviewed_by) == (2, 1, head.user)


@pytest.mark.both
def test_a_domain_needs_an_address_of_ones_own_and_is_nobody_elses() -> None:
    head = make_membership(coordinator=True, user=somebody("cor@zeist.example", "cor@gmail.com", "cor@ander.example"))
    make_organisation(domain="ander.example")
    claim = domains.claim(head.organisation, domain="@Zeist.example", by=head.user)
    assert domains.claim(head.organisation, domain="zeist.example", by=head.user) == claim
    assert not head.organisation.mail_domains.exists()
    domains.confirm(claim, by=make_moderator())
    assert [one.domain for one in head.organisation.mail_domains.all()] == ["zeist.example"]
    for domain in ("gmail.com", "ander.example", "rijk.example", "com"):
        with pytest.raises(domains.NotYourDomainError):
            domains.claim(head.organisation, domain=domain, by=head.user)
    domains.remove(MailDomain.objects.get(domain="zeist.example"), by=head.user)
    assert not head.organisation.mail_domains.exists()


@pytest.mark.both
def test_who_ends_her_account_is_forgotten_here_too() -> None:
    head = make_membership(coordinator=True, user=somebody("cor@zeist.example"), job="secretaris van de raad")
    inviting.invite(head.organisation, email="noor@zeist.example", by=head.user)
    other = make_membership(coordinator=True)
    inviting.invite(other.organisation, email="cor@zeist.example", by=other.user)
    joining.ask(make_organisation(), by=head.user, once=uuid.uuid4(), words="geheim woord")
    accounts.end(head.user, by=head.user)
    row = Membership.objects.get(pk=head.pk)
    assert (row.job, row.layer, row.coordinator_since) == ("", "", None)
    assert row.ended_at is not None
    assert not JoinRequest.objects.exists()
    assert not Invitation.objects.open().exists()
    assert not Invitation.objects.filter(email="cor@zeist.example").exists()


@pytest.mark.both
def test_old_requests_and_invitations_are_forgotten(monkeypatch: pytest.MonkeyPatch) -> None:
    head = make_membership(coordinator=True)
    inviting.invite(head.organisation, email="noor@zeist.example", by=head.user)
    request: Any = joining.ask(head.organisation, by=make_user(), once=uuid.uuid4())
    joining.decide(request, accept=False, reason="Nee", by=head.user)
    assert retention.forget_old() == 0
    later = timezone.now() + retention.REQUESTS + retention.INVITATIONS
    monkeypatch.setattr("django.utils.timezone.now", lambda: later)
    assert retention.forget_old() == 2
