"""The app of the room `search`."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

TEN_MINUTES = 600


class SearchConfig(AppConfig):
    name = "olievlek.search"
    verbose_name = _("Search")

    def ready(self) -> None:
        from olievlek.core import slots, worker
        from olievlek.search import box, sources

        sources.register()
        worker.register("search.sources", sources.refresh_lower_rooms, every=TEN_MINUTES)
        slots.register("header.search", template="search/_box.html", context=box.box)
