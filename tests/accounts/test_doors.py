"""Every door that changes a way in asks a fresh proof; the addresses of before hear of it and can undo it."""

import re
import time
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount
from django.core import mail
from django.db.models import Model
from django.test import Client
from django.urls import URLPattern, get_resolver

from olievlek.accounts import actions, changes, codes, entering, forgetting, oidc, strong
from olievlek.accounts.addresses import verified
from olievlek.accounts.models import AccessChange, Address, User
from olievlek.core.models import OutgoingMail
from olievlek.timeline.models import Entry
from tests.accounts.soft_key import SoftKey
from tests.accounts.test_strong import make_passkey, with_second_step
from tests.factories.accounts import make_user, prove, sign_in
from tests.figures import say

pytestmark = pytest.mark.django_db
NOOR, GOOD = "noor@zeist.example", "een lang wachtwoord"
# What may be sent without a fresh proof, and why.
FREE = {
    "account": "only looks",
    "access": "only looks",
    "my_data": "only looks",
    "change_details": "name and language let nobody in",
    "change_profile": "what one tells lets nobody in",
    "welcome": "the name of who is new",
    "confirm": "only looks",
    "confirm_mail": "gives the proof",
    "confirm_code": "gives the proof",
    "confirm_password": "gives the proof",
    "device_end": "takes a way in away that can be had again",
    "sign_out_everywhere": "takes ways in away that can be had again",
}


def doors() -> dict[str, str]:
    """Every address under /account/ by its name, with numbers filled in."""
    found: dict[str, str] = {}
    for part in get_resolver().url_patterns:
        for room in getattr(part, "url_patterns", []):
            for one in getattr(room, "url_patterns", [room]):
                if isinstance(one, URLPattern) and (path := str(one.pattern)).startswith("account/"):
                    found[str(one.name)] = "/" + re.sub(r"<int:pk>", "1", path)
    return found


def aged(user: User) -> Client:
    """A session from two hours ago, such as an open laptop."""
    client = sign_in(user)
    session = client.session
    session["accounts.proved_at"] = int(time.time()) - 7200
    session[oidc.WAITING] = {"provider": "zeist", "uid": "1", "name": "Zeist", "at": int(time.time())}
    session.save()
    return client


def ask_each(client: Client) -> dict[str, Any]:
    """What each door answers to what is sent there; the download to who looks."""
    typed = {"password": "paard batterij nietje juist", "email": "mallory@evil.example", "code": "12345678"}
    answers = {name: client.post(path, typed) for name, path in doors().items() if name not in FREE}
    return answers | {"my_data_file": client.get(doors()["my_data_file"])}


def unguarded(answers: dict[str, Any]) -> list[str]:
    return [
        name for name, one in answers.items() if not one.get("Location", "").startswith("/account/bevestigen/?next=")
    ]


def state(user: User) -> str:
    row = User.objects.filter(pk=user.pk).values("email", "password", "ended_at").get()
    tables: tuple[type[Model], ...] = (Address, Authenticator, SocialAccount, AccessChange)
    return str([row, *(list(table._default_manager.order_by("pk").values()) for table in tables)])


def test_no_door_under_account_opens_to_an_aged_session(monkeypatch: pytest.MonkeyPatch) -> None:
    user = make_user(email=NOOR, password=GOOD)
    codes.prove(user, NOOR)
    client, before = aged(user), state(user)
    answers = ask_each(client)
    left = unguarded(answers)
    say("{doors} doors that change a way in, {open} open to an aged session", doors=len(answers), open=len(left))
    assert (left, state(user)) == ([], before)
    assert len(answers) >= 14
    monkeypatch.setattr(entering, "is_proved", lambda _request: True)
    assert len(unguarded(ask_each(aged(user)))) > 5, "without the guard the sweep sees open doors"


def test_every_exception_exists_and_changes_no_way_in() -> None:
    assert set(FREE) <= set(doors())
    user = make_user(email=NOOR)
    client = aged(user)
    before = state(user)
    for name in FREE:
        if name != "sign_out_everywhere":
            client.post(doors()[name], {"name": "Noor", "language": "nl"})
    assert state(user) == before


def test_after_the_proof_the_way_goes_on_to_what_was_asked() -> None:
    for path in ("/account/stoppen/", "/account/koppelen/"):
        client = aged(make_user())
        where = client.post(path)["Location"]
        assert client.get(where).status_code == 200
        next_page = re.sub(".*next=", "", where).replace("%2F", "/")
        assert client.post("/account/bevestigen/wachtwoord/", {"password": GOOD, "next": next_page})["Location"] == path
    client = aged(make_user())
    assert client.get("/account/meenemen/gegevens.json")["Location"].endswith("next=%2Faccount%2Fmeenemen%2F")


