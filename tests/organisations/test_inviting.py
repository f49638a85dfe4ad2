"""Invitations: for one address, for two weeks, used once; of the token only a digest is kept."""

import re
from datetime import timedelta
from smtplib import SMTPException
from typing import Any

import pytest
from django.core import mail
from django.utils import timezone

from olievlek.organisations.actions import inviting, members
from olievlek.organisations.membership import is_coordinator, is_member
from olievlek.organisations.models import Invitation, Membership, Wanted
from tests.factories.organisations import make_membership
from tests.organisations.people import somebody

pytestmark = pytest.mark.django_db


def invited(head: Membership, email: str = "noor@zeist.example", **given: Any) -> str:
    """Invite, let the worker mail it, and read the token from the mail."""
    inviting.invite(head.organisation, email=email, by=head.user, **given)
    assert inviting.send_invitations() == 1
    return token_in(mail.outbox[-1].body)


def token_in(body: Any) -> str:
    found = re.search(r"/uitnodiging/([\w-]+)/", str(body))
    assert found
    return found.group(1)


def test_an_invitation_is_mailed_once_and_only_its_digest_is_kept() -> None:
    head = make_membership(coordinator=True)
    token = invited(head)
    assert inviting.send_invitations() == 0
    row = Invitation.objects.get()
    assert len(token) == 43
    assert row.digest == inviting.digest_of(token)
    assert token not in str(Invitation.objects.values())
    assert row.expires_at - row.invited_at <= timedelta(days=14, seconds=1)
    assert mail.outbox[-1].to == ["noor@zeist.example"]


@pytest.mark.both
def test_accepting_makes_a_member_of_that_organisation_once() -> None:
    head = make_membership(coordinator=True)
    token, noor = invited(head), somebody("noor@zeist.example")
    member = inviting.accept(token, by=noor)
    assert member is not None
    assert (member.organisation, member.is_coordinator) == (head.organisation, False)
    assert inviting.accept(token, by=noor) is None
    assert is_member(noor, head.organisation)


def test_an_invitation_to_coordinate_does_so() -> None:
    head = make_membership(coordinator=True)
    noor = somebody("noor@zeist.example")
    inviting.accept(invited(head, role=Wanted.COORDINATOR), by=noor)
    assert is_coordinator(noor, head.organisation)


def test_who_got_the_mail_from_another_has_no_use_for_it() -> None:
    token, eve = invited(make_membership(coordinator=True)), somebody("eve@elders.example")
    with pytest.raises(inviting.OtherAddressError):
        inviting.accept(token, by=eve)
    assert Invitation.objects.open().exists()


@pytest.mark.both
def test_an_invitation_is_accepted_with_a_second_proved_address() -> None:
    head = make_membership(coordinator=True)
    token, noor = invited(head), somebody("noor@elders.example", "noor@zeist.example")
    assert inviting.accept(token, by=noor) is not None


@pytest.mark.parametrize("field", ["expires_at", "withdrawn_at", "used_at"])
def test_too_old_taken_back_and_used_open_nothing(field: str) -> None:
    token, noor = invited(make_membership(coordinator=True)), somebody("noor@zeist.example")
    Invitation.objects.update(**{field: timezone.now() - timedelta(seconds=1)})
    assert inviting.find_open(token) is None
    assert inviting.accept(token, by=noor) is None


def test_a_made_up_or_empty_token_opens_nothing() -> None:
    head = make_membership(coordinator=True)
    inviting.invite(head.organisation, email="noor@zeist.example", by=head.user)
    for token in ("", "x", "0" * 43):
        assert inviting.find_open(token) is None


@pytest.mark.both
def test_inviting_again_ends_the_older_invitation() -> None:
    head = make_membership(coordinator=True)
    older = invited(head)
    newer = invited(head, email="Noor@Zeist.example")
    assert inviting.find_open(older) is None
    assert inviting.find_open(newer) is not None


def test_a_colleague_is_not_invited() -> None:
    head = make_membership(coordinator=True)
    make_membership(organisation=head.organisation, user=somebody("noor@zeist.example"))
    with pytest.raises(inviting.AlreadyMemberError):
        inviting.invite(head.organisation, email="noor@zeist.example", by=head.user)


def test_what_a_coordinator_sent_ends_with_her_role() -> None:
    head = make_membership(coordinator=True)
    make_membership(organisation=head.organisation, coordinator=True)
    token = invited(head)
    members.stop_coordinator(head, by=head.user)
    assert inviting.find_open(token) is None


@pytest.mark.both
def test_when_mail_does_not_work_the_invitation_waits_with_a_fresh_token(monkeypatch: pytest.MonkeyPatch) -> None:
    head = make_membership(coordinator=True)
    inviting.invite(head.organisation, email="noor@zeist.example", by=head.user)
    with monkeypatch.context() as broken:
        broken.setattr("django.core.mail.EmailMessage.send", _no_server)
        assert inviting.send_invitations() == 0
    assert inviting.send_invitations() == 1
    assert len(mail.outbox) == 1
    assert inviting.find_open(token_in(mail.outbox[0].body)) is not None


def _no_server(*_arguments: Any, **_options: Any) -> None:
    raise SMTPException("no server")
