"""The documents of all that can be found, by the product's own projection. The index folder follows."""

from bench.worlds import World

from olievlek.cases.models import Case
from olievlek.index import projection
from olievlek.organisations.models import Organisation


def fill(_world: World) -> None:
    for rows in (Organisation.objects.order_by("pk"), Case.objects.order_by("pk")):
        projection.refresh_many(rows.iterator(chunk_size=projection.CHUNK))
