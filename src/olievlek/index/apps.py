"""The app of the room `index`."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class IndexConfig(AppConfig):
    name = "olievlek.index"
    verbose_name = _("Search index")

    def ready(self) -> None:
        from olievlek.core import nouns, worker
        from olievlek.index import indexer, neighbours, projection
        from olievlek.index.nouns import NOUNS

        nouns.each("finding", projection.read)
        nouns.declare(*NOUNS)
        worker.prepare_by("index", indexer.prepare)
        worker.register("index", indexer.tick)
        worker.register("index.associations", indexer.learn_associations)
        worker.register("index.neighbours", neighbours.tick)
