"""Nine kinds of people × every deed about one organisation: who may do it, who does not learn that it exists."""

import uuid
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import pytest
from django.db import transaction
from django.test import Client
from django.utils import timezone

from olievlek.organisations import evidence
from olievlek.organisations.actions import domains, inviting, joining, members, proposing
from olievlek.organisations.models import JoinRequest, Membership, MergeNotice, Organisation
from tests.factories.accounts import make_moderator, make_user
from tests.factories.organisations import make_membership, make_organisation
from tests.figures import say
from tests.matrix.probe import goes_to_login, writes
from tests.organisations.people import somebody

pytestmark = pytest.mark.django_db

LEADERS = {"coordinator", "moderator"}
COLLEAGUES = {"member", "coordinator"}


@dataclass
class Town:
    """One organisation with everything that can hang on it, and a client for each kind of person."""

    here: Organisation
    clients: dict[str, Client] = field(default_factory=dict)
    deeds: list[tuple[str, dict[str, str], set[str]]] = field(default_factory=list)
    secrets: dict[str, set[str]] = field(default_factory=dict)

    def sign_in(self, kind: str, person: Any) -> None:
        self.clients[kind] = Client()
        self.clients[kind].force_login(person)


@pytest.fixture
def town() -> Town:
    here = make_organisation(name="Gemeente Hier", domain="hier.example")
    town = Town(here, {"visitor": Client()})
    head = make_membership(organisation=here, coordinator=True, user=somebody("hoofd@post.example"), job="jobkanarie")
    member = make_membership(organisation=here, user=somebody("lid@post.example"))
    left = make_membership(organisation=here, user=make_user())
    gone = make_membership(organisation=here, user=make_user())
    pending = make_user()
    asked = joining.ask(here, by=pending, once=uuid.uuid4(), words="vraagkanarie")
    no = joining.ask(here, by=make_user(), once=uuid.uuid4())
    assert asked is not None
    assert no is not None
    joining.decide(no, accept=False, reason="redenkanarie", by=head.user)
    invitation = inviting.invite(here, email="mailkanarie@post.example", by=head.user)
    people = {
        "resident": make_user(), "pending": pending, "member": member.user, "coordinator": head.user,
        "elsewhere": make_membership(coordinator=True).user, "left": left.user, "gone": gone.user,
        "moderator": make_moderator(),
    }  # fmt: skip
    for kind, person in people.items():
        town.sign_in(kind, person)
    members.end(left, by=left.user)
    gone.user.ended_at, gone.user.name = timezone.now(), ""
    gone.user.save()
    town.deeds = list(deeds(here, head, member, asked.pk, invitation.pk))
    town.secrets = {
        "vraagkanarie": {"coordinator"}, "mailkanarie": {"coordinator"}, "jobkanarie": COLLEAGUES,
        "redenkanarie": set(), "hoofd@post.example": {"coordinator"}, "lid@post.example": {"member"},
    }  # fmt: skip
    return town


def deeds(
    here: Organisation, head: Membership, member: Membership, asked: int, invitation: int
) -> Iterator[tuple[str, dict[str, str], set[str]]]:
    """Address, what is sent, and who may."""
    mine, desk = "/mijn-organisatie/", "/beheer/organisaties/"
    proposal = proposing.propose(once=uuid.uuid4(), by=member.user, name="Stichting Brug", kind="other")
    claimed, withdrawn = (
        domains.claim(here, domain=f"{name}.example", by=somebody(f"x@{name}.example")) for name in ("een", "twee")
    )
    notice = MergeNotice.objects.create(organisation=make_organisation())
    for_head = {"shown": evidence.of_requests([JoinRequest.objects.get(pk=asked)])[0][1].shown}
    yield f"{mine}verzoek/{asked}/toelaten/", for_head, LEADERS
    yield f"{mine}verzoek/{asked}/afwijzen/", {"reason": "Nee"}, LEADERS
    yield f"{mine}uitnodiging/{invitation}/intrekken/", {}, LEADERS
    yield f"{mine}lid/{member.pk}/coordinator/", {"shown": member.shown}, LEADERS
    yield f"{mine}lid/{head.pk}/geen-coordinator/", {"shown": head.shown}, LEADERS
    yield f"{mine}lid/{member.pk}/beeindigen/", {"shown": member.shown}, LEADERS
    yield f"{mine}maildomein/{here.mail_domains.get().pk}/weghalen/", {}, {"coordinator"}
    yield f"{mine}maildomein/aanvraag/{withdrawn.pk}/intrekken/", {}, {"coordinator"}
    yield (
        f"{desk}maildomein/{claimed.pk}/bevestigen/",
        {"shown": evidence.of_claims([claimed])[0][1].shown},
        {"moderator"},
    )
    yield f"{desk}maildomein/{claimed.pk}/afwijzen/", {}, {"moderator"}
    yield f"/namens/{here.slug}/", {}, COLLEAGUES
    for_desk = {"shown": evidence.of_proposals([proposal])[0][1].shown}
    yield f"{desk}voorstel/{proposal.pk}/bevestigen/", for_desk, {"moderator"}
    yield f"{desk}voorstel/{proposal.pk}/afwijzen/", {"reason": "Nee"}, {"moderator"}
    yield f"{desk}melding/{notice.pk}/blijft/", {}, {"moderator"}
    yield f"{desk}samenvoegen/", {"old": notice.organisation.name, "into": here.name, "on": "2026-01-01"}, {"moderator"}


def test_every_deed_is_open_to_who_may_and_hidden_from_all_others(town: Town) -> None:
    wrong, asked = [], 0
    for path, sent, may in town.deeds:
        for kind, client in town.clients.items():
            asked += 1
            with transaction.atomic(), writes() as written:
                response = client.post(path, sent)
                transaction.set_rollback(True)
            if kind in may:
                right = response.status_code in {200, 302} and not goes_to_login(response)
            elif kind in {"visitor", "gone"}:
                right = goes_to_login(response) and not written
            else:
                right = response.status_code == 404 and not written
            wrong += [] if right else [f"{kind} {path}: {response.status_code} {written[:1]}"]
    say("{asked} deeds asked by nine kinds of people, {wrong} wrong answers", asked=asked, wrong=len(wrong))
    assert not wrong, "\n".join(wrong)


def test_what_is_private_is_read_by_who_may_and_by_nobody_after_leaving(town: Town) -> None:
    pages = [
        "/mijn-organisatie/", "/meedoen/?q=hier", town.here.get_absolute_url(), "/account/", "/beheer/organisaties/",
        f"/organisaties/{town.here.slug}/meedoen/", "/rollen/", "/organisaties/",
    ]  # fmt: skip
    leaks, met = [], set()
    for kind, client in town.clients.items():
        for page in pages:
            text = client.get(page).content.decode()
            for secret, may in town.secrets.items():
                if secret in text:
                    met.add((secret, kind))
                    leaks += [] if kind in may else [f"{kind} reads {secret} on {page}"]
    say("{pages} pages, {leaks} leaks", pages=len(pages) * len(town.clients), leaks=len(leaks))
    assert not leaks, "\n".join(leaks)
    assert {("vraagkanarie", "coordinator"), ("mailkanarie", "coordinator"), ("jobkanarie", "member")} <= met
