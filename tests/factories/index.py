"""Things that can be found, without any room above the index."""

from dataclasses import dataclass
from itertools import count
from typing import Any

from olievlek.core import audience
from olievlek.index import indexer, neighbours, projection
from olievlek.index.models import Document
from olievlek.index.projection import Projection

_numbers = count(1)
StandIn = Any  # a Thing, for functions that ask for a model


@dataclass
class Thing:
    """Stands for a noun of a higher room."""

    pk: int
    projection: Projection | None


projection.register(Thing, kind="thing", project=lambda thing: thing.projection)  # type: ignore[arg-type]  # no model


def make_thing(**given: Any) -> StandIn:
    """A public thing, written to the projection; findable after `index_all()`."""
    pk = given.pop("pk", None) or next(_numbers)
    thing: StandIn = Thing(
        pk, Projection(**{"title": "Kliko", "url": f"/dingen/{pk}/", "audience": [audience.PUBLIC]} | given)
    )
    projection.refresh(thing)
    return thing


def document_of(thing: Thing) -> Document:
    return Document.objects.get(kind="thing", object_id=thing.pk)


def index_all() -> None:
    """What the worker would have done by now."""
    indexer.catch_up()
    while neighbours.tick():
        pass
