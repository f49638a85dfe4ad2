"""The ways in: by a proved address, by asking, by invitation. Whichever it is, there is one membership."""

import uuid
from typing import Any

import pytest
from django.utils import timezone

from olievlek.core.models import OutgoingMail
from olievlek.organisations.actions import joining, members
from olievlek.organisations.membership import is_coordinator, is_member
from olievlek.organisations.models import JoinRequest, Membership, Wanted, WithoutOrganisation
from olievlek.timeline.models import Entry
from tests.factories.accounts import make_moderator, make_user
from tests.factories.organisations import make_membership, make_organisation, make_study_municipality
from tests.organisations.people import somebody

pytestmark = pytest.mark.django_db


def events() -> list[str]:
    told = Entry.objects.filter(event__startswith="organisation.").order_by("pk")
    return list(told.values_list("event", flat=True))


def asked(organisation: Any, **given: Any) -> JoinRequest:
    given.setdefault("by", make_user())
    made = joining.ask(organisation, once=uuid.uuid4(), **given)
    assert made is not None
    return made


@pytest.mark.both
def test_a_proved_address_on_the_domain_of_one_body_joins_at_once(
    django_capture_on_commit_callbacks: Any,
) -> None:
    zeist = make_organisation(domain="zeist.nl")
    with django_capture_on_commit_callbacks(execute=True):
        noor = somebody("noor@zeist.nl")
    assert is_member(noor, zeist)
    assert not is_coordinator(noor, zeist)
    assert events() == ["organisation.joined"]


def test_an_address_under_the_domain_counts_too() -> None:
    zeist = make_organisation(domain="zeist.nl")
    noor = somebody("noor@mail.zeist.nl")
    assert joining.join_by_address(noor, "noor@mail.zeist.nl") is not None
    assert is_member(noor, zeist)


def test_an_address_that_was_not_proved_opens_nothing() -> None:
    make_organisation(domain="zeist.nl")
    noor = somebody("noor@elders.example")
    assert joining.join_by_address(noor, "noor@zeist.nl") is None


@pytest.mark.parametrize("address", ["noor@ezeist.nl", "noor@zeist.nl.example", "noor@nl"])
def test_an_address_that_only_looks_like_the_domain_opens_nothing(address: str) -> None:
    make_organisation(domain="zeist.nl")
    assert joining.join_by_address(somebody(address), address) is None


@pytest.mark.both
def test_where_several_fit_somebody_chooses() -> None:
    parent, child = make_organisation(domain="regio.nl"), make_organisation(domain="zeist.regio.nl")
    noor = somebody("noor@zeist.regio.nl")
    assert joining.join_by_address(noor, "noor@zeist.regio.nl") is None
    assert set(joining.fitting(noor)) == {parent, child}
    assert joining.join(child, by=noor) is not None
    assert not is_member(noor, parent)


def test_who_was_sent_away_does_not_come_back_by_her_address() -> None:
    member = make_membership(organisation=make_organisation(domain="zeist.nl"), user=somebody("noor@zeist.nl"))
    members.end(member, by=make_moderator())
    assert joining.join_by_address(member.user, "noor@zeist.nl") is None
    assert joining.join(member.organisation, by=member.user) is None


def test_who_left_herself_may_come_back_but_not_by_herself() -> None:
    member = make_membership(organisation=make_organisation(domain="zeist.nl"), user=somebody("noor@zeist.nl"))
    members.end(member, by=member.user)
    assert joining.join_by_address(member.user, "noor@zeist.nl") is None
    assert joining.join(member.organisation, by=member.user) is not None


def test_asking_waits_for_a_coordinator_who_gets_a_mail_without_a_name() -> None:
    head = make_membership(coordinator=True)
    request = asked(head.organisation, words="Ik zit bij jou op de gang")
    assert not is_member(request.user, head.organisation)
    mail = OutgoingMail.objects.get()
    assert mail.to == head.user.email
    assert request.user.name not in mail.body
    assert "gang" not in mail.body


@pytest.mark.both
def test_a_yes_makes_a_member_once_and_mails_her() -> None:
    head = make_membership(coordinator=True)
    request = asked(head.organisation, layer="practice", job="vergunningen")
    OutgoingMail.objects.all().delete()
    for _ in range(2):
        joining.decide(request, accept=True, by=head.user)
    member = Membership.objects.get(user=request.user)
    assert (member.layer, member.job) == ("practice", "vergunningen")
    assert events().count("organisation.joined") == 1
    assert OutgoingMail.objects.get().to == request.user.email


