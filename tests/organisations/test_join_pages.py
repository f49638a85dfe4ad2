"""The pages on which somebody says where she works, asks, accepts and proposes."""

import re
import uuid
from typing import Any

import pytest
from django.core import mail
from django.test import Client

from olievlek.organisations.actions import inviting, joining
from olievlek.organisations.membership import is_member
from olievlek.organisations.models import JoinRequest, Membership, Organisation, Proposal, WithoutOrganisation
from tests.factories.accounts import make_user
from tests.factories.organisations import make_membership, make_organisation
from tests.organisations.people import somebody

pytestmark = pytest.mark.django_db


def signed_in(user: Any) -> Client:
    client = Client()
    client.force_login(user)
    return client


def text(response: Any) -> str:
    return str(response.content.decode())


def test_who_fits_one_joins_with_one_button_and_acts_for_it() -> None:
    zeist = make_organisation(name="Gemeente Zeist", domain="zeist.nl")
    noor = somebody("noor@zeist.nl")
    client = signed_in(noor)
    assert "Werk je voor Gemeente Zeist?" in text(client.get("/meedoen/"))
    response = client.post(
        "/organisaties/gemeente-zeist/meedoen/", {"once": uuid.uuid4(), "layer": "practice", "job": ""}
    )
    assert response["Location"] == "/mijn-organisatie/"
    assert is_member(noor, zeist)
    assert client.session["acting"] == zeist.pk
    assert "Je doet vanaf nu mee namens Gemeente Zeist" in text(client.get("/mijn-organisatie/"))


def test_who_does_not_fit_asks_and_sees_that_it_waits_and_may_take_it_back() -> None:
    head = make_membership(coordinator=True, organisation=make_organisation(name="Gemeente Zeist"))
    client = signed_in(make_user())
    form = {"once": uuid.uuid4(), "layer": "", "job": "baliewerk", "words": "Ik zit naast Cor"}
    assert "Een coördinator van deze organisatie" in text(client.get("/organisaties/gemeente-zeist/meedoen/"))
    for _ in range(2):
        client.post("/organisaties/gemeente-zeist/meedoen/", form)
    assert JoinRequest.objects.get().organisation == head.organisation
    assert "Je verzoek wacht" in text(client.get("/organisaties/gemeente-zeist/meedoen/"))
    client.post("/organisaties/gemeente-zeist/meedoen/intrekken/")
    assert JoinRequest.objects.get().outcome == "withdrawn"


def test_where_nobody_coordinates_somebody_may_offer_to() -> None:
    make_organisation(name="Gemeente Zeist")
    client = signed_in(make_user())
    assert "nog geen coördinator" in text(client.get("/organisaties/gemeente-zeist/meedoen/"))
    client.post("/organisaties/gemeente-zeist/meedoen/", {"once": uuid.uuid4(), "coordinate": "on"})
    assert JoinRequest.objects.get().wanted == "coordinator"


def test_who_got_a_no_reads_why() -> None:
    head, noor = make_membership(coordinator=True), make_user()
    asked: Any = joining.ask(head.organisation, by=noor, once=uuid.uuid4())
    joining.decide(asked, accept=False, reason="Je werkt bij de buren", by=head.user)
    page = signed_in(noor).get(f"/organisaties/{head.organisation.slug}/meedoen/")
    assert "Je werkt bij de buren" in text(page)


@pytest.mark.requirement("002-22", at="/meedoen/zonder-organisatie/")
def test_a_resident_sees_what_she_may_do_and_is_not_asked_again() -> None:
    client = signed_in(make_user())
    page = text(client.get("/meedoen/"))
    assert "een organisatie voorstellen die er nog niet bij staat" in page
    assert client.post("/meedoen/zonder-organisatie/")["Location"] == "/rollen/"
    assert WithoutOrganisation.objects.exists()


