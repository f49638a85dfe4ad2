"""My organisation: what colleagues see, what coordinators do, and the desk of the moderators."""

import uuid
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from olievlek.organisations.actions import domains, inviting, joining, proposing
from olievlek.organisations.membership import is_coordinator, is_member
from olievlek.organisations.models import (
    AccessReview,
    DomainClaim,
    Invitation,
    JoinRequest,
    Membership,
    MergeNotice,
    Organisation,
    Proposal,
)
from tests.answers import not_here
from tests.factories.accounts import make_moderator, make_user
from tests.factories.organisations import make_membership, make_organisation
from tests.organisations.people import decide_as_shown, somebody
from tests.organisations.test_join_pages import signed_in, text

pytestmark = pytest.mark.django_db


@pytest.fixture
def head() -> Membership:
    place = make_organisation(name="Gemeente Zeist", short_name="Zeist")
    return make_membership(coordinator=True, organisation=place, user=somebody("cor@zeist.example", name="Cor"))


def asked(organisation: Any, **given: Any) -> JoinRequest:
    made = joining.ask(organisation, by=make_user(name="Noor"), once=uuid.uuid4(), **given)
    assert made is not None
    return made


def test_a_colleague_sees_names_and_work_but_no_requests_and_no_addresses(head: Membership) -> None:
    colleague = make_membership(organisation=head.organisation, job="vergunningen", layer="practice")
    asked(head.organisation, words="geheim woord")
    inviting.invite(head.organisation, email="nieuw@zeist.example", by=head.user)
    page = text(signed_in(colleague.user).get("/mijn-organisatie/"))
    assert "vergunningen" in page
    assert "Cor" in page
    for hidden in ("geheim woord", "nieuw@zeist.example", head.user.email, "Nodig een collega uit"):
        assert hidden not in page


def test_a_coordinator_lets_in_and_the_other_coordinator_sees_how_it_ended(head: Membership) -> None:
    other = make_membership(organisation=head.organisation, coordinator=True)
    request = asked(head.organisation, words="Ik zit naast Cor")
    assert "Ik zit naast Cor" in text(signed_in(head.user).get("/mijn-organisatie/"))
    decide_as_shown(signed_in(head.user), "/mijn-organisatie/", f"/mijn-organisatie/verzoek/{request.pk}/toelaten/")
    assert is_member(request.user, head.organisation)
    late = signed_in(other.user)
    late.post(f"/mijn-organisatie/verzoek/{request.pk}/afwijzen/", {"reason": "Nee"})
    assert "Toegelaten" in text(late.get("/mijn-organisatie/"))
    assert is_member(request.user, head.organisation)


def test_a_no_needs_a_reason(head: Membership) -> None:
    request, client = asked(head.organisation), signed_in(head.user)
    page = client.post(f"/mijn-organisatie/verzoek/{request.pk}/afwijzen/", {"reason": ""})
    assert page.status_code == 422
    assert "Zeg waarom" in text(page)
    client.post(f"/mijn-organisatie/verzoek/{request.pk}/afwijzen/", {"reason": "Onbekend"})
    request.refresh_from_db()
    assert (request.outcome, request.reason) == ("declined", "Onbekend")


def test_a_coordinator_of_elsewhere_and_a_colleague_find_nothing_to_decide(head: Membership) -> None:
    request = asked(head.organisation)
    invitation = inviting.invite(head.organisation, email="nieuw@zeist.example", by=head.user)
    colleague = make_membership(organisation=head.organisation)
    for person in (make_membership(coordinator=True).user, colleague.user, request.user):
        client = signed_in(person)
        for path in (f"verzoek/{request.pk}/toelaten/", f"verzoek/{request.pk}/afwijzen/",
                     f"lid/{head.pk}/beeindigen/", f"lid/{head.pk}/geen-coordinator/",
                     f"lid/{colleague.pk}/coordinator/", f"uitnodiging/{invitation.pk}/intrekken/"):  # fmt: skip
            assert client.post(f"/mijn-organisatie/{path}", {"reason": "Nee"}).status_code == 404, path
    assert is_coordinator(head.user, head.organisation)
    assert not is_member(request.user, head.organisation)
    assert not is_coordinator(colleague.user, head.organisation)
    assert Invitation.objects.open().exists()


def test_rights_end_with_the_membership_in_a_session_that_is_open(head: Membership) -> None:
    colleague = make_membership(organisation=head.organisation, coordinator=True)
    client = signed_in(colleague.user)
    assert client.get("/mijn-organisatie/").status_code == 200
    signed_in(head.user).post(f"/mijn-organisatie/lid/{colleague.pk}/beeindigen/", {"shown": colleague.shown})
    assert client.get("/mijn-organisatie/")["Location"] == "/meedoen/"
    assert client.post("/mijn-organisatie/uitnodigen/", {"email": "x@y.nl", "role": "member"}).status_code == 404
    assert not Invitation.objects.exists()


