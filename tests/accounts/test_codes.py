"""Coming in with a code by mail: the one door for new and known."""

import re
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.core import mail
from django.test import Client
from django.utils import timezone

from olievlek.accounts import actions, codes, forgetting
from olievlek.accounts.addresses import verified
from olievlek.accounts.models import Address, Device, MailedCode, User
from olievlek.core.models import Hit
from olievlek.timeline.models import Entry
from tests.factories.accounts import make_user

pytestmark = pytest.mark.django_db
NOOR = "noor@zeist.example"


def ask(client: Client, email: str = NOOR, **more: Any) -> Any:
    return client.post("/inloggen/mail/", {"email": email}, **more)


def digits() -> str:
    """What the newest mail says, as somebody would type it over."""
    codes.send_asked()
    found = re.search(r"\b\d{4} \d{4}\b", str(mail.outbox[-1].body))
    assert found
    return found[0]


def is_in(client: Client) -> bool:
    return client.get("/account/").status_code == 200


@pytest.mark.both
def test_who_is_new_gets_an_account_with_her_first_code_and_says_her_name(client: Client) -> None:
    assert ask(client, "Noor@Zeist.example")["Location"] == "/inloggen/code/"
    assert not User.objects.exists()
    assert NOOR in client.get("/inloggen/code/").content.decode()
    assert client.post("/inloggen/code/", {"code": digits()})["Location"] == "/account/welkom/"
    user = User.objects.get()
    assert (user.email, verified(user), user.has_usable_password()) == (NOOR, [NOOR], False)
    assert client.post("/account/welkom/", {"name": "Noor Bos"})["Location"] == "/werkplek/"
    user.refresh_from_db()
    assert user.name == "Noor Bos"


@pytest.mark.both
def test_who_is_known_comes_in_as_herself_and_where_she_wanted(client: Client) -> None:
    user = make_user(email=NOOR)
    client.post("/inloggen/mail/", {"email": NOOR, "next": "/account/toegang/"})
    answer = client.post("/inloggen/code/", {"code": digits(), "next": "/account/toegang/"})
    assert answer["Location"] == "/account/toegang/"
    assert is_in(client)
    assert list(User.objects.all()) == [user]


def test_proving_an_address_is_recorded_once_and_the_row_does_not_say_which() -> None:
    user = make_user(email=NOOR)
    for _twice in range(2):
        client = Client()
        ask(client)
        client.post("/inloggen/code/", {"code": digits()})
    entry = Entry.objects.get(event="person.address_verified")
    assert (entry.about_id, entry.by, entry.details) == (user.pk, user, {})
    assert Address.objects.get().email == NOOR


@pytest.mark.both
def test_a_code_works_once_and_only_where_it_was_asked(client: Client) -> None:
    ask(client)
    code = digits()
    other = Client()
    assert other.post("/inloggen/code/", {"code": code})["Location"] == "/inloggen/"
    assert client.post("/inloggen/code/", {"code": code}).status_code == 302
    ask(other)
    assert other.post("/inloggen/code/", {"code": code}).status_code == 422
    assert codes.sign_in(str(MailedCode.objects.order_by("pk")[0].reference), code) is None


@pytest.mark.parametrize("typed", ["00000000", "abc", "", "１２３４５６７８", "0" * 50])
def test_what_is_no_code_says_so_and_lets_nobody_in(client: Client, typed: str) -> None:
    ask(client)
    codes.send_asked()
    MailedCode.objects.update(digest=codes._digest(MailedCode.objects.get().drawn, "12345678"))
    assert client.post("/inloggen/code/", {"code": typed}).status_code == 422
    assert not is_in(client)


def test_after_five_wrong_tries_the_right_code_opens_nothing(client: Client) -> None:
    ask(client)
    code = digits()
    wrong = "11111111" if code != "1111 1111" else "22222222"
    pages = {client.post("/inloggen/code/", {"code": wrong}).status_code for _ in range(5)}
    assert pages == {422}
    assert client.post("/inloggen/code/", {"code": code}).status_code == 422
    assert not is_in(client)


def test_guessing_from_one_address_stops_after_ten_tries_also_with_fresh_codes() -> None:
    looked: list[int] = []
    for number in range(20):
        client = Client()
        ask(client, f"name{number}@zeist.example")
        codes.send_asked()
        client.post("/inloggen/code/", {"code": "11111111"}, headers={"X-Forwarded-For": f"10.0.0.{number}"})
        looked.append(sum(MailedCode.objects.values_list("tries", flat=True)))
    assert looked[-1] == 10


