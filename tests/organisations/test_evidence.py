"""Who decides sees what is proved, and decides about just that; who was sent away does not return by a new account."""

import uuid
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from olievlek.accounts import actions as accounts
from olievlek.accounts.codes import prove
from olievlek.accounts.models import User
from olievlek.core.models import OutgoingMail
from olievlek.organisations import retention
from olievlek.organisations.actions import domains, joining, members, proposing
from olievlek.organisations.hosts import is_shared_host
from olievlek.organisations.membership import is_coordinator, is_member
from olievlek.organisations.merging import merge
from olievlek.organisations.models import (
    DomainClaim,
    JoinRequest,
    MailDomain,
    Membership,
    Organisation,
    Proposal,
    SentAway,
    Wanted,
)
from tests.factories.accounts import make_moderator
from tests.factories.organisations import make_membership, make_organisation
from tests.organisations.people import decide_as_shown, shown_on, somebody
from tests.organisations.test_join_pages import signed_in, text

pytestmark = pytest.mark.django_db
DESK, MINE = "/beheer/organisaties/", "/mijn-organisatie/"


def asked(by: User, here: Organisation, **given: str) -> JoinRequest:
    request = joining.ask(here, by=by, once=uuid.uuid4(), wanted=Wanted(given.pop("wanted", "member")), **given)
    assert request is not None
    return request


@pytest.fixture
def utrecht() -> Organisation:
    return make_organisation(name="Gemeente Utrecht", domain="utrecht.example")


@pytest.mark.parametrize(
    ("address", "says"),
    [
        ("noor@utrecht.example", "van deze organisatie"),
        ("noor@afdeling.utrecht.example", "van deze organisatie"),
        ("bedrieger@gmail.com", "daar kan iedereen een adres hebben"),
        ("noor@zeist.example", "van Gemeente Zeist"),
        ("noor@bureau.example", "niet bekend als van deze organisatie"),
    ],
)
def test_who_decides_sees_which_domain_is_proved_and_whose_it_is(
    utrecht: Organisation, moderator_client: Client, address: str, says: str
) -> None:
    make_organisation(name="Gemeente Zeist", domain="zeist.example")
    asked(somebody(address, name="Gemeentesecretaris"), utrecht, words="Ik ben de gemeentesecretaris")
    page = text(moderator_client.get(DESK))
    assert f"@{address.partition('@')[2]}" in page
    assert says in page
    assert ("De naam is ingetypt" in page) == (says != "van deze organisatie")


def test_a_name_that_changed_after_the_page_was_drawn_is_not_let_in(
    utrecht: Organisation, moderator_client: Client
) -> None:
    cheat = somebody("bedrieger@gmail.com", name="Piet Pietersen")
    deed = f"{MINE}verzoek/{asked(cheat, utrecht, wanted='coordinator').pk}/toelaten/"
    shown = shown_on(moderator_client, DESK, deed)
    cheat.name = "Gemeentesecretaris Utrecht"
    cheat.save()
    for sent in ({"shown": shown}, {"shown": ""}, {}):
        page = moderator_client.post(deed, sent, follow=True)
        assert "Gemeentesecretaris Utrecht veranderde iets" in text(page)
        assert not is_coordinator(cheat, utrecht)
    decide_as_shown(moderator_client, DESK, deed)
    assert is_coordinator(cheat, utrecht)


def test_a_coordinator_who_decides_on_an_old_page_gets_409_and_the_page_of_now(utrecht: Organisation) -> None:
    head = make_membership(organisation=utrecht, coordinator=True)
    noor, client = somebody("noor@post.example"), signed_in(head.user)
    deed = f"{MINE}verzoek/{asked(noor, utrecht).pk}/toelaten/"
    shown = shown_on(client, MINE, deed)
    User.objects.filter(pk=noor.pk).update(name="Noor de Echte")
    page = client.post(deed, {"shown": shown})
    assert page.status_code == 409
    assert "Noor de Echte" in text(page)
    assert not is_member(noor, utrecht)


def test_a_proposal_that_changed_after_the_page_was_drawn_is_not_confirmed(moderator_client: Client) -> None:
    proposal = proposing.propose(once=uuid.uuid4(), by=somebody("x@post.example"), name="De Brug", kind="other")
    deed = f"{DESK}voorstel/{proposal.pk}/bevestigen/"
    shown = shown_on(moderator_client, DESK, deed)
    Proposal.objects.update(name="Ministerie van De Brug")
    assert moderator_client.post(deed, {"shown": shown}).status_code == 409
    assert not Organisation.objects.filter(name__contains="Brug").exists()


