"""Who guesses gets nowhere, and learns nothing: a thousand guesses, and whether an address exists."""

import os
import re
from collections.abc import Iterator
from typing import Any

import pytest
from django.contrib.auth.hashers import MD5PasswordHasher
from django.core import mail
from django.test import Client

from olievlek.accounts import actions, codes
from olievlek.accounts.models import User
from olievlek.core.models import Hit
from tests.factories.accounts import make_user, sign_in
from tests.factories.organisations import make_membership
from tests.figures import say

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
GUESSES = int(os.environ.get("OLIEVLEK_GUESSES", "30"))
NOOR = "noor@zeist.example"
# How somebody could seem to come from elsewhere each time; the number is how many proxies we have.
FORGED = {
    "plain": (0, ""),
    "forged header without a proxy": (0, "10.{0}.{1}.1"),
    "forged header before our proxy": (1, "10.{0}.{1}.1, 203.0.113.9"),
    "many forged headers before our proxy": (1, "1.1.1.1, 2.2.2.2, 10.{0}.{1}.1, 203.0.113.9"),
}


@pytest.fixture
def hashed(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Each time the password hasher works."""
    worked: list[str] = []
    encode = MD5PasswordHasher.encode

    def counted(self: MD5PasswordHasher, password: str, salt: str) -> str:
        worked.append(password)
        return encode(self, password, salt)

    monkeypatch.setattr(MD5PasswordHasher, "encode", counted)
    return worked


def headers(way: str, number: int) -> dict[str, str]:
    forged = FORGED[way][1].format(number // 250, number % 250)
    return {"X-Forwarded-For": forged} if forged else {}


@pytest.mark.parametrize("way", FORGED)
@pytest.mark.parametrize("names", [1, 40], ids=["one name", "many names"])
def test_of_a_thousand_guesses_ten_reach_the_hasher(way: str, names: int, hashed: list[str], settings: Any) -> None:
    settings.OLIEVLEK_PROXIES = FORGED[way][0]
    people = [make_user(email=f"name{number}@zeist.example", password=None) for number in range(names)]
    hashed.clear()
    for number in range(GUESSES):
        typed = {"email": people[number % names].email, "password": f"guess {number}"}
        answer = Client().post("/inloggen/", typed, headers=headers(way, number))
    say("{guesses} passwords guessed, at most {max_reached} of a series reach the hasher",
        guesses=GUESSES, max_reached=len(hashed))  # fmt: skip
    assert 0 < len(hashed) <= 10
    assert answer.status_code == 429


@pytest.mark.parametrize("way", FORGED)
def test_of_a_thousand_guessed_codes_ten_are_compared(way: str, monkeypatch: pytest.MonkeyPatch, settings: Any) -> None:
    settings.OLIEVLEK_PROXIES = FORGED[way][0]
    compared: list[str] = []
    monkeypatch.setattr(codes, "constant_time_compare", lambda known, _typed: bool(compared.append(known)))
    clients = []
    for number in range(20):
        clients.append(Client())
        clients[-1].post("/inloggen/mail/", {"email": f"p{number}@zeist.example"}, REMOTE_ADDR=f"198.51.100.{number}")
    codes.send_asked()
    for number in range(GUESSES):
        clients[number % 20].post("/inloggen/code/", {"code": f"{number:08}"}, headers=headers(way, number))
    say("{guesses} codes guessed, at most {max_reached} of a series are compared",
        guesses=GUESSES, max_reached=len(compared))  # fmt: skip
    assert 0 < len(compared) <= 10


def everybody() -> Iterator[str]:
    """A known address, an unknown one, one without a password, one whose account ended, and a second address."""
    user = make_user(email=NOOR)
    codes.prove(user, "tweede@zeist.example")
    make_user(email="nopassword@zeist.example", password=None)
    actions.end(make_user(email="ended@zeist.example"), by=None)
    yield from (NOOR, "unknown@zeist.example", "nopassword@zeist.example", "ended@zeist.example")
    yield "tweede@zeist.example"


def plain(answer: Any, *typed: str) -> tuple[Any, ...]:
    """Status, headers and bytes, without what is drawn anew each time and what was typed."""
    text = re.sub(r'name="(?:csrfmiddlewaretoken|once)" value="[^"]*"', "", answer.content.decode())
    for word in typed:
        text = text.replace(word, "")
    kept = {name: value for name, value in answer.headers.items() if name not in {"Content-Length", "Date", "Expires"}}
    return answer.status_code, tuple(sorted(kept.items())), sorted(answer.cookies), text


def test_wrong_unknown_passwordless_and_ended_look_and_cost_the_same(hashed: list[str]) -> None:
    found = set()
    for email in list(everybody()):
        hashed.clear()
        answer = Client().post("/inloggen/", {"email": email, "password": "not this one"})
        found.add((len(hashed), str(plain(answer, email))))
    say("{kinds} kinds of account, {answers} answer to a wrong password", kinds=5, answers=len(found))
    assert len(found) == 1
    assert found.pop()[0] == 1


def test_the_door_asks_a_code_of_everybody_alike() -> None:
    found = set()
    for email in list(everybody()):
        client = Client()
        asked = client.post("/inloggen/mail/", {"email": email})
        page = client.get("/inloggen/code/")
        wrong = client.post("/inloggen/code/", {"code": "1"})
        found.add(str([plain(one, email) for one in (asked, page, wrong)]))
    say("{kinds} kinds of account, {answers} answer at the door of new people", kinds=5, answers=len(found))
    assert len(found) == 1


def test_who_adds_an_address_or_invites_one_does_not_learn_whose_it_is() -> None:
    head = make_membership(coordinator=True).user
    addresses = list(everybody())
    added, invited = set(), set()
    for email in addresses:
        Hit.objects.all().delete()
        client = sign_in(head)
        added.add(str(plain(client.post("/account/adressen/", {"email": email}), email)))
        added.add(str(plain(client.post("/account/adressen/", {"email": f"x{email}"}), f"x{email}")))
        answer = client.post("/mijn-organisatie/uitnodigen/", {"email": email, "role": "member"})
        invited.add(str(plain(answer, email)))
    assert len(added) == 1
    assert len(invited) == 1


def test_an_address_to_choose_a_password_says_nothing_when_it_works_no_more() -> None:
    used = actions.issue(make_user(email=NOOR), actions.Purpose.PASSWORD, lasts=actions.BY_MAIL)
    actions.choose_first_password(used, password="een lang wachtwoord")
    gone = actions.issue(
        ended := make_user(email="ended@zeist.example"), actions.Purpose.PASSWORD, lasts=actions.BY_MAIL
    )
    actions.end(ended, by=None)
    tokens = (used, gone, "made-up")
    found = {str(plain(Client().get(f"/wachtwoord/{token}/"), token)) for token in tokens}
    assert len(found) == 1
    assert mail.outbox == []
    assert User.objects.count() == 2