def test_the_only_coordinator_is_told_what_to_do_first(head: Membership) -> None:
    make_membership(organisation=head.organisation)
    client = signed_in(head.user)
    client.post("/mijn-organisatie/verlaten/")
    assert "Niemand anders is coördinator" in text(client.get("/mijn-organisatie/"))
    assert is_coordinator(head.user, head.organisation)


def test_leaving_is_said_first_and_then_done() -> None:
    member = make_membership()
    client = signed_in(member.user)
    assert "Ga weg bij de organisatie" in text(client.get("/mijn-organisatie/verlaten/"))
    assert is_member(member.user, member.organisation)
    client.post("/mijn-organisatie/verlaten/")
    assert not is_member(member.user, member.organisation)


def test_inviting_shows_who_waits_and_can_be_taken_back(head: Membership) -> None:
    client = signed_in(head.user)
    client.post("/mijn-organisatie/uitnodigen/", {"email": "Nieuw@zeist.example", "role": "member"})
    assert "nieuw@zeist.example" in text(client.get("/mijn-organisatie/"))
    client.post(f"/mijn-organisatie/uitnodiging/{Invitation.objects.get().pk}/intrekken/")
    assert "nieuw@zeist.example" not in text(client.get("/mijn-organisatie/"))
    again = client.post("/mijn-organisatie/uitnodigen/", {"email": "cor@zeist.example", "role": "member"})
    assert "is er al" in text(again)


def test_roles_domains_work_and_the_yearly_look_are_kept(head: Membership) -> None:
    colleague, client = make_membership(organisation=head.organisation), signed_in(head.user)
    client.post(f"/mijn-organisatie/lid/{colleague.pk}/coordinator/", {"shown": colleague.shown})
    colleague.refresh_from_db()
    assert is_coordinator(colleague.user, head.organisation)
    client.post(f"/mijn-organisatie/lid/{colleague.pk}/geen-coordinator/", {"shown": colleague.shown})
    assert not is_coordinator(colleague.user, head.organisation)
    client.post("/mijn-organisatie/maildomein/", {"domain": "zeist.example"})
    assert "wacht op een moderator" in text(client.get("/mijn-organisatie/"))
    domains.confirm(DomainClaim.objects.get(), by=make_moderator(email="m@voorbeeld.example"))
    assert "@zeist.example" in text(client.get("/mijn-organisatie/"))
    client.post(f"/mijn-organisatie/maildomein/{head.organisation.mail_domains.get().pk}/weghalen/")
    assert not head.organisation.mail_domains.exists()
    client.post("/mijn-organisatie/werk/", {"layer": "board", "job": "griffier"})
    assert "griffier" in text(client.get("/mijn-organisatie/"))
    once = uuid.uuid4()
    for _ in range(2):
        client.post("/mijn-organisatie/nagelopen/", {"once": once})
    assert AccessReview.objects.get().members == 2
    assert "Cor liep de lijst na op" in text(client.get("/mijn-organisatie/"))


def test_a_member_of_what_nobody_leads_offers_to_and_a_moderator_confirms(moderator_client: Client) -> None:
    member = make_membership()
    client = signed_in(member.user)
    assert "Niemand houdt de lijst met collega’s bij" in text(client.get("/mijn-organisatie/"))
    client.post("/mijn-organisatie/coordinator-worden/", {"once": uuid.uuid4()})
    assert member.organisation.name in text(moderator_client.get("/beheer/organisaties/"))
    deed = f"/mijn-organisatie/verzoek/{JoinRequest.objects.get().pk}/toelaten/"
    decide_as_shown(moderator_client, "/beheer/organisaties/", deed)
    assert is_coordinator(member.user, member.organisation)


def test_a_moderator_confirms_a_proposal_and_sees_what_it_looks_like(moderator_client: Client) -> None:
    make_organisation(name="Stichting De Brug Ede")
    proposal = proposing.propose(once=uuid.uuid4(), by=make_user(), name="De Brug", kind="company")
    page = text(moderator_client.get("/beheer/organisaties/"))
    assert "Stichting De Brug Ede" in page
    assert "Bedrijf" in page
    deed = f"/beheer/organisaties/voorstel/{proposal.pk}/bevestigen/"
    decide_as_shown(moderator_client, "/beheer/organisaties/", deed)
    assert Organisation.objects.filter(name="De Brug", kind="company").exists()


def test_a_moderator_answers_no_with_a_reason_or_the_one_we_have(moderator_client: Client) -> None:
    known = make_organisation(name="Gemeente Zeist")
    one, two = (proposing.propose(once=uuid.uuid4(), by=make_user(), name=f"X{n}", kind="other") for n in range(2))
    path = "/beheer/organisaties/voorstel/{}/afwijzen/".format
    assert moderator_client.post(path(one.pk), {}).status_code == 422
    moderator_client.post(path(one.pk), {"reason": "Geen organisatie"})
    moderator_client.post(path(two.pk), {"known": "gemeente zeist"})
    outcomes = [(one.outcome, one.organisation) for one in Proposal.objects.order_by("pk")]
    assert outcomes == [("declined", None), ("double", known)]