@pytest.mark.both
def test_a_no_keeps_the_reason_and_the_second_decision_changes_nothing() -> None:
    head = make_membership(coordinator=True)
    request = asked(head.organisation)
    joining.decide(request, accept=False, reason="Jou ken ik niet", by=head.user)
    after = joining.decide(request, accept=True, by=make_moderator())
    assert (after.outcome, after.reason, after.decided_by) == ("declined", "Jou ken ik niet", head.user)
    assert not is_member(request.user, head.organisation)
    assert "Jou ken ik niet" in OutgoingMail.objects.filter(to=request.user.email).get().body


@pytest.mark.both
def test_asking_twice_is_one_request_and_after_a_no_somebody_may_ask_again() -> None:
    noor, zeist = make_user(), make_organisation()
    once = uuid.uuid4()
    first = joining.ask(zeist, by=noor, once=once)
    assert joining.ask(zeist, by=noor, once=once) == first
    assert asked(zeist, by=noor) == first
    assert first is not None
    joining.decide(first, accept=False, reason="Nee", by=make_moderator())
    assert asked(zeist, by=noor) != first


def test_coordinators_there_and_moderators_decide_a_request_and_never_the_asker() -> None:
    head, other = make_membership(coordinator=True), make_membership(coordinator=True)
    colleague = make_membership(organisation=head.organisation)
    request = asked(head.organisation)
    may = {
        name: JoinRequest.objects.decidable_by(user).filter(pk=request.pk).exists()
        for name, user in {
            "head": head.user, "other": other.user, "colleague": colleague.user, "asker": request.user,
            "moderator": make_moderator(),
        }.items()
    }  # fmt: skip
    assert may == {"head": True, "other": False, "colleague": False, "asker": False, "moderator": True}
    mine = asked(make_organisation(), by=make_moderator(email="m@voorbeeld.example"))
    assert not JoinRequest.objects.decidable_by(mine.user).filter(pk=mine.pk).exists()


def test_the_first_coordinator_asks_and_a_moderator_confirms() -> None:
    request = asked(make_organisation(), wanted=Wanted.COORDINATOR)
    moderator = make_moderator()
    joining.decide(request, accept=True, by=moderator)
    member = Membership.objects.get()
    assert member.is_coordinator
    assert member.coordinator_by == moderator


@pytest.mark.both
def test_coming_in_another_way_answers_the_request_that_waits() -> None:
    request = asked(make_organisation())
    joining.enter(request.user, request.organisation, by=make_moderator())
    request.refresh_from_db()
    assert request.outcome == "accepted"


def test_a_request_to_coordinate_stays_open_when_she_only_becomes_a_member() -> None:
    request = asked(make_organisation(), wanted=Wanted.COORDINATOR)
    joining.enter(request.user, request.organisation, by=None)
    request.refresh_from_db()
    assert request.decided_at is None


@pytest.mark.both
def test_taking_back_ends_the_request_and_after_a_decision_does_nothing() -> None:
    request = asked(make_organisation())
    joining.take_back(request, by=request.user)
    joining.decide(request, accept=True, by=make_moderator())
    request.refresh_from_db()
    assert request.outcome == "withdrawn"
    assert not Membership.objects.exists()


def test_nobody_joins_what_merged_a_name_of_the_study_or_with_an_ended_account() -> None:
    gone = make_organisation(merged_into=make_organisation(), merged_on=timezone.localdate())
    for organisation in (gone, make_study_municipality()):
        with pytest.raises(joining.NobodyCanJoinError):
            joining.enter(make_user(), organisation, by=None)
        with pytest.raises(joining.NobodyCanJoinError):
            asked(organisation)
    with pytest.raises(joining.NobodyCanJoinError):
        joining.enter(make_user(name="", ended_at=timezone.now()), make_organisation(), by=None)


def test_who_takes_part_alone_is_not_asked_again_until_she_joins() -> None:
    noor = make_user()
    joining.take_part_alone(by=noor)
    joining.take_part_alone(by=noor)
    assert WithoutOrganisation.objects.get().user == noor
    joining.enter(noor, make_organisation(), by=None)
    assert not WithoutOrganisation.objects.exists()
