"""Who guesses gets nowhere, and learns nothing: a thousand guesses, and whether an address exists."""

import math
import os
import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest
from django.contrib.auth.hashers import MD5PasswordHasher
from django.core import mail
from django.test import Client

from olievlek.accounts import actions, codes, guessing
from olievlek.accounts.models import SHORT, MailedCode, User
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
    "another address of one /64": (1, "2001:db8:77:1::{0:x}:{1:x}"),
    "another address of one 6to4 network": (1, "2002:cb00:7109:{0:x}::{1:x}"),
    "one address in many ways": (1, "::ffff:203.0.113.9"),
}
# With many networks there is a budget of the account: from so many of them as there are guesses.
NETWORKS = "2001:db8:{0:x}:{1:x}::1"
EVEN_CHANCE = math.log(2)


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


def compared_codes(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The codes that were compared with what was typed; none is right."""
    compared: list[str] = []

    def compare(known: str, _typed: str) -> bool:
        compared.append(known)
        return False

    monkeypatch.setattr(codes, "constant_time_compare", compare)
    return compared


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
    compared = compared_codes(monkeypatch)
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


@pytest.mark.parametrize("control", [False, True], ids=["as it is", "control: without the budget of an account"])
def test_who_has_many_networks_needs_longer_than_a_life(
    control: bool, monkeypatch: pytest.MonkeyPatch, settings: Any
) -> None:
    """One account, each guess from a network of its own, a code asked anew each time. A wrong code is never right."""
    settings.OLIEVLEK_PROXIES = 1
    make_user(email=NOOR)
    if control:
        monkeypatch.setattr(guessing, "CODE", replace(guessing.CODE, account=10**9))
    compared = compared_codes(monkeypatch)
    for number in range(GUESSES):
        client, here = Client(), {"X-Forwarded-For": NETWORKS.format(number // 250, number % 250)}
        client.post("/inloggen/mail/", {"email": NOOR}, headers=here)
        codes.send_asked()
        client.post("/inloggen/code/", {"code": f"{number:08}"}, headers=here)
    if control:
        assert len(compared) == GUESSES, "without the budget every guess is compared: the sweep can fail"
        return
    assert len(compared) == min(GUESSES, guessing.CODE.account)
    hours = EVEN_CHANCE * 10**SHORT / guessing.CODE.account * 24
    with_digest = MailedCode.objects.exclude(digest="").count()
    numbers = {"guesses": GUESSES, "compared": len(compared), "digests": with_digest, "mails": len(mail.outbox)}
    say("one account guessed from {guesses} networks: {compared} codes compared, {digests} codes can open something, "
        "{mails} mails left; an even chance takes {max_hours:.0f} hours (before: 6.9)",
        **numbers, max_hours=hours)  # fmt: skip
    assert with_digest == len(mail.outbox) <= 12


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
