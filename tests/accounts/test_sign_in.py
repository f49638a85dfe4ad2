"""Coming in: with a password, with an address that works once, and what looks the same to who guesses."""

import re
from datetime import timedelta

import pytest
import time_machine
from django.contrib.auth import get_user
from django.test import Client
from django.utils import timezone

from olievlek.accounts import actions, forgetting
from olievlek.accounts.actions import Purpose
from olievlek.accounts.models import OneTimeAddress, User
from tests.answers import Answer, is_in
from tests.factories.accounts import make_moderator, make_user

pytestmark = pytest.mark.django_db
GOOD = "een lang wachtwoord"


def sign_in(client: Client, email: str, password: str = GOOD, **more: str) -> Answer:
    return client.post("/inloggen/", {"email": email, "password": password, **more})


def who(client: Client) -> User | None:
    request = type("Request", (), {"session": client.session, "META": {}})()
    user = get_user(request)
    return user if isinstance(user, User) else None


def without_changing_parts(html: str) -> str:
    """The page without its form key and without what was typed."""
    return re.sub(r'name="csrfmiddlewaretoken" value="[^"]+"|value="[^"]*@[^"]*"', "", html)


@pytest.mark.both
def test_a_good_password_lets_somebody_in_and_gives_a_fresh_session(client: Client) -> None:
    user = make_user(email="noor@zeist.example")
    client.get("/inloggen/")
    session = client.session
    session["before"] = "sign-in"
    session.save()
    old = session.session_key
    answer = sign_in(client, "Noor@Zeist.example")
    assert (answer.status_code, answer["Location"], who(client)) == (302, "/werkplek/", user)
    assert client.session.session_key != old


def test_somebody_lands_on_her_workplace_in_her_own_language(client: Client) -> None:
    make_user(email="noor@zeist.example", language="en")
    assert sign_in(client, "noor@zeist.example")["Location"] == "/en/werkplek/"


def test_wrong_unknown_ended_and_passwordless_look_the_same() -> None:
    make_user(email="noor@zeist.example")
    make_user(email="nopassword@zeist.example", password=None)
    ended = make_user(email="ended@zeist.example")
    actions.end(ended, by=None)
    pages = set()
    for email in ("noor@zeist.example", "unknown@zeist.example", "nopassword@zeist.example", "ended@zeist.example"):
        answer = sign_in(Client(), email, "not this one at all")
        pages.add((answer.status_code, without_changing_parts(answer.content.decode())))
    assert len(pages) == 1
    assert pages.pop()[0] == 422


def test_an_unknown_name_costs_the_hasher_as_much_as_a_known_one(monkeypatch: pytest.MonkeyPatch) -> None:
    from django.contrib.auth.hashers import MD5PasswordHasher

    make_user(email="noor@zeist.example")
    hashed: list[str] = []
    encode = MD5PasswordHasher.encode

    def counted(self: MD5PasswordHasher, password: str, salt: str) -> str:
        hashed.append("x")
        return encode(self, password, salt)

    monkeypatch.setattr(MD5PasswordHasher, "encode", counted)
    costs = []
    for email in ("noor@zeist.example", "unknown@zeist.example"):
        hashed.clear()
        sign_in(Client(), email, "not this one at all")
        costs.append(len(hashed))
    assert costs[0] == costs[1] == 1


def test_what_was_typed_stays_but_the_password_does_not(client: Client) -> None:
    page = sign_in(client, "noor@zeist.example", "not this one at all").content.decode()
    assert page.count('value="noor@zeist.example"') == 2
    assert "not this one at all" not in page


def test_a_name_is_limited_per_address_and_never_locked_for_its_owner(client: Client) -> None:
    user = make_user(email="noor@zeist.example")
    for _ in range(6):
        answer = sign_in(Client(REMOTE_ADDR="192.0.2.7"), "noor@zeist.example", "guess")
    assert answer.status_code == 429
    assert sign_in(client, "noor@zeist.example").status_code == 302
    assert who(client) == user


def test_good_tries_do_not_count() -> None:
    make_user(email="noor@zeist.example")
    clients = [Client() for _ in range(12)]
    assert {sign_in(client, "noor@zeist.example").status_code for client in clients} == {302}
    assert all(is_in(one) for one in clients)


def test_the_limit_is_over_after_an_hour() -> None:
    make_user(email="noor@zeist.example")
    with time_machine.travel(timezone.now() - timedelta(minutes=61), tick=False):
        for _ in range(6):
            answer = sign_in(Client(), "noor@zeist.example", "guess")
        assert answer.status_code == 429
    client = Client()
    assert sign_in(client, "noor@zeist.example").status_code == 302
    assert is_in(client)