def letters(to: str) -> list[OutgoingMail]:
    return list(OutgoingMail.objects.filter(to=to).order_by("pk"))


def undo_path(letter: OutgoingMail) -> str:
    found = re.search(r"http://\S+?(/terugdraaien/\S+/)", letter.body)
    assert found, letter.body
    return found[1]


def everything_changes(user: User, client: Client) -> int:
    """All ways in are changed, one after another, by somebody who gave the proof; returns how many changes."""
    client.post("/account/wachtwoord/", {"current": GOOD, "password": "paard batterij nietje juist"})
    codes.prove(user, "mallory@evil.example")
    actions.make_primary(user, email="mallory@evil.example", by=user)
    actions.remove_address(user, email=NOOR, by=user)
    client.post("/account/tweede-stap/stoppen/")
    row = strong.passkeys(user).get()
    client.post(f"/account/toegangssleutels/{row.pk}/weg/")
    oidc.link(user, provider="zeist", uid="evil", by=user)
    with_second_step(user, client)
    return 8


@pytest.fixture
def owner() -> User:
    user = make_user(email=NOOR)
    codes.prove(user, NOOR)
    codes.prove(user, "second@zeist.example")
    oidc.link(user, provider="zeist", uid="mine", by=user)
    make_passkey(user, SoftKey())
    with_second_step(user)
    OutgoingMail.objects.all().delete()
    AccessChange.objects.all().delete()
    return user


def ways(user: User) -> tuple[Any, ...]:
    keys = Authenticator.objects.filter(user=user).order_by("type").values_list("type", "data")
    linked = SocialAccount.objects.filter(user=user).values_list("uid", flat=True)
    return User.objects.get(pk=user.pk).email, sorted(verified(user)), list(keys), sorted(linked)


@pytest.mark.both
def test_earlier_addresses_hear_of_each_change_and_the_oldest_link_undoes_all(owner: User) -> None:
    before = ways(owner)
    thief = Client()
    thief.force_login(owner)
    prove(thief)
    many = everything_changes(owner, thief)
    assert ways(owner) != before
    heard = letters("second@zeist.example")
    assert len(heard) == many
    assert len({one.body.splitlines()[2] for one in heard}) == many, "each says what changed"
    path = undo_path(letters(NOOR)[0])
    page = Client().get(path)
    assert page.status_code == 200
    assert ways(owner) != before, "looking undoes nothing"
    assert Client().post(path)["Location"] == "/inloggen/"
    assert ways(owner) == before
    owner.refresh_from_db()
    assert not owner.has_usable_password()
    assert thief.get("/account/").status_code == 302
    assert {Client().post(undo_path(one)).status_code for one in letters(NOOR)} == {404}, "all of later are closed"
    assert "person.change_undone" in [one.event for one in Entry.objects.about(owner)]


@pytest.mark.both
def test_a_link_that_undoes_ends_after_a_week_and_takes_nothing_of_another(owner: User) -> None:
    actions.remove_address(owner, email="second@zeist.example", by=owner)
    other = make_user(email="second@zeist.example")
    codes.prove(other, "second@zeist.example")
    path = undo_path(letters(NOOR)[0])
    AccessChange.objects.update(expires_at="2020-01-01T00:00:00Z")
    assert Client().post(path).status_code == 404
    AccessChange.objects.update(expires_at="2099-01-01T00:00:00Z")
    assert Client().post(path).status_code == 302
    assert verified(other) == ["second@zeist.example"]
    assert verified(owner) == [NOOR]
    AccessChange.objects.update(expires_at="2020-01-01T00:00:00Z")
    forgetting.forget_old()
    assert not AccessChange.objects.exists()


def test_a_new_password_does_not_close_the_link_that_undoes(owner: User) -> None:
    actions.choose_password(owner, password="paard batterij nietje juist", by=owner)
    actions.choose_password(owner, password="nog een ander wachtwoord", by=owner)
    assert changes.find_open(undo_path(letters(NOOR)[0]).split("/")[-2])


def test_who_ends_an_account_is_told_where_it_was_read(owner: User, django_capture_on_commit_callbacks: Any) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        actions.end(owner, by=owner)
    told = [one.to[0] for one in mail.outbox if "beëindigd" in one.subject or "gestopt" in one.subject]
    assert sorted(told) == [NOOR, "second@zeist.example"]
    assert not OutgoingMail.objects.exists()
    assert not AccessChange.objects.exists()


def test_a_stolen_session_does_not_become_the_account(owner: User) -> None:
    strong.stop_second_step(owner, by=owner)
    client = aged(owner)
    User.objects.filter(pk=owner.pk).update(password="!")
    client.force_login(User.objects.get(pk=owner.pk))
    client.post("/account/wachtwoord/", {"password": "paard batterij nietje juist"})
    assert not User.objects.get(pk=owner.pk).has_usable_password()
