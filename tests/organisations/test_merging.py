"""Two become one: what hangs on the old follows, its page stays, and nothing counts twice."""

import uuid
from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from olievlek.organisations import content, merging
from olievlek.organisations.actions import inviting, joining
from olievlek.organisations.membership import is_coordinator, members, organisations_of
from olievlek.organisations.models import Invitation, JoinRequest, Membership, MergeNotice, MovedRow, Organisation
from olievlek.timeline.actions import follow
from olievlek.timeline.models import Entry, Follow
from tests.factories.accounts import make_moderator, make_user
from tests.factories.organisations import make_membership, make_organisation, make_study_municipality

pytestmark = [pytest.mark.django_db, pytest.mark.both]
NEW_YEAR = date(2026, 1, 1)


@pytest.fixture
def pair() -> tuple[Organisation, Organisation]:
    old = make_organisation(name="Gemeente Uden", domain="uden.nl", kind="municipality")
    return old, make_organisation(name="Gemeente Maashorst", domain="maashorst.nl")


def test_members_domains_requests_and_invitations_follow(pair: Any) -> None:
    old, new = pair
    head = make_membership(organisation=old, coordinator=True)
    joining.ask(old, by=make_user(), once=uuid.uuid4())
    inviting.invite(old, email="noor@uden.nl", by=head.user)
    merging.merge(old, into=new, on=NEW_YEAR, by=make_moderator())
    assert list(organisations_of(head.user)) == [new]
    assert is_coordinator(head.user, new)
    assert sorted(one.domain for one in new.mail_domains.all()) == ["maashorst.nl", "uden.nl"]
    assert [one.organisation for one in (JoinRequest.objects.get(), Invitation.objects.get())] == [new, new]


def test_followers_follow_the_new_one_once_and_colleagues_read_what_happened(pair: Any) -> None:
    old, new = pair
    head, reader = make_membership(organisation=old, coordinator=True), make_user()
    request: Any = joining.ask(old, by=make_user(), once=uuid.uuid4())
    for one in pair:
        follow(one, by=reader)
    follow(old, by=head.user)
    merging.merge(old, into=new, on=NEW_YEAR, by=None)
    assert sorted(Follow.objects.about(new).values_list("user", flat=True)) == sorted([head.user.pk, reader.pk])
    assert not Follow.objects.about(old)
    assert Entry.objects.visible_to(head.user).filter(about_kind="join_request", about_id=request.pk)


def test_who_worked_at_both_is_a_member_once_and_keeps_what_she_could(pair: Any) -> None:
    old, new = pair
    head = make_membership(organisation=old, coordinator=True)
    make_membership(organisation=new, user=head.user)
    merging.merge(old, into=new, on=NEW_YEAR, by=None)
    assert members(new).count() == 1
    assert is_coordinator(head.user, new)
    assert not members(old)
    assert Membership.objects.count() == 2


def test_merging_twice_changes_nothing(pair: Any) -> None:
    old, new = pair
    make_membership(organisation=old)
    for _ in range(2):
        merging.merge(old, into=new, on=NEW_YEAR, by=None)
    assert [one.event for one in Entry.objects.all()] == ["organisation.merged"]
    assert MovedRow.objects.count() == 2


def test_history_keeps_the_name_of_then(pair: Any) -> None:
    old, new = pair
    member, other = make_membership(organisation=old), make_membership(organisation=new)
    third = make_organisation()
    merging.merge(old, into=new, on=NEW_YEAR, by=None)
    merging.merge(new, into=third, on=NEW_YEAR, by=None)
    assert merging.of_then(member, "organisation") == old
    assert merging.of_then(other, "organisation") == new
    assert merging.of_then(make_membership(organisation=third), "organisation") is None
    assert merging.today_of(Organisation.objects.get(pk=old.pk)) == third


def test_the_old_page_stays_and_points_to_the_new_one(pair: Any, client: Client) -> None:
    old, new = pair
    merging.merge(old, into=new, on=NEW_YEAR, by=None)
    page = client.get(old.get_absolute_url()).content.decode()
    assert "Opgegaan in Gemeente Maashorst op 1 januari 2026" in page
    assert new.get_absolute_url() in page
    assert list(Organisation.objects.bodies()) == [new]


def test_what_can_not_merge(pair: Any) -> None:
    old, new = pair
    tomorrow = timezone.localdate() + timedelta(days=1)
    study = make_study_municipality()
    demo = make_organisation(demo_key="a")
    for one, other, day in ((old, old, NEW_YEAR), (old, study, NEW_YEAR), (study, new, NEW_YEAR),
                            (old, new, tomorrow), (demo, new, NEW_YEAR)):  # fmt: skip
        with pytest.raises(merging.CanNotMergeError):
            merging.merge(one, into=other, on=day, by=None)
    merging.merge(old, into=new, on=NEW_YEAR, by=None)
    for one, other in ((old, make_organisation()), (make_organisation(), old)):
        with pytest.raises(merging.CanNotMergeError):
            merging.merge(one, into=other, on=NEW_YEAR, by=None)


def test_neighbours_of_the_old_are_neighbours_of_the_new(pair: Any) -> None:
    old, new = pair
    village = make_organisation()
    old.neighbours.add(village, new)
    merging.merge(old, into=new, on=NEW_YEAR, by=None)
    assert list(new.neighbours.exclude(pk=old.pk)) == [village]


def test_a_newer_register_proposes_mergers_and_deletes_nothing() -> None:
    content.load()
    assert not MergeNotice.objects.exists()
    gone = make_organisation(name="Gemeente Verdwenen")
    merged = make_organisation(merged_into=gone, merged_on=NEW_YEAR)
    demo = make_organisation(demo_key="a")
    for _ in range(2):
        content.load()
    assert [one.organisation for one in MergeNotice.objects.all()] == [gone]
    assert Organisation.objects.filter(pk__in=[gone.pk, merged.pk, demo.pk]).count() == 3


def test_loading_again_does_not_undo_a_merger() -> None:
    content.load()
    old = Organisation.objects.filter(mail_domains__isnull=False).order_by("pk")[0]
    new = Organisation.objects.filter(mail_domains__isnull=False).order_by("pk")[1]
    domain = old.mail_domains.get().domain
    merging.merge(old, into=new, on=NEW_YEAR, by=None)
    content.load()
    old.refresh_from_db()
    assert old.merged_into == new
    assert new.mail_domains.filter(domain=domain).exists()


def test_a_moderator_says_that_it_is_still_there() -> None:
    notice = MergeNotice.objects.create(organisation=make_organisation())
    moderator = make_moderator()
    for _ in range(2):
        merging.keep(notice, by=moderator)
    notice.refresh_from_db()
    assert (notice.outcome, notice.decided_by) == ("kept", moderator)
    assert Entry.objects.count() == 1


def test_a_row_without_a_clash_is_dropped_when_it_has_a_twin(pair: Any) -> None:
    old, new = pair
    noor = make_user()
    for organisation in pair:
        joining.ask(organisation, by=noor, once=uuid.uuid4())
    merging.merge(old, into=new, on=NEW_YEAR, by=None)
    assert JoinRequest.objects.get().organisation == new
