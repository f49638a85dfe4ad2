"""Nouns that can be followed, by the word in their address: an example, an organisation, a theme."""

from collections.abc import Callable
from typing import Any

from django.db.models import Model, QuerySet
from django.http import HttpRequest
from django.urls import reverse

from olievlek.cases.models import Case
from olievlek.core.audience import Person
from olievlek.core.slots import Context
from olievlek.organisations.models import Organisation
from olievlek.timeline.models import Follow
from olievlek.vocabulary.models import List, Term


def _themes(_user: Person) -> QuerySet[Term]:
    return Term.objects.filter(list=List.THEME)


FOLLOWABLE: dict[str, Callable[[Person], QuerySet[Any]]] = {
    "praktijk": lambda user: Case.objects.visible_to(user),
    "organisatie": lambda user: Organisation.objects.visible_to(user),
    "thema": _themes,
}


def find(path: str, pk: int, user: Person) -> Model | None:
    """The noun when this person may see it, else None."""
    rows = FOLLOWABLE.get(path)
    return rows(user).filter(pk=pk).first() if rows else None


def address_of(noun: Any) -> str:
    """A theme has its page in the library."""
    return reverse("library:theme", args=[noun.key]) if isinstance(noun, Term) else str(noun.get_absolute_url())


def button(path: str, name: str) -> Any:
    """The filling for the page of the noun that its template calls `name`."""

    def supply(request: HttpRequest, around: Context) -> Context | None:
        noun = around.get(name)
        if noun is None:
            return None
        followed = Follow.objects.about(noun).of(request.user).exists()
        return {"path": path, "pk": noun.pk, "followed": followed, "person": request.user.is_authenticated}

    return supply