@pytest.mark.parametrize(
    ("asked", "goes"),
    [
        ("/account/", "/account/"),
        ("https://evil.example/", "/werkplek/"),
        ("//evil.example/", "/werkplek/"),
        ("/\\evil.example", "/werkplek/"),
        ("javascript:alert(1)", "/werkplek/"),
        ("account/", "/werkplek/"),
    ],
)
def test_signing_in_goes_back_to_our_own_pages_only(client: Client, asked: str, goes: str) -> None:
    make_user(email="noor@zeist.example")
    assert sign_in(client, "noor@zeist.example", next=asked)["Location"] == goes


def test_who_is_in_does_not_see_the_sign_in_page(member_client: Client) -> None:
    assert member_client.get("/inloggen/?next=/account/")["Location"] == "/account/"


def test_a_visitor_is_sent_to_sign_in_and_back(client: Client) -> None:
    assert client.get("/account/")["Location"] == "/inloggen/?next=/account/"
    assert 'name="next" value="/account/"' in client.get("/inloggen/?next=/account/").content.decode()


def test_the_header_offers_to_sign_in_or_shows_the_name(client: Client, member_client: Client) -> None:
    assert 'href="/inloggen/?next=%2Fprivacy%2F"' in client.get("/privacy/").content.decode()
    page = member_client.get("/privacy/").content.decode()
    assert "Noor de Wit" in page
    assert 'href="/inloggen/' not in page


@pytest.mark.both
def test_looking_at_a_one_time_address_uses_nothing_up_and_the_button_does(client: Client) -> None:
    user = make_user()
    token = actions.issue(user, Purpose.SIGN_IN, lasts=actions.BY_MAIL)
    assert user.email in client.get(f"/inloggen/{token}/").content.decode()
    assert OneTimeAddress.objects.get().used_at is None
    answer = client.post(f"/inloggen/{token}/")
    assert (answer.status_code, who(client)) == (302, user)
    assert OneTimeAddress.objects.get().used_at is not None
    other = Client()
    assert other.post(f"/inloggen/{token}/").status_code == 404
    assert who(other) is None


def test_the_token_itself_is_kept_nowhere() -> None:
    token = actions.issue(make_user(), Purpose.SIGN_IN, lasts=actions.BY_MAIL)
    row = OneTimeAddress.objects.values().get()
    assert len(token) == 43
    assert token not in str(row)


def test_unknown_used_old_and_other_purpose_look_the_same(client: Client) -> None:
    user = make_user()
    used = actions.issue(user, Purpose.SIGN_IN, lasts=actions.BY_MAIL)
    actions.consume(used, Purpose.SIGN_IN)
    old = actions.issue(user, Purpose.SIGN_IN, lasts=timedelta(seconds=-1))
    other = actions.issue(user, Purpose.PASSWORD, lasts=actions.TO_BEGIN)
    answers = {
        (answer.status_code, answer.content)
        for token in ("unknown", used, old, other)
        for answer in (client.get(f"/inloggen/{token}/"), client.post(f"/inloggen/{token}/"))
        for answer in [answer]
    }
    assert {status for status, _page in answers} == {404}
    assert len({re.sub(rb'(href="/inloggen/[^"]*"|/(en/)?inloggen/[^/"]*/)', b"", page) for _s, page in answers}) == 1
    assert who(client) is None


@pytest.mark.both
def test_old_addresses_are_forgotten() -> None:
    user = make_user()
    actions.issue(user, Purpose.SIGN_IN, lasts=timedelta(days=-31))
    actions.issue(user, Purpose.SIGN_IN, lasts=actions.BY_MAIL)
    assert forgetting.forget_old() == 1
    assert OneTimeAddress.objects.count() == 1


def test_signing_out_is_a_post_and_harmless_twice(client: Client) -> None:
    client.force_login(make_user())
    assert client.get("/uitloggen/").status_code == 405
    assert who(client) is not None
    assert client.post("/uitloggen/")["Location"] == "/"
    assert client.post("/uitloggen/")["Location"] == "/"
    assert who(client) is None


def test_only_moderators_carry_the_token_of_moderators() -> None:
    from olievlek.core import audience

    moderator, member = make_moderator(), make_user()
    assert audience.tokens(moderator) == {"public", "moderators", f"user:{moderator.pk}"}
    assert audience.tokens(member) == {"public", f"user:{member.pk}"}
