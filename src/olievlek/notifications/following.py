"""Nouns that can be followed, by the word in their address (`following` in `nouns.py`)."""

from typing import Any

from django.db.models import Model
from django.http import HttpRequest

from olievlek.core import nouns, slots
from olievlek.core.audience import Person
from olievlek.core.nouns import Following, Noun, Reading
from olievlek.core.registry import Registry
from olievlek.core.slots import Context
from olievlek.timeline.models import Follow

FOLLOWABLE: Registry[str] = Registry("what can be followed, by the word in addresses")


def read(noun: Noun, following: Following) -> None:
    """The answer of a noun to "following": it gets an address, and a button in its own slot."""
    FOLLOWABLE.register(following.path, noun.key)
    button = _button(following.path, following.name)
    slots.register(following.slot, template="notifications/_follow.html", context=button, order=30)


def _reading(key: str) -> Reading:
    reading = nouns.NOUNS[key].reading
    assert isinstance(reading, Reading), f"{key} can be followed, so it must say who may see it"
    return reading


def find(path: str, pk: int, user: Person) -> Model | None:
    """The noun when this person may see it, else None."""
    key = FOLLOWABLE.get(path)
    return _reading(key).rows(user).filter(pk=pk).first() if key else None


def address_of(noun: Model, user: Person) -> str:
    """The page to go back to."""
    return _reading(nouns.key_of(noun)).address(noun, user)


def _button(path: str, name: str) -> Any:
    """The filling for the page of the noun that its template calls `name`."""

    def supply(request: HttpRequest, around: Context) -> Context | None:
        noun = around.get(name)
        if noun is None:
            return None
        followed = Follow.objects.about(noun).of(request.user).exists()
        return {"path": path, "pk": noun.pk, "followed": followed, "person": request.user.is_authenticated}

    return supply