def test_searching_finds_by_name_and_the_fragment_is_that_part_of_the_page() -> None:
    make_organisation(name="Gemeente Zeist")
    client = signed_in(make_user())
    whole = text(client.get("/meedoen/?q=zeist"))
    part = text(client.get("/meedoen/?q=zeist", headers={"HX-Request": "true"}))
    assert "/organisaties/gemeente-zeist/meedoen/" in part
    assert part.strip() in whole


def test_the_choice_for_another_organisation_lasts_and_a_stranger_has_none() -> None:
    one = make_membership(organisation=make_organisation(name="Gemeente Een"))
    make_membership(user=one.user, organisation=make_organisation(name="Gemeente Twee"))
    make_organisation(name="Gemeente Drie")
    client = signed_in(one.user)
    assert "Gemeente Een" in text(client.get("/mijn-organisatie/"))
    client.post("/namens/gemeente-twee/")
    assert '<h1 class="nl-heading nl-heading--level-1">Gemeente Twee' in text(client.get("/mijn-organisatie/"))
    assert "Doe mee namens Gemeente Een" in text(client.get("/rollen/"))
    assert "Gemeente Twee" in text(signed_in(one.user).get("/mijn-organisatie/"))
    assert client.post("/namens/gemeente-drie/").status_code == 404


def test_an_invitation_waits_for_the_button() -> None:
    head = make_membership(coordinator=True)
    inviting.invite(head.organisation, email="noor@zeist.example", by=head.user)
    inviting.send_invitations()
    found = re.search(r"http://localhost:\d+(/\S+)", str(mail.outbox[0].body))
    assert found
    path = found.group(1)
    assert "Log eerst in" in text(Client().get(path))
    client = signed_in(somebody("noor@zeist.example"))
    client.get(path)
    assert Membership.objects.count() == 1
    assert client.post(path)["Location"] == "/mijn-organisatie/"
    assert Membership.objects.count() == 2
    assert client.post(path).status_code == 404


def test_an_invitation_for_another_address_says_so_and_does_nothing() -> None:
    head = make_membership(coordinator=True)
    inviting.invite(head.organisation, email="noor@zeist.example", by=head.user)
    inviting.send_invitations()
    found = re.search(r"/uitnodiging/\S+", str(mail.outbox[0].body))
    assert found
    client = signed_in(somebody("eve@elders.example"))
    for response in (client.get(found.group()), client.post(found.group())):
        assert response.status_code == 403
        assert "voor een ander adres" in text(response)
        assert "noor@zeist.example" not in text(response)
    assert Membership.objects.count() == 1


def test_a_missing_organisation_is_compared_first_and_proposed_once() -> None:
    make_organisation(name="Gemeente Zeist", short_name="Zeist")
    client = signed_in(make_user())
    form = {"once": uuid.uuid4(), "name": "Zeist", "kind": "municipality", "website": "www.zeist.nl", "domain": ""}
    page = client.post("/meedoen/organisatie-voorstellen/", form)
    assert page.status_code == 422
    assert "Het is een andere organisatie dan deze" in text(page)
    for _ in range(2):
        client.post("/meedoen/organisatie-voorstellen/", {**form, "sure": "on"})
    assert Proposal.objects.get().website == "https://www.zeist.nl"
    assert Organisation.objects.count() == 1


def test_the_page_about_roles_is_made_from_the_code_in_both_languages() -> None:
    assert "collega’s uitnodigen" in text(Client().get("/rollen/"))
    assert "invite colleagues" in text(Client().get("/en/rollen/"))


@pytest.mark.parametrize("many", [1, 3])
def test_the_page_that_asks_where_one_works_takes_as_many_queries_for_more(
    many: int, django_assert_num_queries: Any
) -> None:
    for number in range(many):
        make_organisation(name=f"Gemeente Ver {number}", domain=f"{'a.' * number}ver.nl")
    client = signed_in(somebody(f"noor@{'a.' * many}ver.nl"))
    client.get("/meedoen/")
    with django_assert_num_queries(15):
        client.get("/meedoen/?q=ver")
