"""People for tests."""

from typing import Any

from django.utils import timezone

from olievlek.accounts.models import User


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
