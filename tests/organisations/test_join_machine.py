"""Every order in which people can ask, invite, decide, leave and merge, tried by machine."""

import os
import uuid
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule, run_state_machine_as_test

from olievlek.accounts.codes import prove
from olievlek.accounts.models import User
from olievlek.organisations import merging
from olievlek.organisations.actions import inviting, joining, members
from olievlek.organisations.membership import coordinators, is_member
from olievlek.organisations.models import Invitation, JoinRequest, Membership, Organisation, Wanted
from olievlek.organisations.models.joining import led_by
from tests.factories.accounts import make_moderator
from tests.factories.organisations import make_membership, make_organisation
from tests.figures import say
from tests.organisations.people import somebody

pytestmark = pytest.mark.slow
EXAMPLES = int(os.environ.get("OLIEVLEK_EXAMPLES", "5"))
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
        self.elsewhere: Organisation = make_organisation(name=f"Gemeente Elders {number}")
        self.stranger: User = somebody(f"stranger-{number}@voorbeeld.example")
        make_membership(organisation=make_organisation(name=f"Daar {number}"), coordinator=True, user=self.stranger)
        self.ended: dict[int, tuple[Any, Any, Any]] = {}
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

    @rule(place=PEOPLE, role=WANTED, pick=st.integers(0, 9))
    def invite_elsewhere(self, place: int, role: Wanted, pick: int) -> None:
        """A token of another organisation: it opens that door, and never this one."""
        row = inviting.invite(self.elsewhere, email=self.people[place].email, role=role, by=self.moderator)
        token = uuid.uuid4().hex
        Invitation.objects.filter(pk=row.pk).update(digest=inviting.digest_of(token))
        before = is_member(self.people[place], self.there)
        taker = self.people[pick % 4]
        try:
            made = inviting.accept(token, by=taker)
        except inviting.OtherAddressError:
            assert taker != self.people[place]
            made = None
        assert made is None or made.organisation == self.elsewhere
        assert is_member(self.people[place], self.there) == before
        Membership.objects.filter(organisation=self.elsewhere).delete()

    @precondition(lambda self: self.tokens)
    @rule(pick=st.integers(0, 9), typed=st.sampled_from(["", "x", "digest", "upper", "cut"]))
    def guess(self, pick: int, typed: str) -> None:
        """Anything but the token itself opens nothing: not what stands in the table, not a part, not another case."""
        token = sorted(self.tokens)[pick % len(self.tokens)]
        wrong = {"digest": inviting.digest_of(token), "upper": token.upper() + "A", "cut": token[:-1]}.get(typed, typed)
        assert inviting.find_open(wrong) is None
        assert inviting.accept(wrong, by=self.people[self.tokens[token][1]]) is None

    @precondition(lambda self: self.tokens)
    @rule(pick=st.integers(0, 9))
    def look(self, pick: int) -> None:
        """Looking uses nothing up, however often mail programs do it."""
        token = sorted(self.tokens)[pick % len(self.tokens)]
        row = Invitation.objects.get(pk=self.tokens[token][0])
        assert [inviting.find_open(token) is not None for _ in range(3)] == [row.is_open] * 3

    @precondition(lambda self: self.tokens)
    @rule(pick=st.integers(0, 9))
    def accept_with_an_address_that_moved(self, pick: int) -> None:
        """Who no longer has the invited address, or whose account ended, has no use for the invitation."""
        token = sorted(self.tokens)[pick % len(self.tokens)]
        pk, place = self.tokens[token]
        person = self.people[place]
        if Invitation.objects.get(pk=pk).is_open and not is_member(person, self.there):
            proved = list(person.addresses.order_by("pk"))
            person.addresses.all().delete()
            with pytest.raises(inviting.OtherAddressError):
                inviting.accept(token, by=person)
            for address in proved:
                prove(person, address.email)

    @invariant()
    def a_used_or_ended_invitation_stays_so(self) -> None:
        for row in Invitation.objects.exclude(used_at=None, withdrawn_at=None):
            state = (row.used_at, row.used_by_id, row.withdrawn_at)
            assert self.ended.setdefault(row.pk, state) == state

    @invariant()
    def nobody_decides_about_herself_or_from_elsewhere(self) -> None:
        for person in [*self.people, self.stranger]:
            mine = JoinRequest.objects.decidable_by(person)
            assert not mine.filter(user=person).exists()
            assert not mine.exclude(organisation__in=led_by(person)).exists()

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
        before = Membership.objects.active().filter(organisation=self.there).count()
        merging.merge(self.there, into=into, on=timezone.localdate() - timedelta(days=day), by=self.moderator)
        assert not Membership.objects.active().filter(organisation=self.there).exists()
        assert Membership.objects.active().filter(organisation=into).count() == before
        self.there = Organisation.objects.get(pk=into.pk)

    @invariant()
    def nobody_belongs_twice_or_without_a_way_in(self) -> None:
        active = list(Membership.objects.active().filter(organisation=self.there).values_list("user", flat=True))
        assert len(active) == len(set(active))
        let_in = set(JoinRequest.objects.filter(outcome="accepted").values_list("user", flat=True))
        used = Invitation.objects.filter(used_at__isnull=False).exclude(organisation=self.elsewhere)
        invited = set(used.values_list("used_by", flat=True))
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
    @pytest.mark.both
    def test_what_must_hold_holds_in_every_order(self) -> None:
        many: Any = settings(
            max_examples=EXAMPLES, stateful_step_count=25, deadline=None, suppress_health_check=list(HealthCheck)
        )
        run_state_machine_as_test(Joining, settings=many)
        say("{orders} orders of 25 deeds around joining and inviting, 0 broken rules", orders=EXAMPLES)
