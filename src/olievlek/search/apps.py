"""The app of the room `search`."""

from django.apps import AppConfig
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

TEN_MINUTES = 600


def _signed_in(request: HttpRequest) -> bool:
    user = getattr(request, "user", None)  # error pages may come before anybody is known
    return user is not None and user.is_authenticated


class SearchConfig(AppConfig):
    name = "olievlek.search"
    verbose_name = _("Search")

    def ready(self) -> None:
        from olievlek.core import navigation, news, nouns, slots, worker
        from olievlek.search import box, saved, sources
        from olievlek.search.nouns import NOUNS

        nouns.declare(*NOUNS)
        sources.register()
        worker.prepare_by("search.sources", sources.refresh_lower_rooms, order=10)
        worker.register("search.sources", sources.refresh_lower_rooms, every=TEN_MINUTES)
        slots.register("header.search", template="search/_box.html", context=box.box)
        navigation.register(_("Saved questions"), "search:saved_list", menu="account", order=8, shown=_signed_in)
        navigation.register(_("Words"), "search:words", menu="desk", order=40)
        news.register("search.saved", people=saved.people, tell=saved.tell)
