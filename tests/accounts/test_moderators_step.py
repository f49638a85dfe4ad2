"""Outside the demo a moderator comes in with two steps, or does not moderate."""

from typing import Any

import pytest
from django.test import Client

from olievlek.accounts.models import User
from olievlek.core import audience
from tests.accounts.test_strong import digits_of
from tests.answers import not_here
from tests.factories.accounts import make_moderator, make_user, sign_in

pytestmark = pytest.mark.django_db
GOOD = "een lang wachtwoord"


@pytest.fixture(autouse=True)
def _asked(settings: Any) -> None:
    settings.OLIEVLEK_MODERATOR_SECOND_STEP = True


def test_a_moderator_without_a_second_step_sets_one_up_before_anything_opens() -> None:
    user, client = make_moderator(email="mo@zeist.example"), Client()
    answer = client.post("/inloggen/", {"email": user.email, "password": GOOD, "next": "/beheer/"})
    assert answer["Location"] == "/account/tweede-stap/"
    assert "modereert" in client.get("/account/tweede-stap/").content.decode()
    for path in ("/beheer/", "/beheer/woorden/"):
        for before in (client.get(path), client.post(path)):
            assert before.status_code in (302, 404, 405)
            assert before.get("Location", "/account/tweede-stap/") == "/account/tweede-stap/"
    assert audience.tokens(User.objects.get(pk=user.pk)) == {"public", f"user:{user.pk}"}
    secret = client.session["mfa.totp.secret"]
    assert client.post("/account/tweede-stap/", {"code": digits_of(secret)}).status_code == 200
    assert client.get("/beheer/").status_code == 200
    assert "moderators" in audience.tokens(User.objects.get(pk=user.pk))


def test_an_aged_session_of_a_moderator_proves_itself_before_it_sets_up_a_step() -> None:
    client = Client()
    client.force_login(make_moderator())
    assert client.get("/beheer/")["Location"] == "/account/tweede-stap/"
    assert client.get("/account/tweede-stap/")["Location"].startswith("/account/bevestigen/")


def test_others_are_asked_nothing_and_still_learn_nothing() -> None:
    client = sign_in(make_user())
    assert not_here(client.get("/beheer/"), "Wat mensen ons vertelden", "tweede-stap")


def test_where_it_is_off_a_moderator_moderates_at_once(settings: Any) -> None:
    settings.OLIEVLEK_MODERATOR_SECOND_STEP = False
    assert "Wat mensen ons vertelden" in sign_in(make_moderator()).get("/beheer/").content.decode()
