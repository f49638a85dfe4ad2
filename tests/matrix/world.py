"""One world for all questions: people, and every noun in every state, full of canaries."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from django.apps import apps
from django.db import models
from django.test import Client

from olievlek.accounts.models import User
from olievlek.cases.models import Case, CaseFile
from olievlek.core import photos
from olievlek.index import indexer, neighbours, projection
from olievlek.index.models import Document, Learnt
from olievlek.organisations.models import Membership, Organisation
from olievlek.vocabulary import content as vocabulary
from tests.factories.accounts import prove
from tests.matrix.grow import NOW, SHARED, Canary, Garden, own_models
from tests.matrix.nouns import DERIVED, STATES
from tests.matrix.roles import ROLES
from tests.matrix.words import Words


@dataclass
class World:
    """Who is there, and what."""

    garden: Garden
    clients: dict[str, Client]
    cases: dict[str, Case] = field(default_factory=dict)

    def rows(self, label: str, only: str = "") -> Iterator[tuple[str, Any]]:
        """Every row of a noun, with its state."""
        for (one, state), rows in self.garden.rows.items():
            if one == label and only in ("", state):
                yield from ((state, row) for row in rows)

    def row(self, label: str) -> Any:
        return next(row for _state, row in self.rows(label))

    @property
    def canaries(self) -> list[Canary]:
        return self.garden.canaries


def make_world() -> World:
    """Fill the database of this test."""
    vocabulary.load()
    garden = Garden(Words())
    world = World(garden, {role: Client(raise_request_exception=False) for role in ROLES})
    for name in ("home", "elsewhere"):
        garden.bodies[name] = garden.grow(Organisation, SHARED)  # type: ignore[assignment]  # grow() knows only Model
    for role in ROLES[1:]:
        _let_in(world, role)
    for state in STATES:
        world.cases[state] = garden.grow(Case, state, **garden.stamps(state))  # type: ignore[assignment]  # as above
    for model in own_models():
        _grow_around(world, model)
    _keep_files(world)
    make_findable()
    return world


WORKS: dict[str, dict[str, Any]] = {
    "member": {"organisation": "home"},
    "coordinator": {"organisation": "home", "coordinator_since": NOW},
    "former": {"organisation": "home", "ended_at": NOW},
    "deactivated": {"organisation": "home"},
    "other": {"organisation": "elsewhere"},
}


def _let_in(world: World, role: str) -> None:
    """Somebody who is signed in, and works where this role works."""
    garden = world.garden
    more = {"moderator_since": NOW} if role == "moderator" else {}
    person: Any = garden.grow(User, role, **more)
    garden.people[role] = person
    world.clients[role].force_login(person)
    prove(world.clients[role])  # so that what asks a fresh proof is looked at too
    if role in WORKS:
        at = garden.bodies[WORKS[role]["organisation"]]
        garden.grow(Membership, role, **{**WORKS[role], "user": person, "organisation": at, "job": ""})
    if role == "deactivated":
        person.ended_at, person.name = NOW, ""
        person.save(update_fields=["ended_at", "name"])


def _keep_files(world: World) -> None:
    """The bytes of every file of a case, with a word in them that only its readers may get."""
    for state, row in world.rows("cases.CaseFile"):
        bait, word = world.garden.words.fresh("lok"), world.garden.words.fresh("kan")
        world.garden.canaries.append(Canary("cases.CaseFile.bytes", state, bait, word))
        CaseFile.objects.filter(pk=row.pk).update(digest=photos.keep(f"{bait} {word}".encode()))


def make_findable() -> None:
    """What actions, the worker and readers do: write documents, let the index follow, open what was found."""
    for model in projection._sources:
        if issubclass(model, models.Model):
            projection.refresh_many(model._default_manager.all())
    indexer.catch_up()
    for document in Document.objects.live():
        Learnt.objects.get_or_create(document=document, word="kliko", defaults={"learnt_at": NOW})
    while neighbours.tick():
        pass


def _grow_around(world: World, model: type[models.Model]) -> None:
    """One row of a noun in each state of the case it hangs on, or one row."""
    if model in {Case, User, Organisation} or model._meta.label in DERIVED:
        return
    links = [one.name for one in model._meta.concrete_fields if one.related_model is Case and not one.null]
    names = {one.name for one in model._meta.concrete_fields}
    for state, case in world.cases.items():
        if links:
            world.garden.grow_variants(model, state, **{links[0]: case})
        elif {"about_kind", "about_id"} <= names:
            world.garden.grow_variants(model, state, about_id=case.pk)
    if not links and "about_id" not in names and not list(world.rows(model._meta.label, SHARED)):
        world.garden.grow_variants(model, SHARED)


def empty_tables() -> list[str]:
    """Nouns without a row: the world forgot them."""
    return [model._meta.label for model in apps.get_models() if model in own_models() and not model.objects.exists()]  # type: ignore[attr-defined]  # every noun of ours has objects