def test_a_moderator_merges_by_name_and_keeps_what_is_still_there(moderator_client: Client) -> None:
    old, new, other = (make_organisation(name=f"Gemeente {name}") for name in ("Uden", "Maashorst", "Ede"))
    for one in (old, other):
        MergeNotice.objects.create(organisation=one)
    assert "Gemeente Uden" in text(moderator_client.get("/beheer/organisaties/"))
    assert 'value="gemeente-uden"' in text(moderator_client.get("/beheer/organisaties/samenvoegen/?old=gemeente-uden"))
    form = {"old": "gemeente-uden", "into": "Gemeente Maashorst", "on": "2026-01-01"}
    wrong = moderator_client.post("/beheer/organisaties/samenvoegen/", {**form, "into": "Bestaat Niet"})
    assert wrong.status_code == 422
    moderator_client.post("/beheer/organisaties/samenvoegen/", form)
    old.refresh_from_db()
    assert old.merged_into == new
    notice = MergeNotice.objects.get(decided_at=None)
    moderator_client.post(f"/beheer/organisaties/melding/{notice.pk}/blijft/")
    assert not MergeNotice.objects.filter(decided_at=None).exists()
    assert "Er wacht niets" in text(moderator_client.get("/beheer/organisaties/"))


def test_who_is_no_moderator_does_not_learn_that_there_is_a_desk(member_client: Client) -> None:
    make_organisation(name="Gemeente Zeist")
    assert not_here(member_client.get("/beheer/organisaties/"), "Zeist", "samengevoegd")


@pytest.mark.parametrize("many", [1, 3])
def test_more_colleagues_requests_and_invitations_cost_no_more_queries(
    many: int, head: Membership, django_assert_num_queries: Any
) -> None:
    for number in range(many):
        make_membership(organisation=head.organisation, joined_at=timezone.now())
        asked(head.organisation)
        inviting.invite(head.organisation, email=f"n{number}@zeist.example", by=head.user)
    client = signed_in(head.user)
    client.get("/mijn-organisatie/")
    with django_assert_num_queries(20):
        client.get("/mijn-organisatie/")


def test_a_place_with_many_colleagues_shows_them_page_by_page_and_counts_all(
    head: Membership, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("olievlek.organisations.views.mine.PER_PAGE", 2)
    for name in ("Anna", "Bob", "Dirk"):
        make_membership(organisation=head.organisation, user=make_user(name=name))
    client = signed_in(head.user)
    first, second = text(client.get("/mijn-organisatie/")), text(client.get("/mijn-organisatie/?page=2"))
    assert "4 collega’s op Olievlek" in first
    assert "4 collega’s op Olievlek" in second
    assert "Anna" in first
    assert "Bob" in first
    assert "Dirk" not in first  # of the next page
    assert "Dirk" in second
    refused = client.post("/mijn-organisatie/uitnodigen/", {"email": "geen adres"})
    assert 'href="/mijn-organisatie/?page=2"' in text(refused)


def test_after_a_year_the_workplace_asks_to_go_through_the_list_until_somebody_did(head: Membership) -> None:
    client = signed_in(head.user)
    assert "Loop de lijst na" not in text(client.get("/werkplek/"))
    Membership.objects.filter(pk=head.pk).update(coordinator_since=timezone.now() - timedelta(days=366))
    assert "Loop de lijst na" in text(client.get("/werkplek/"))
    page = text(client.get("/mijn-organisatie/"))
    once = page.partition("nagelopen/")[2].partition('name="once" value="')[2].partition('"')[0]
    client.post("/mijn-organisatie/nagelopen/", {"once": once})
    assert "Loop de lijst na" not in text(client.get("/werkplek/"))
    AccessReview.objects.update(reviewed_at=timezone.now() - timedelta(days=366))
    assert "Loop de lijst na" in text(client.get("/werkplek/"))
    assert "Loop de lijst na" not in text(
        signed_in(make_membership(organisation=head.organisation).user).get("/werkplek/")
    )


def test_the_only_coordinator_reads_how_to_leave_and_finds_no_dead_button(head: Membership) -> None:
    client = signed_in(head.user)
    assert "Jij bent de enige coördinator" in text(client.get("/mijn-organisatie/"))
    page = text(client.get("/mijn-organisatie/verlaten/"))
    assert "maak een collega coördinator" in page
    assert "vraag een moderator" in page
    assert "Verlaat de organisatie" not in page
    make_membership(organisation=head.organisation, coordinator=True)
    page = text(client.get("/mijn-organisatie/verlaten/"))
    assert "Jij bent de enige coördinator" not in page
