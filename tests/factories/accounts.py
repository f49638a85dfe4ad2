"""People for tests."""

import time
from typing import Any

from django.test import Client
from django.utils import timezone

from olievlek.accounts.models import Profile, User


def make_user(**given: Any) -> User:
    """Somebody with an account."""
    given.setdefault("email", f"persoon{User.objects.count() + 1}@voorbeeld.example")
    given.setdefault("name", "Noor de Wit")
    password = given.pop("password", "een lang wachtwoord")
    return User.objects.create_user(given.pop("email"), password, **given)


def make_moderator(**given: Any) -> User:
    """Somebody who may moderate."""
    given.setdefault("email", f"moderator{User.objects.count() + 1}@voorbeeld.example")
    given.setdefault("name", "Sam Moderator")
    given.setdefault("moderator_since", timezone.now())
    return make_user(**given)


def sign_in(user: User, password: str = "een lang wachtwoord") -> Client:
    """Somebody who came in through the door, so that her device is known and she just showed that it is her."""
    client = Client()
    assert client.post("/inloggen/", {"email": user.email, "password": password}).status_code == 302
    return client


def prove(client: Client) -> Client:
    """As if this person showed just now that it is them."""
    session = client.session
    session["accounts.proved_at"] = int(time.time())
    session.save()
    return client


def make_profile(user: User, **given: Any) -> Profile:
    """What somebody tells; findable, unless said otherwise."""
    given.setdefault("helps_with", "een uurtje over ons intakeformulier")
    given.setdefault("findable_since", timezone.now())
    return Profile.objects.create(user=user, **given)