def test_a_code_is_too_old_after_a_quarter_of_an_hour(client: Client) -> None:
    with time_machine.travel(timezone.now() - timedelta(minutes=16), tick=False):
        ask(client)
        code = digits()
    assert client.post("/inloggen/code/", {"code": code}).status_code == 422
    assert not is_in(client)


def test_the_digits_stand_in_no_table(client: Client) -> None:
    ask(client)
    code = digits()
    row = str(MailedCode.objects.values().get())
    assert code not in row
    assert code.replace(" ", "") not in row


def test_known_unknown_and_ended_look_and_cost_the_same(django_assert_num_queries: Any) -> None:
    make_user(email=NOOR)
    actions.end(make_user(email="ended@zeist.example"), by=None)
    pages = set()
    for email in (NOOR, "unknown@zeist.example", "ended@zeist.example"):
        client = Client()
        Hit.objects.all().delete()
        with django_assert_num_queries(29):
            ask(client, email)
        page = client.post("/inloggen/code/", {"code": "1"}).content.decode()
        pages.add(re.sub(r'name="csrfmiddlewaretoken" value="[^"]+"', "", page).replace(email, ""))
    assert len(pages) == 1


def test_the_mail_is_in_the_language_of_the_page(client: Client) -> None:
    for prefix, words in (("", "is je code voor Olievlek"), ("/en", "is your code for Olievlek")):
        client.post(f"{prefix}/inloggen/mail/", {"email": NOOR})
        digits()
        assert words in mail.outbox[-1].subject
        assert mail.outbox[-1].to == [NOOR]


def test_nobody_fills_a_mailbox_by_asking_again_and_again() -> None:
    for number in range(40):
        assert ask(Client(REMOTE_ADDR=f"192.0.2.{number // 10}")).status_code == 302
        codes.send_asked()
    assert len(mail.outbox) == 6
    assert len({one.subject for one in mail.outbox}) == 1, "the open code once more, not another"
    with time_machine.travel(timezone.now() + timedelta(minutes=16), tick=False):
        ask(Client())
        codes.send_asked()
    assert len(mail.outbox) == 7


def test_demo_people_get_no_mail_where_they_may_not_be(settings: Any) -> None:
    make_user(email="lid-a@demo.test")
    ask(Client(), "lid-a@demo.test")
    ask(Client(), "new@demo.test")
    settings.ON_LOOPBACK = False
    assert codes.send_asked() == 0
    assert mail.outbox == []


def test_a_mail_server_that_is_down_loses_nothing_and_fails_no_request(client: Client, settings: Any) -> None:
    settings.EMAIL_BACKEND, good = "tests.accounts.test_codes.Down", settings.EMAIL_BACKEND
    assert ask(client).status_code == 302
    assert [codes.send_asked() for _ in range(3)] == [0, 0, 0]
    settings.EMAIL_BACKEND = good
    assert [codes.send_asked() for _ in range(3)] == [1, 0, 0]
    assert len(mail.outbox) == 1


class Down:
    """A mail server that does not answer."""

    def __init__(self, *_args: object, **_kwargs: object) -> None:
        pass

    def send_messages(self, _messages: object) -> int:
        raise ConnectionRefusedError


def test_the_door_of_new_people_is_the_door_of_all(client: Client) -> None:
    assert client.get("/aanmelden/?next=/privacy/")["Location"] == "/inloggen/?next=%2Fprivacy%2F"
    page = client.get("/inloggen/").content.decode()
    assert page.index("Stuur mij een code") < page.index("Ik heb een wachtwoord")


@pytest.mark.both
def test_codes_go_after_a_day_and_unconfirmed_sign_ups_after_seven(client: Client) -> None:
    with time_machine.travel(timezone.now() - timedelta(days=8), tick=False):
        ask(client)
        unconfirmed = make_user(email="invited@zeist.example", password=None)
        came_in = make_user(email="came@zeist.example")
        other = Client()
        other.post("/inloggen/", {"email": "came@zeist.example", "password": "een lang wachtwoord"})
        moderator = actions.make_moderator("moderator@zeist.example")
    young = make_user(email="young@zeist.example", password=None)
    forgetting.forget_old()
    assert not MailedCode.objects.exists()
    assert not User.objects.filter(pk=unconfirmed.pk).exists()
    assert set(User.objects.all()) == {came_in, moderator, young}


def test_a_device_is_remembered_with_its_session_and_forgotten_with_it(client: Client) -> None:
    ask(client)
    client.post(
        "/inloggen/code/",
        {"code": digits()},
        headers={"User-Agent": "Mozilla/5.0 (X11; Linux x86_64; rv:131.0) Gecko/20100101 Firefox/131.0"},
    )
    assert Device.objects.get().description == "Firefox, Linux"
    client.post("/uitloggen/")
    forgetting.forget_old()
    assert not Device.objects.exists()
