"""One's own account: name, password, sessions, and the end of it."""

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from olievlek.accounts import actions
from olievlek.accounts.actions import Purpose
from olievlek.accounts.models import OneTimeAddress, User
from olievlek.timeline.models import Entry
from tests.factories.accounts import make_moderator, make_user, prove

pytestmark = pytest.mark.django_db
GOOD, NEW = "een lang wachtwoord", "paard batterij nietje juist"


def two_devices(user: User) -> tuple[Client, Client]:
    phone, laptop = Client(), Client()
    for client in (phone, laptop):
        client.force_login(user)
        prove(client)
    return phone, laptop


def is_in(client: Client) -> bool:
    return client.get("/account/").status_code == 200


def events(user: User) -> list[tuple[str, int | None]]:
    return [(entry.event, entry.by_id) for entry in Entry.objects.about(user)]


def test_the_account_page_costs_six_queries(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    client = Client()
    client.force_login(make_user())
    with django_assert_num_queries(6):
        page = client.get("/account/")
    assert "Noor de Wit" in page.content.decode()
    assert page["Cache-Control"] == "private, no-store"


@pytest.mark.both
def test_somebody_changes_her_name_and_language() -> None:
    user, client = make_user(), Client()
    client.force_login(user)
    for _twice in range(2):
        assert client.post("/account/gegevens/", {"name": "Noor Bos", "language": "en"})["Location"] == "/account/"
    user.refresh_from_db()
    assert (user.name, user.language) == ("Noor Bos", "en")
    assert events(user) == [("person.details_changed", user.pk)]


def test_a_language_that_does_not_exist_is_refused_and_the_name_stays_typed(member_client: Client) -> None:
    answer = member_client.post("/account/gegevens/", {"name": "Noor Bos", "language": "fy"})
    assert answer.status_code == 422
    assert 'value="Noor Bos"' in answer.content.decode()


def test_a_new_password_ends_the_other_sessions_and_closes_open_addresses() -> None:
    user = make_user()
    phone, laptop = two_devices(user)
    actions.issue(user, Purpose.SIGN_IN, lasts=actions.BY_MAIL)
    answer = laptop.post("/account/wachtwoord/", {"current": GOOD, "password": NEW})
    assert answer["Location"] == "/account/toegang/"
    assert (is_in(laptop), is_in(phone)) == (True, False)
    assert not OneTimeAddress.objects.open(Purpose.SIGN_IN).exists()
    assert Client().post("/inloggen/", {"email": user.email, "password": NEW}).status_code == 302
    assert events(user) == [("person.password_chosen", user.pk)]


@pytest.mark.parametrize(("current", "new"), [("not mine", NEW), (GOOD, "short"), (GOOD, "password1234")])
def test_a_wrong_or_weak_password_changes_nothing(current: str, new: str) -> None:
    user, client = make_user(), Client()
    client.force_login(user)
    prove(client)
    assert client.post("/account/wachtwoord/", {"current": current, "password": new}).status_code == 422
    user.refresh_from_db()
    assert user.check_password(GOOD)


def test_guessing_the_password_of_now_is_limited() -> None:
    user, client = make_user(), Client()
    client.force_login(user)
    prove(client)
    for _ in range(10):
        client.post("/account/wachtwoord/", {"current": "guess", "password": NEW})
    assert client.post("/account/wachtwoord/", {"current": GOOD, "password": NEW}).status_code == 422
    user.refresh_from_db()
    assert user.check_password(GOOD)


def test_somebody_without_a_password_chooses_one_without_the_old() -> None:
    user, client = make_user(password=None), Client()
    client.force_login(user)
    prove(client)
    assert 'name="current"' not in client.get("/account/toegang/").content.decode()
    client.post("/account/wachtwoord/", {"password": NEW})
    user.refresh_from_db()
    assert user.check_password(NEW)


@pytest.mark.both
def test_signing_out_everywhere_ends_every_session() -> None:
    user = make_user()
    phone, laptop = two_devices(user)
    assert laptop.post("/account/overal-uitloggen/")["Location"] == "/inloggen/"
    assert (is_in(laptop), is_in(phone)) == (False, False)
    assert events(user) == [("person.signed_out_everywhere", user.pk)]


def test_an_ended_account_is_nobody_and_its_sessions_end_at_once() -> None:
    user = make_moderator(email="sam@zeist.example")
    phone, laptop = two_devices(user)
    token = actions.issue(user, Purpose.SIGN_IN, lasts=actions.BY_MAIL)
    assert "ongedaan" in laptop.get("/account/stoppen/").content.decode()
    assert laptop.post("/account/stoppen/")["Location"] == "/"
    actions.end(user, by=None)
    user.refresh_from_db()
    assert (user.name, user.email, user.is_moderator) == ("", f"ended-{user.pk}@ended.invalid", False)
    assert user.called == f"Oud-deelnemer {user.pk}"
    assert (is_in(laptop), is_in(phone)) == (False, False)
    assert actions.consume(token, Purpose.SIGN_IN) is None
    assert events(user) == [("person.ended", user.pk)]


def test_an_invitation_lets_somebody_choose_a_password_once(client: Client) -> None:
    user = make_user(password=None)
    token = actions.issue(user, Purpose.PASSWORD, lasts=actions.TO_BEGIN)
    assert user.email in client.get(f"/wachtwoord/{token}/").content.decode()
    assert client.post(f"/wachtwoord/{token}/", {"password": "short"}).status_code == 422
    assert client.post(f"/wachtwoord/{token}/", {"password": NEW})["Location"] == "/werkplek/"
    assert is_in(client)
    assert client.post(f"/wachtwoord/{token}/", {"password": NEW + " 2"}).status_code == 404
    user.refresh_from_db()
    assert user.check_password(NEW)


PAGES = [
    "",
    "gegevens/",
    "profiel/",
    "wachtwoord/",
    "overal-uitloggen/",
    "stoppen/",
    "toegang/",
    "meenemen/gegevens.json",
]


@pytest.mark.parametrize("path", PAGES)
def test_a_visitor_gets_nowhere_near_an_account(client: Client, path: str) -> None:
    for answer in (client.get(f"/account/{path}"), client.post(f"/account/{path}")):
        assert answer.status_code == 405 or answer["Location"].startswith("/inloggen/?next=")
    assert not Entry.objects.exists()
