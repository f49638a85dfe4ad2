"""How one comes in: several addresses, devices, and showing once more that it is you."""

import re
from typing import Any

import pytest
from django.core import mail
from django.test import Client

from olievlek.accounts import actions, codes
from olievlek.accounts.addresses import verified
from olievlek.accounts.models import Address, Device, User
from olievlek.timeline.models import Entry
from tests.factories.accounts import make_user, sign_in

pytestmark = pytest.mark.django_db
GOOD = "een lang wachtwoord"


def digits() -> str:
    codes.send_asked()
    found = re.search(r"\b\d{4} \d{4}\b", str(mail.outbox[-1].body))
    assert found
    return found[0]


def events(user: User) -> list[str]:
    return [entry.event for entry in Entry.objects.about(user)]


def test_a_second_address_is_hers_once_she_types_the_code_that_came_there() -> None:
    user = make_user(email="noor@zeist.example")
    client = sign_in(user)
    client.post("/account/adressen/", {"email": "Noor@Stichting.example"})
    assert verified(user) == []
    code = digits()
    assert mail.outbox[-1].to == ["noor@stichting.example"]
    assert client.post("/account/adressen/code/", {"code": code})["Location"] == "/account/toegang/"
    assert verified(user) == ["noor@stichting.example"]
    assert events(user) == ["person.address_verified"]
    assert Client().post("/inloggen/", {"email": "noor@stichting.example", "password": GOOD}).status_code == 302


@pytest.mark.both
def test_an_address_of_somebody_else_is_refused_but_only_to_who_can_read_its_mail() -> None:
    make_user(email="sam@zeist.example")
    user = make_user(email="noor@zeist.example")
    client = sign_in(user)
    answer = client.post("/account/adressen/", {"email": "sam@zeist.example"})
    assert answer["Location"] == "/account/adressen/code/"
    page = client.post("/account/adressen/code/", {"code": digits()})
    assert page.status_code == 422
    assert "ander account" in page.content.decode()
    assert not Address.objects.exists()


def test_mail_goes_to_the_address_she_chooses_and_the_other_may_go() -> None:
    user = make_user(email="noor@zeist.example")
    client = sign_in(user)
    for email in ("noor@zeist.example", "noor@stichting.example"):
        codes.prove(user, email)
    old, new = Address.objects.order_by("pk")
    client.post(f"/account/adressen/{old.pk}/weg/")
    assert len(verified(user)) == 2, "the one that mail goes to stays"
    for _twice in range(2):
        client.post(f"/account/adressen/{new.pk}/eerst/")
        client.post(f"/account/adressen/{old.pk}/weg/")
    user.refresh_from_db()
    assert (user.email, verified(user)) == ("noor@stichting.example", ["noor@stichting.example"])
    assert events(user)[:2] == ["person.address_removed", "person.details_changed"]


def test_nobody_touches_an_address_a_device_or_a_key_of_another() -> None:
    owner, other = make_user(), make_user()
    codes.prove(owner, "one@zeist.example")
    codes.prove(owner, "two@zeist.example")
    sign_in(owner)
    client = sign_in(other)
    address, device = Address.objects.order_by("pk")[1], Device.objects.get(user=owner)
    assert client.post(f"/account/adressen/{address.pk}/eerst/").status_code == 404
    client.post(f"/account/adressen/{address.pk}/weg/")
    client.post(f"/account/apparaten/{device.pk}/weg/")
    assert len(verified(owner)) == 2
    assert Device.objects.filter(user=owner).exists()


@pytest.mark.both
def test_she_sees_her_devices_and_ends_one_at_once() -> None:
    user = make_user()
    phone, laptop = sign_in(user), sign_in(user)
    page = laptop.get("/account/toegang/").content.decode()
    assert page.count("/account/apparaten/") == 1
    other = Device.objects.exclude(session_key=laptop.session.session_key).get()
    for _twice in range(2):
        laptop.post(f"/account/apparaten/{other.pk}/weg/")
    assert phone.get("/account/").status_code == 302
    assert laptop.get("/account/").status_code == 200


@pytest.mark.both
def test_the_list_of_devices_costs_as_many_queries_with_one_as_with_three(django_assert_num_queries: Any) -> None:
    for many in (1, 3):
        user = make_user()
        clients = [sign_in(user) for _ in range(many)]
        for number in range(many):
            codes.prove(user, f"{user.pk}.{number}@zeist.example")
        with django_assert_num_queries(10):
            clients[0].get("/account/toegang/")


def test_changing_how_to_come_in_asks_once_more_who_it_is() -> None:
    user, client = make_user(email="noor@zeist.example"), Client()
    client.force_login(user)  # a session from before, such as an open laptop
    for path in ("adressen/", "toegangssleutels/begin/", "tweede-stap/begin/", "tweede-stap/stoppen/"):
        answer = client.post(f"/account/{path}", {"email": "evil@zeist.example"})
        assert answer["Location"] == "/account/bevestigen/?next=%2Faccount%2Ftoegang%2F"
    assert client.post("/account/bevestigen/wachtwoord/", {"password": "guess"}).status_code == 422
    answer = client.post("/account/bevestigen/wachtwoord/", {"password": GOOD, "next": "/account/toegang/"})
    assert answer["Location"] == "/account/toegang/"
    assert client.post("/account/tweede-stap/begin/")["Location"] == "/account/tweede-stap/"


def test_a_code_by_mail_shows_it_too_and_a_code_of_another_does_not() -> None:
    user, client = make_user(email="noor@zeist.example", password=None), Client()
    client.force_login(user)
    assert 'name="password"' not in client.get("/account/bevestigen/").content.decode()
    client.post("/account/bevestigen/mail/")
    code = digits()
    stranger = Client()
    stranger.force_login(make_user())
    session = stranger.session
    session["accounts.confirmed"] = client.session["accounts.confirmed"]
    session.save()
    assert stranger.post("/account/bevestigen/code/", {"code": code}).status_code == 422
    client.post("/account/bevestigen/mail/")
    assert client.post("/account/bevestigen/code/", {"code": digits()})["Location"] == "/account/toegang/"


def test_a_change_of_password_keeps_this_device_on_the_list() -> None:
    user = make_user()
    client = sign_in(user)
    client.post("/account/wachtwoord/", {"current": GOOD, "password": "paard batterij nietje juist"})
    assert client.get("/account/toegang/").content.decode().count("dit apparaat") == 1


def test_the_end_of_an_account_ends_its_devices() -> None:
    user = make_user()
    client = sign_in(user)
    actions.end(user, by=None)
    assert not Device.objects.exists()
    assert client.get("/account/").status_code == 302
