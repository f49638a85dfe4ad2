"""Every order in which people can ask, invite, decide, leave and merge, tried by machine."""

import uuid
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule, run_state_machine_as_test

from olievlek.accounts.models import User
from olievlek.organisations import merging
from olievlek.organisations.actions import inviting, joining, members
from olievlek.organisations.membership import coordinators, is_member
from olievlek.organisations.models import Invitation, JoinRequest, Membership, Organisation, Wanted
from tests.factories.accounts import make_moderator
from tests.factories.organisations import make_membership, make_organisation
from tests.organisations.people import somebody

pytestmark = pytest.mark.slow
PEOPLE = st.integers(0, 3)
WANTED = st.sampled_from(list(Wanted))


class Joining(RuleBasedStateMachine):
    """Four people, of whom the last coordinates an organisation; a moderator; and organisations to merge into."""

    def __init__(self) -> None:
        super().__init__()
        Membership.objects.all().delete()
        JoinRequest.objects.all().delete()
        Invitation.objects.all().delete()
        number = Organisation.objects.count()
        self.there: Organisation = make_organisation(name=f"Gemeente Hier {number}")
        self.moderator: User = make_moderator(email=f"m{number}@voorbeeld.example")
        self.people = [somebody(f"p{place}-{number}@voorbeeld.example") for place in range(3)]
        self.head: User = somebody(f"head-{number}@voorbeeld.example")
        make_membership(organisation=self.there, coordinator=True, user=self.head)
        self.people.append(self.head)
        self.left_alone = False
        self.tokens: dict[str, tuple[int, int]] = {}
        self.outcomes: dict[int, str] = {}

    def member(self, place: int) -> Membership | None:
        return Membership.objects.active().filter(user=self.people[place], organisation=self.there).first()

    @rule(place=PEOPLE, wanted=WANTED)
    def ask(self, place: int, wanted: Wanted) -> None:
        joining.ask(self.there, by=self.people[place], once=uuid.uuid4(), wanted=wanted)

    @rule(pick=st.integers(0, 9), accept=st.booleans(), by_moderator=st.booleans())
    def decide(self, pick: int, accept: bool, by_moderator: bool) -> None:
        """Also on what was decided before: that must change nothing."""
        asked = list(JoinRequest.objects.order_by("pk"))
        if asked:
            by = self.moderator if by_moderator else self.head
            joining.decide(asked[pick % len(asked)], accept=accept, reason="Nee", by=by)

    @rule(place=PEOPLE)
    def take_back(self, place: int) -> None:
        for asked in JoinRequest.objects.filter(user=self.people[place]).order_by("pk"):
            joining.take_back(asked, by=self.people[place])

    @rule(place=PEOPLE, role=WANTED)
    def invite(self, place: int, role: Wanted) -> None:
        if is_member(self.people[place], self.there):
            return
        row = inviting.invite(self.there, email=self.people[place].email, role=role, by=self.moderator)
        token = uuid.uuid4().hex
        Invitation.objects.filter(pk=row.pk).update(digest=inviting.digest_of(token))
        self.tokens[token] = (row.pk, place)

    @precondition(lambda self: self.tokens)
    @rule(pick=st.integers(0, 9), place=PEOPLE)
    def accept(self, pick: int, place: int) -> None:
        """By the invited person or by another, with a token that works or does not."""
        token = sorted(self.tokens)[pick % len(self.tokens)]
        pk, meant = self.tokens[token]
        row = Invitation.objects.get(pk=pk)
        try:
            made = inviting.accept(token, by=self.people[place])
        except inviting.OtherAddressError:
            assert meant != place
            return
        assert (made is not None) == row.is_open
        assert made is None or made.user == self.people[place]

    @rule(pick=st.integers(0, 9))
    def grow_old_or_withdraw(self, pick: int) -> None:
        rows = list(Invitation.objects.open().order_by("pk"))
        if not rows:
            return
        if pick % 2:
            inviting.withdraw(rows[pick % len(rows)], by=self.moderator)
        else:
            Invitation.objects.filter(pk=rows[0].pk).update(expires_at=timezone.now() - timedelta(seconds=1))

    @rule(place=PEOPLE, by_moderator=st.booleans())
    def leave(self, place: int, by_moderator: bool) -> None:
        member = self.member(place)
        if member is None:
            return
        only = coordinators(self.there) == [member.user]
        try:
            members.end(member, by=self.moderator if by_moderator else member.user)
        except members.SoleCoordinatorError:
            assert only
            assert not by_moderator
        else:
            assert not is_member(member.user, self.there)
            assert by_moderator or not only
            self.left_alone = self.left_alone or only

    @rule(place=PEOPLE)
    def stop(self, place: int) -> None:
        member = self.member(place)
        if member is not None and member.is_coordinator:
            self.leave_coordination(member)

    def leave_coordination(self, member: Membership) -> None:
        try:
            members.stop_coordinator(member, by=member.user)
        except members.SoleCoordinatorError:
            assert len(coordinators(self.there)) == 1

    @rule(day=st.integers(0, 400))
    def merge(self, day: int) -> None:
        into = make_organisation(name=f"Gemeente Groter {Organisation.objects.count()}")
        before = Membership.objects.active().count()
        merging.merge(self.there, into=into, on=timezone.localdate() - timedelta(days=day), by=self.moderator)
        assert not Membership.objects.active().filter(organisation=self.there).exists()
        assert Membership.objects.active().filter(organisation=into).count() == before
        self.there = Organisation.objects.get(pk=into.pk)

    @invariant()
    def nobody_belongs_twice_or_without_a_way_in(self) -> None:
        active = list(Membership.objects.active().filter(organisation=self.there).values_list("user", flat=True))
        assert len(active) == len(set(active))
        let_in = set(JoinRequest.objects.filter(outcome="accepted").values_list("user", flat=True))
        invited = set(Invitation.objects.filter(used_at__isnull=False).values_list("used_by", flat=True))
        assert set(active) <= let_in | invited | {self.head.pk}

    @invariant()
    def the_organisation_is_looked_after(self) -> None:
        assert coordinators(self.there) or self.left_alone

    @invariant()
    def an_outcome_never_changes(self) -> None:
        for asked in JoinRequest.objects.exclude(outcome=""):
            assert self.outcomes.setdefault(asked.pk, asked.outcome) == asked.outcome
            assert asked.decided_at is not None


class JoiningInEveryOrder(TestCase):
    def test_what_must_hold_holds_in_every_order(self) -> None:
        many: Any = settings(
            max_examples=8, stateful_step_count=20, deadline=None, suppress_health_check=list(HealthCheck)
        )
        run_state_machine_as_test(Joining, settings=many)  # type: ignore[no-untyped-call]  # as its makers wrote it