@pytest.mark.parametrize(
    ("address", "domain", "opens"),
    [
        ("noor@waterlijn.example", "waterlijn.example", True),
        ("noor@post.example", "waterlijn.example", False),  # typed, not proved
        ("noor@yahoo.nl", "yahoo.nl", False),
        ("noor@zeist.example", "zeist.example", False),  # of another
        ("noor@dienst.waterlijn.example", "waterlijn.example", False),  # a name under it may be somebody else's
    ],
)
def test_a_proposed_mail_domain_opens_only_when_the_proposer_proved_it(
    moderator_client: Client, address: str, domain: str, *, opens: bool
) -> None:
    make_organisation(name="Gemeente Zeist", domain="zeist.example")
    proposal = proposing.propose(
        once=uuid.uuid4(), by=somebody(address), name="Stichting Waterlijn", kind="association", domain=domain
    )
    page = text(moderator_client.get(DESK))
    assert ("Collega’s komen niet binnen" in page or "Collega's komen niet binnen" in page) == (not opens)
    decide_as_shown(moderator_client, DESK, f"{DESK}voorstel/{proposal.pk}/bevestigen/")
    made = Organisation.objects.get(name="Stichting Waterlijn")
    assert made.mail_domains.filter(domain=domain).exists() == opens


def test_a_claimed_domain_opens_after_a_moderator_confirmed_it_and_a_mail_says_so(moderator_client: Client) -> None:
    head = make_membership(coordinator=True, user=somebody("cor@zeist.example"))
    client = signed_in(head.user)
    client.post(f"{MINE}maildomein/", {"domain": "zeist.example"})
    assert joining.join_by_address(somebody("noor@zeist.example"), "noor@zeist.example") is None
    claim = DomainClaim.objects.get()
    assert "@zeist.example" in text(moderator_client.get(DESK))
    decide_as_shown(moderator_client, DESK, f"{DESK}maildomein/{claim.pk}/bevestigen/")
    assert MailDomain.objects.get().organisation == head.organisation
    assert "zeist.example" in OutgoingMail.objects.get().subject
    assert joining.join_by_address(somebody("sem@zeist.example"), "sem@zeist.example") is not None


@pytest.mark.both
def test_a_claim_that_is_no_longer_proved_or_is_taken_opens_nothing(moderator_client: Client) -> None:
    head = make_membership(coordinator=True, user=somebody("cor@zeist.example", "cor@post.example"))
    claim = domains.claim(head.organisation, domain="zeist.example", by=head.user)
    deed = f"{DESK}maildomein/{claim.pk}/bevestigen/"
    shown = shown_on(moderator_client, DESK, deed)
    head.user.addresses.filter(email="cor@zeist.example").delete()
    for sent in (shown, shown_on(moderator_client, DESK, deed)):
        assert moderator_client.post(deed, {"shown": sent}).status_code == 409
    somebody("cor2@zeist.example")
    assert not MailDomain.objects.exists()
    moderator_client.post(f"{DESK}maildomein/{claim.pk}/afwijzen/")
    claim.refresh_from_db()
    assert claim.outcome == DomainClaim.Outcome.DECLINED
    assert OutgoingMail.objects.count() == 1


def test_a_coordinator_takes_a_claim_back(moderator_client: Client) -> None:
    head = make_membership(coordinator=True, user=somebody("cor@zeist.example"))
    claim = domains.claim(head.organisation, domain="zeist.example", by=head.user)
    signed_in(head.user).post(f"{MINE}maildomein/aanvraag/{claim.pk}/intrekken/")
    assert "@zeist.example" not in text(moderator_client.get(DESK))
    with pytest.raises(DomainClaim.DoesNotExist):
        DomainClaim.objects.open().get()


@pytest.mark.both
def test_free_hosts_public_suffixes_and_names_under_them_are_nobodys_own() -> None:
    shared = [
        "gmail.com", "GMAIL.COM.", "yahoo.nl", "yahoo.de", "outlook.be", "proton.me", "ziggo.nl", "10minutemail.com",
        "iemand.gmail.com", "nl", "co.uk", "github.io", "amsterdam", "", "localhost",
    ]  # fmt: skip
    own = ["zeist.nl", "dienst.zeist.nl", "minbzk.nl", "gemeente.amsterdam", "wetterskipfryslan.nl", "dcmr.nl"]
    assert [one for one in shared if not is_shared_host(one)] == []
    assert [one for one in own if is_shared_host(one)] == []


def sent_away(here: Organisation, address: str) -> User:
    gone = somebody(address)
    member = joining.enter(gone, here, by=None)
    members.end(member, by=make_moderator())
    return gone


