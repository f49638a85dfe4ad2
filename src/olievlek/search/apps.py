"""The app of the room `search`."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

TEN_MINUTES = 600


class SearchConfig(AppConfig):
    name = "olievlek.search"
    verbose_name = _("Search")

    def ready(self) -> None:
        from olievlek.core import navigation, news, nouns, slots, worker
        from olievlek.core.views import signed_in
        from olievlek.moderation import fillings
        from olievlek.search import box, saved, sources
        from olievlek.search.nouns import NOUNS

        nouns.declare(*NOUNS)
        sources.register()
        worker.prepare_by("search.sources", sources.refresh_lower_rooms, order=10)
        worker.register("search.sources", sources.refresh_lower_rooms, every=TEN_MINUTES)
        slots.declare("search.after", "search.none")
        slots.register("search.after", template="moderation/_leave_question.html", context=fillings.after_search)
        slots.register("search.none", template="moderation/_question_box.html", context=fillings.after_search)
        slots.register("header.search", template="search/_box.html", context=box.box)
        navigation.register(_("Saved questions"), "search:saved_list", menu="account", order=8, shown=signed_in)
        navigation.register(_("Words"), "search:words", menu="desk", order=40)
        news.register("search.saved", people=saved.people, tell=saved.tell)
