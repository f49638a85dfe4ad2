"""Passkeys and the second step."""

from datetime import timedelta
from typing import Any

import pytest
import time_machine
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from django.test import Client
from django.utils import timezone

from olievlek.accounts import actions, strong
from olievlek.accounts.models import User
from olievlek.timeline.models import Entry
from tests.accounts.soft_key import SoftKey
from tests.factories.accounts import make_user, sign_in

pytestmark = pytest.mark.django_db
GOOD = "een lang wachtwoord"
LOCAL: dict[str, Any] = {"SERVER_NAME": "localhost", "SERVER_PORT": "8000"}


def digits_of(secret: str) -> str:
    """What the app shows now."""
    return digits_of_step(secret, int(timezone.now().timestamp()) // 30)


def digits_of_step(secret: str, step: int) -> str:
    """What the app showed in that half minute."""
    return str(format_hotp_value(hotp_value(secret, step)))


def with_second_step(user: User, client: Client | None = None) -> tuple[str, list[str]]:
    """The secret in the app, and the codes to write down."""
    client = client or sign_in(user)
    client.post("/account/tweede-stap/begin/")
    secret = client.session["mfa.totp.secret"]
    page = client.get("/account/tweede-stap/").content.decode()
    assert secret in page
    assert 'src="data:image/svg+xml;base64,' in page
    answer = client.post("/account/tweede-stap/", {"code": digits_of(secret)})
    return secret, list(answer.context["codes"])


def password_step(user: User) -> Client:
    client = Client()
    answer = client.post("/inloggen/", {"email": user.email, "password": GOOD, "next": "/account/toegang/"})
    assert answer["Location"] == "/inloggen/tweede-stap/"
    return client


def is_in(client: Client) -> bool:
    return client.get("/account/").status_code == 200


def later(seconds: int = 61) -> Any:
    return time_machine.travel(timezone.now() + timedelta(seconds=seconds), tick=False)


def test_after_the_password_the_digits_are_asked_and_each_works_once() -> None:
    user = make_user()
    secret, _written = with_second_step(user)
    client = password_step(user)
    assert not is_in(client)
    with later():
        first = int(timezone.now().timestamp()) // 30
        assert client.post("/inloggen/tweede-stap/", {"code": digits_of(secret)})["Location"] == "/account/toegang/"
        assert is_in(client)
    for seconds in (61, 75, 91):
        with later(seconds):
            again = password_step(user)
            seen = digits_of_step(secret, first)
            assert again.post("/inloggen/tweede-stap/", {"code": seen}).status_code == 422


def test_a_one_time_address_asks_the_second_step_too() -> None:
    user, client = make_user(), Client()
    with_second_step(user)
    token = actions.issue(user, actions.Purpose.SIGN_IN, lasts=actions.BY_MAIL)
    assert client.post(f"/inloggen/{token}/")["Location"] == "/inloggen/tweede-stap/"
    assert not is_in(client)


@pytest.mark.both
def test_a_code_that_was_written_down_opens_once() -> None:
    user = make_user()
    _secret, written = with_second_step(user)
    assert len(written) == 10
    assert password_step(user).post("/inloggen/tweede-stap/", {"code": written[3]}).status_code == 302
    assert password_step(user).post("/inloggen/tweede-stap/", {"code": written[3]}).status_code == 422


def test_five_wrong_steps_and_the_password_must_be_given_again() -> None:
    user = make_user()
    secret, _written = with_second_step(user)
    client = password_step(user)
    for _ in range(5):
        client.post("/inloggen/tweede-stap/", {"code": "000000"})
    with later(120):
        answer = client.post("/inloggen/tweede-stap/", {"code": digits_of(secret)})
    assert answer["Location"] == "/inloggen/"
    assert not is_in(client)


def wrong_steps(user: User, many: int, address: str = "198.51.100.{}") -> None:
    """Somebody who knows the password guesses digits, each time from another network."""
    for number in range(many):
        client = Client(REMOTE_ADDR=address.format(number))
        client.post("/inloggen/", {"email": user.email, "password": GOOD})
        client.post("/inloggen/tweede-stap/", {"code": "000000"})


@pytest.mark.parametrize(("many", "address"), [(20, "198.51.100.{}"), (10, "127.0.0.1")])
def test_after_many_wrong_steps_one_right_one_is_not_enough_and_two_in_a_row_are(many: int, address: str) -> None:
    user = make_user()
    secret, written = with_second_step(user)
    wrong_steps(user, many, address)
    client = password_step(user)
    with later():
        once = client.post("/inloggen/tweede-stap/", {"code": digits_of(secret)})
        assert (once.status_code, is_in(client)) == (422, False)
        assert "nog een" in once.content.decode()
        assert client.post("/inloggen/tweede-stap/", {"code": "000000"}).status_code == 422
    with later(121):
        client.post("/inloggen/tweede-stap/", {"code": digits_of(secret)})
        assert not is_in(client)
        assert client.post("/inloggen/tweede-stap/", {"code": written[0]}).status_code == 302
        assert is_in(client)


def test_guesses_of_strangers_ask_nothing_more_in_a_browser_of_the_owner() -> None:
    user = make_user()
    secret, _written = with_second_step(user)
    client = password_step(user)
    with later():
        client.post("/inloggen/tweede-stap/", {"code": digits_of(secret)})
    client.post("/uitloggen/")
    wrong_steps(user, 25)
    client.post("/inloggen/", {"email": user.email, "password": GOOD})
    with later(300):
        assert client.post("/inloggen/tweede-stap/", {"code": digits_of(secret)}).status_code == 302
        assert is_in(client)


@pytest.mark.both
def test_the_secret_is_not_readable_in_the_table(settings: Any) -> None:
    user = make_user()
    secret, _written = with_second_step(user)
    assert secret not in str(list(Authenticator.objects.values()))
    settings.SECRET_KEY_FALLBACKS, settings.SECRET_KEY = [settings.SECRET_KEY], "a new key"
    with later():
        assert strong.passes_second_step(user, digits_of(secret))
    settings.SECRET_KEY_FALLBACKS = []
    with later(300):
        assert not strong.passes_second_step(user, digits_of(secret))


@pytest.mark.both
def test_wrong_digits_turn_nothing_on_and_turning_off_is_recorded() -> None:
    user = make_user()
    client = sign_in(user)
    client.post("/account/tweede-stap/begin/")
    assert client.post("/account/tweede-stap/", {"code": "000000"}).status_code == 422
    assert not strong.has_second_step(user)
    with_second_step(user)
    with later():
        for _twice in range(2):
            client.post("/account/tweede-stap/stoppen/")
    assert not Authenticator.objects.exists()
    assert [entry.event for entry in Entry.objects.about(user)] == ["person.security_changed"] * 2


def test_new_codes_replace_those_of_before() -> None:
    user = make_user()
    _secret, written = with_second_step(user)
    client = Client()
    client.force_login(user)
    assert client.post("/account/tweede-stap/codes/")["Location"].startswith("/account/bevestigen/")
    session = client.session
    session["accounts.proved_at"] = int(timezone.now().timestamp())
    session.save()
    fresh = client.post("/account/tweede-stap/codes/").context["codes"]
    assert not set(fresh) & set(written)
    assert not strong.passes_second_step(user, written[0])


def make_passkey(user: User, key: SoftKey) -> Client:
    client = sign_in(user)
    options = client.post("/account/toegangssleutels/begin/", **LOCAL).json()
    client.post("/account/toegangssleutels/", {"credential": key.create(options)}, **LOCAL)
    return client


def come_in(key: SoftKey) -> Client:
    client = Client()
    options = client.post("/inloggen/toegangssleutel/begin/", **LOCAL).json()
    client.post("/inloggen/toegangssleutel/", {"credential": key.get(options), "next": "/privacy/"}, **LOCAL)
    return client


def test_a_passkey_lets_its_owner_in_without_anything_typed() -> None:
    user, key = make_user(), SoftKey()
    make_passkey(user, key)
    assert strong.passkeys(user).count() == 1
    client = come_in(key)
    assert client.session["_auth_user_id"] == str(user.pk)
    assert [entry.event for entry in Entry.objects.about(user)] == ["person.security_changed"]


def test_a_passkey_holds_two_steps_and_an_ended_account_opens_to_none() -> None:
    user, key = make_user(), SoftKey()
    make_passkey(user, key)
    with_second_step(user)
    assert is_in(come_in(key))
    User.objects.filter(pk=user.pk).update(ended_at=timezone.now(), name="")
    assert not is_in(come_in(key))


def test_a_passkey_of_another_site_or_for_another_challenge_opens_nothing() -> None:
    user = make_user()
    make_passkey(user, SoftKey(origin="https://evil.example"))
    assert not strong.passkeys(user).exists()
    key = SoftKey()
    make_passkey(user, key)
    other = Client()
    options = other.post("/inloggen/toegangssleutel/begin/", **LOCAL).json()
    client = Client()
    client.post("/inloggen/toegangssleutel/begin/", **LOCAL)
    client.post("/inloggen/toegangssleutel/", {"credential": key.get(options)}, **LOCAL)
    assert not is_in(client)
    forged = SoftKey()
    forged.id, forged.handle = key.id, key.handle
    assert not is_in(come_in(forged))


@pytest.mark.parametrize("sent", ["", "{", "[]", "{}", '{"response": 1}', '{"response": {"userHandle": "MQ"}}'])
def test_what_is_no_passkey_is_refused_without_an_error(sent: str) -> None:
    client = Client()
    client.post("/inloggen/toegangssleutel/begin/", **LOCAL)
    answer = client.post("/inloggen/toegangssleutel/", {"credential": sent}, **LOCAL)
    assert answer["Location"] == "/inloggen/"
    member = sign_in(make_user())
    member.post("/account/toegangssleutels/begin/", **LOCAL)
    assert member.post("/account/toegangssleutels/", {"credential": sent}, **LOCAL).status_code == 302
    assert not Authenticator.objects.exists()


def test_nobody_removes_a_passkey_of_another() -> None:
    user, key = make_user(), SoftKey()
    client = make_passkey(user, key)
    row = strong.passkeys(user).get()
    sign_in(make_user()).post(f"/account/toegangssleutels/{row.pk}/weg/")
    assert strong.passkeys(user).exists()
    client.post(f"/account/toegangssleutels/{row.pk}/weg/")
    assert not strong.passkeys(user).exists()