@pytest.mark.both
@pytest.mark.parametrize("account_ended", [False, True])
def test_who_was_sent_away_does_not_come_back_by_the_same_address(
    utrecht: Organisation, *, account_ended: bool
) -> None:
    gone = sent_away(utrecht, "ontslagen@utrecht.example")
    if account_ended:
        accounts.end(gone, by=gone)
        gone = somebody("ontslagen@utrecht.example")
    assert joining.join_by_address(gone, "ontslagen@utrecht.example") is None
    assert joining.join(utrecht, by=gone) is None
    assert not is_member(gone, utrecht)
    assert joining.join_by_address(somebody("ander@utrecht.example"), "ander@utrecht.example") is not None


@pytest.mark.both
@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("ontslagen@utrecht.example", "ontslagen+x@utrecht.example"),
        ("ontslagen+werk@utrecht.example", "Ontslagen+2@UTRECHT.example"),
        ("ontslagen+werk@afdeling.utrecht.example", "ontslagen@afdeling.utrecht.example"),
    ],
)
def test_who_was_sent_away_does_not_come_back_by_another_address_of_the_mailbox(
    utrecht: Organisation, before: str, after: str
) -> None:
    sent_away(utrecht, before)
    again = somebody(after)
    assert joining.join_by_address(again, after) is None
    assert joining.join(utrecht, by=again) is None


@pytest.mark.parametrize("added_later", [False, True])
def test_an_address_that_was_taken_away_before_being_sent_away_counts(
    utrecht: Organisation, django_capture_on_commit_callbacks: Any, *, added_later: bool
) -> None:
    gone = somebody("slim@post.example") if added_later else somebody("slim@post.example", "slim@utrecht.example")
    member = joining.enter(gone, utrecht, by=None)
    with django_capture_on_commit_callbacks(execute=True):
        prove(gone, "slim@utrecht.example")
    accounts.remove_address(gone, email="slim@utrecht.example", by=gone)
    members.end(member, by=make_moderator())
    again = somebody("slim@utrecht.example")
    assert not is_member(again, utrecht)
    assert joining.join_by_address(again, "slim@utrecht.example") is None
    assert Membership.objects.exclude(mailbox_codes=[]).count() == 0


@pytest.mark.both
def test_an_address_added_after_being_sent_away_counts_when_the_account_ends(utrecht: Organisation) -> None:
    gone = sent_away(utrecht, "oud@post.example")
    prove(gone, "nieuw@utrecht.example")
    accounts.end(gone, by=gone)
    again = somebody("nieuw@utrecht.example")
    assert joining.join_by_address(again, "nieuw@utrecht.example") is None


def test_who_was_sent_away_may_ask_and_who_decides_is_told(utrecht: Organisation) -> None:
    head = make_membership(organisation=utrecht, coordinator=True)
    gone = sent_away(utrecht, "ontslagen@utrecht.example")
    accounts.end(gone, by=gone)
    again, client = somebody("ontslagen@utrecht.example"), signed_in(head.user)
    deed = f"{MINE}verzoek/{asked(again, utrecht).pk}/toelaten/"
    assert "minder dan een jaar geleden weggestuurd" in text(client.get(MINE))
    decide_as_shown(client, MINE, deed)
    assert is_member(again, utrecht)
    assert not SentAway.objects.exists()


@pytest.mark.both
def test_being_sent_away_follows_a_merger_and_is_forgotten_after_a_year(utrecht: Organisation) -> None:
    gone = sent_away(utrecht, "ontslagen@utrecht.example")
    accounts.end(gone, by=gone)
    into = make_organisation(name="Gemeente Groot-Utrecht")
    merge(utrecht, into=into, on=timezone.localdate(), by=make_moderator(email="m2@voorbeeld.example"))
    again = somebody("ontslagen@utrecht.example")
    assert into.mail_domains.filter(domain="utrecht.example").exists()
    assert joining.join_by_address(again, "ontslagen@utrecht.example") is None
    SentAway.objects.update(since=timezone.now() - timedelta(days=366))
    retention.forget_old()
    assert not SentAway.objects.exists()
    assert joining.join_by_address(again, "ontslagen@utrecht.example") is not None


def test_who_leaves_by_themselves_is_not_kept(utrecht: Organisation) -> None:
    noor = somebody("noor@utrecht.example")
    members.end(joining.enter(noor, utrecht, by=None), by=noor)
    assert not SentAway.objects.exists()
    assert Membership.objects.get().ended_at is not None


def test_the_digest_of_one_address_differs_per_organisation_and_names_nobody(utrecht: Organisation) -> None:
    other = make_organisation(name="Gemeente Zeist")
    noor = somebody("noor@utrecht.example")
    for here in (utrecht, other):
        members.end(joining.enter(noor, here, by=None), by=make_moderator(email=f"m{here.pk}@voorbeeld.example"))
    digests = list(SentAway.objects.values_list("digest", flat=True))
    assert len(set(digests)) == 2
    assert not any("noor" in one for one in digests)
