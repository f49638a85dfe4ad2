"""Nobody locks out another: strangers who ask, who guess, and a thousand people behind one address."""

import os
import re

import pytest
from django.contrib.auth.hashers import MD5PasswordHasher
from django.core import mail
from django.test import Client

from olievlek.accounts import actions, codes, guessing
from olievlek.accounts.models import MailedCode, User
from tests.answers import is_in
from tests.factories.accounts import make_user, sign_in
from tests.figures import say

pytestmark = pytest.mark.django_db
NOOR, GOOD = "noor@zeist.example", "een lang wachtwoord"
PEOPLE = int(os.environ.get("OLIEVLEK_TOWN_HALL", "30"))


def ask(address: str, client: Client | None = None) -> Client:
    client = client or Client()
    client.defaults["REMOTE_ADDR"] = address
    assert client.post("/inloggen/mail/", {"email": NOOR}).status_code == 302
    codes.send_asked()
    return client


def newest_code(to: str = NOOR) -> str:
    codes.send_asked()
    body = str([one for one in mail.outbox if one.to == [to]][-1].body)
    found = re.search(r"code is (.+)\n", body) or re.search(r"\n([a-z0-9]{4}(?: [a-z0-9]{4})+)\n", body)
    assert found, body
    return found[1]


def type_it(client: Client, code: str) -> int:
    return client.post("/inloggen/code/", {"code": code}).status_code


def guess_codes(many: int, network: str = "2001:db8:{:x}::1") -> None:
    """Somebody who has many networks guesses the code of one account."""
    for number in range(many):
        client = ask(network.format(number))
        type_it(client, "00000000")


def come_in(client: Client) -> None:
    make_user(email=NOOR)
    assert client.post("/inloggen/", {"email": NOOR, "password": GOOD}).status_code == 302
    client.post("/uitloggen/")


def test_five_requests_of_a_stranger_and_the_owner_elsewhere_gets_mail_all_the_same() -> None:
    for _ in range(5):
        ask("192.0.2.1")
    before = len(mail.outbox)
    owner = ask("198.51.100.1")
    assert len(mail.outbox) == before + 1
    assert type_it(owner, newest_code()) == 302


def test_a_mailbox_that_strangers_filled_holds_a_code_that_works_here() -> None:
    for number in range(12):
        ask(f"192.0.2.{number}")
    sent = len(mail.outbox)
    owner = ask("198.51.100.1")
    assert len(mail.outbox) == sent
    assert "We stuurden nu niets" in owner.get("/inloggen/code/").content.decode()
    assert type_it(owner, newest_code()) == 302


BOX = "slachtoffer@gmail.com"
SAME_BOX = [f"slachtoffer+{number}@gmail.com" for number in range(20)]
SAME_BOX += ["s.lachtoffer@gmail.com", "slacht.offer@googlemail.com", "sl.achtoffer+x@googlemail.com"]


def mails_of(many: list[str], *, networks: int) -> int:
    """How many mails leave when somebody asks a code for each of these addresses."""
    before = len(mail.outbox)
    for number, address in enumerate(many):
        client = Client(REMOTE_ADDR=f"2001:db8:{number % networks:x}::1")
        assert client.post("/inloggen/mail/", {"email": address}).status_code == 302
        codes.send_asked()
    return len(mail.outbox) - before


@pytest.mark.parametrize(("networks", "most"), [(1, 6), (1000, 26)])
def test_a_mailbox_is_not_flooded_through_its_other_addresses(networks: int, most: int) -> None:
    assert mails_of(SAME_BOX * 2, networks=networks) <= most


def test_after_such_a_flood_the_bare_address_and_other_mailboxes_get_their_code() -> None:
    mails_of(SAME_BOX * 2, networks=1)
    assert mails_of([BOX, "ander@gmail.com", "slachtoffer@zeist.example"], networks=1) == 3


def test_many_accounts_mail_an_address_of_another_no_more_than_one_account_may() -> None:
    before = len(mail.outbox)
    for number in range(6):
        client = sign_in(make_user(email=f"wegwerp{number}@post.example"))
        for _again in range(3):
            client.post("/account/adressen/", {"email": NOOR})
            codes.send_asked()
    assert len(mail.outbox) - before <= 3


def test_what_is_told_about_mail_is_the_same_for_who_exists_and_who_does_not() -> None:
    make_user(email=NOOR)
    pages = set()
    for email in (NOOR, "unknown@zeist.example"):
        for number in range(9):
            client = Client(REMOTE_ADDR=f"192.0.2.{number}")
            client.post("/inloggen/mail/", {"email": email})
            codes.send_asked()
        page = client.get("/inloggen/code/").content.decode().replace(email, "")
        pages.add(re.sub(r'name="csrfmiddlewaretoken" value="[^"]+"', "", page))
    assert len(pages) == 1
    assert "We stuurden nu niets" in pages.pop()


def test_a_browser_of_the_owner_has_mails_of_its_own() -> None:
    mine = Client()
    come_in(mine)
    for number in range(12):
        ask(f"192.0.2.{number}")
    sent = len(mail.outbox)
    ask("192.0.2.1", mine)
    assert len(mail.outbox) == sent + 1
    assert type_it(mine, newest_code()) == 302


