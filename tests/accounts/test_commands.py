"""What an operator types."""

import io
from typing import Any

import pytest
from django.core.checks import run_checks
from django.core.management import CommandError, call_command
from django.test import Client

from olievlek.accounts import demo
from olievlek.accounts.addresses import verified
from olievlek.accounts.models import User
from olievlek.core.welcome import welcome
from olievlek.timeline.models import Entry
from tests.answers import is_in
from tests.factories.accounts import make_user

pytestmark = pytest.mark.django_db


def olievlek(*words: str) -> str:
    out = io.StringIO()
    call_command(*words, stdout=out)
    return out.getvalue()


def path_in(text: str) -> str:
    return next(word for word in text.split() if word.startswith("http://localhost")).split("/", 3)[3]


def test_make_moderator_makes_somebody_who_can_choose_a_password(client: Client) -> None:
    path = "/" + path_in(olievlek("make_moderator", "Anna@Zeist.example"))
    assert client.post(path, {"password": "paard batterij nietje"}).status_code == 302
    user = User.objects.get()
    assert (user.email, user.is_moderator) == ("anna@zeist.example", True)


@pytest.mark.both
def test_make_moderator_twice_changes_nothing_but_gives_a_fresh_address() -> None:
    first = path_in(olievlek("make_moderator", "anna@zeist.example"))
    since = User.objects.get().moderator_since
    assert path_in(olievlek("make_moderator", "ANNA@zeist.example")) != first
    assert User.objects.get().moderator_since == since
    assert [entry.event for entry in Entry.objects.all()] == ["person.moderator_made"]


def test_becoming_moderator_starts_new_sessions() -> None:
    user, client = make_user(), Client()
    client.force_login(user)
    olievlek("make_moderator", user.email)
    assert client.get("/account/").status_code == 302
    assert not is_in(client)


@pytest.mark.parametrize("email", ["anna", "anna@", "sam@demo.test"])
def test_make_moderator_refuses_what_is_no_real_address(email: str) -> None:
    with pytest.raises(CommandError):
        olievlek("make_moderator", email)
    assert not User.objects.exists()


def test_login_link_signs_in_once(client: Client) -> None:
    make_user(email="noor@zeist.example")
    path = "/" + path_in(olievlek("login_link", "noor@zeist.example"))
    assert client.post(path).status_code == 302
    assert "noor@zeist.example" in client.get("/account/").content.decode()
    assert Client().post(path).status_code == 404


@pytest.mark.parametrize(
    ("given", "says"), [({"OLIEVLEK_DEMO": False}, "OLIEVLEK_DEMO is 0"), ({"ON_LOOPBACK": False}, "open to others")]
)
def test_login_link_refuses_elsewhere_and_says_how_to_mend(settings: Any, given: dict[str, bool], says: str) -> None:
    make_user(email="noor@zeist.example")
    for name, value in given.items():
        setattr(settings, name, value)
    with pytest.raises(CommandError, match=says):
        olievlek("login_link", "noor@zeist.example")


def test_login_link_for_nobody_says_how_to_mend() -> None:
    with pytest.raises(CommandError, match="make_moderator"):
        olievlek("login_link", "nobody@zeist.example")


@pytest.mark.both
def test_demo_people_come_once_and_the_welcome_lets_you_in(client: Client) -> None:
    names = "coordinator-a, coordinator-b, inwoner, lid-a, lid-b, moderator"
    assert olievlek("load_demo") == olievlek("load_demo") == f"demo people: {names}\n"
    people = demo.people()
    assert {key for key, user in people.items() if user.is_moderator} == {"moderator"}
    assert verified(people["lid-a"]) == ["lid-a@demo.test"]
    said = welcome()
    client.post("/" + path_in(said.split("(it works once, today):")[1]))
    assert client.get("/account/").status_code == 200
    password = said.split("lid-b@demo.test")[1].split()[0]
    assert Client().post("/inloggen/", {"email": "lid-b@demo.test", "password": password}).status_code == 302


def test_passwords_of_demo_people_differ_per_person_and_per_installation(settings: Any) -> None:
    first = {key: demo.password_of(f"{key}@demo.test") for key in demo.NAMES}
    assert len(set(first.values())) == len(demo.NAMES)
    settings.SECRET_KEY = "another installation"
    assert not set(first.values()) & {demo.password_of(f"{key}@demo.test") for key in demo.NAMES}


def test_a_higher_room_gives_demo_people_what_they_need(monkeypatch: pytest.MonkeyPatch) -> None:
    met: list[str] = []
    monkeypatch.setattr(demo, "_loads", [lambda people: met.extend(people)])
    olievlek("load_demo")
    assert set(met) == set(demo.NAMES)


@pytest.mark.parametrize("setting", ["OLIEVLEK_DEMO", "ON_LOOPBACK"])
def test_demo_people_stay_away_where_they_are_not_allowed(settings: Any, setting: str) -> None:
    setattr(settings, setting, False)
    assert olievlek("load_demo") == "no demo people here\n"
    assert not User.objects.exists()
    assert demo.welcome_lines() == []


def test_demo_people_can_do_nothing_once_others_can_come(settings: Any) -> None:
    user, client = demo.load()["moderator"], Client()
    client.force_login(user)
    settings.ON_LOOPBACK = False
    assert client.get("/account/").status_code == 302
    assert sorted(str(error.id) for error in run_checks(tags=["olievlek"])) == ["olievlek.E010", "olievlek.E011"]


def test_without_demo_people_the_check_is_content_anywhere(settings: Any) -> None:
    make_user()
    settings.ON_LOOPBACK, settings.EMAIL_URL = False, "smtp://mail.example"
    assert run_checks(tags=["olievlek"]) == []


def test_without_a_mail_server_a_start_for_others_is_refused_and_says_how_to_mend(settings: Any) -> None:
    settings.ON_LOOPBACK, settings.EMAIL_URL = False, ""
    (error,) = run_checks(tags=["olievlek"])
    assert error.id == "olievlek.E011"
    assert "EMAIL_URL" in str(error.hint)


def test_end_account_ends_it() -> None:
    user = make_user(email="noor@zeist.example")
    olievlek("end_account", "noor@zeist.example")
    user.refresh_from_db()
    assert not user.is_active
    with pytest.raises(CommandError, match="Nobody"):
        olievlek("end_account", "noor@zeist.example")