@pytest.mark.both
def test_after_twenty_wrong_codes_from_anywhere_the_next_mail_holds_a_longer_code() -> None:
    mine = Client()
    come_in(mine)
    waiting = ask("198.51.100.7")
    short = newest_code()
    guess_codes(guessing.CODE.account)
    assert type_it(waiting, short) == 422, "a short code of an account that is guessed opens nothing elsewhere"
    ask("198.51.100.7", waiting)
    page = waiting.get("/inloggen/code/").content.decode()
    assert "langere code" in page
    assert 'inputmode="numeric"' not in page
    long = newest_code()
    assert len(long.replace(" ", "")) == 16
    assert type_it(waiting, long.upper()) == 302
    ask("203.0.113.5", mine)
    assert len(newest_code().replace(" ", "")) == 8, "the owner's browser keeps the short one"
    assert type_it(mine, newest_code()) == 302


def test_wrong_longer_codes_and_codes_of_another_length_use_nothing_up() -> None:
    make_user(email=NOOR)
    guess_codes(guessing.CODE.account)
    owner = ask("198.51.100.7")
    for typed in ("12345678", "abcd", "00000000"):
        type_it(owner, typed)
    assert type_it(owner, newest_code()) == 302


def test_a_cookie_of_another_or_of_before_signing_out_everywhere_gives_no_share() -> None:
    mine, other = Client(), Client()
    come_in(mine)
    make_user(email="other@zeist.example")
    other.post("/inloggen/", {"email": "other@zeist.example", "password": GOOD})
    other.post("/uitloggen/")
    forged = Client()
    forged.cookies["olievlek_known"] = mine.cookies["olievlek_known"].value[:-2] + "xx"
    actions.sign_out_everywhere(User.objects.get(email=NOOR), by=User.objects.get(email=NOOR))
    guess_codes(guessing.CODE.account)
    for client in (mine, other, forged):
        ask("203.0.113.5", client)
        assert MailedCode.objects.order_by("-pk")[0].is_long


def test_ten_wrong_passwords_of_one_colleague_do_not_keep_another_out() -> None:
    make_user(email=NOOR)
    make_user(email="sam@zeist.example")
    for number in range(10):
        Client().post("/inloggen/", {"email": "sam@zeist.example", "password": f"wrong {number}"})
    owner = Client()
    assert owner.post("/inloggen/", {"email": NOOR, "password": GOOD}).status_code == 302
    assert is_in(owner)


def test_a_name_guessed_from_everywhere_is_sent_to_its_mail_and_not_locked() -> None:
    mine = Client()
    come_in(mine)
    for number in range(guessing.PASSWORD.account):
        Client(REMOTE_ADDR=f"2001:db8:{number:x}::1").post("/inloggen/", {"email": NOOR, "password": "wrong"})
    elsewhere = Client(REMOTE_ADDR="203.0.113.9")
    answer = elsewhere.post("/inloggen/", {"email": NOOR, "password": GOOD})
    assert answer.status_code == 429
    assert "Laat een code mailen" in answer.content.decode()
    ask("203.0.113.9", elsewhere)
    assert type_it(elsewhere, newest_code()) == 302
    assert mine.post("/inloggen/", {"email": NOOR, "password": GOOD}).status_code == 302


@pytest.mark.slow
def test_a_town_hall_behind_one_address_comes_in_while_somebody_there_guesses(monkeypatch: pytest.MonkeyPatch) -> None:
    """Each with a typing error first; half by password, half by a code. The attacker tries before each of them."""
    people = [make_user(email=f"p{number}@zeist.example") for number in range(PEOPLE)]
    reached: list[str] = []
    encode = MD5PasswordHasher.encode

    def counted(self: MD5PasswordHasher, password: str, salt: str) -> str:
        reached.append(password)
        return encode(self, password, salt)

    monkeypatch.setattr(MD5PasswordHasher, "encode", counted)
    came_in = 0
    for number, user in enumerate(people):
        Client().post("/inloggen/", {"email": user.email, "password": f"attack {number}"})
        client = Client()
        if number % 2:
            client.post("/inloggen/", {"email": user.email, "password": "typing error"})
            client.post("/inloggen/", {"email": user.email, "password": GOOD})
        if client.get("/account/").status_code != 200:
            client.post("/inloggen/mail/", {"email": user.email})
            right = newest_code(user.email)
            type_it(client, right[:-1] + str((int(right[-1]) + 1) % 10))
            type_it(client, right)
        came_in += client.get("/account/").status_code == 200
    guessed = len([one for one in reached if one.startswith("attack")])
    say("{people} people behind one address sign in within an hour, {came_in} come in; "
        "of {guesses} guesses from there {max_reached} reach the hasher",
        people=PEOPLE, came_in=came_in, guesses=PEOPLE, max_reached=guessed)  # fmt: skip
    assert came_in == PEOPLE
    assert guessed <= 10
