"""The app of the room `library`."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class LibraryConfig(AppConfig):
    name = "olievlek.library"
    verbose_name = _("Library")

    def ready(self) -> None:
        from olievlek.core import navigation, nouns, signposts
        from olievlek.library import helping
        from olievlek.library.nouns import CASE, THEME
        from olievlek.vocabulary import suggest

        nouns.answer("case", finding=CASE)
        nouns.answer("theme", **THEME)
        suggest.register(helping.cases, order=10)
        navigation.register(_("Discover"), "library:cases", order=10)
        navigation.register(_("Themes"), "library:themes", order=30)
        signposts.register("examples", "library:cases")
        signposts.register("theme", "library:theme")
        signposts.register("study", "library:study")
        signposts.register("examples like this title", "library:share_alike")
        _on_pages_of_others()


def _on_pages_of_others() -> None:
    from olievlek.core import slots
    from olievlek.library import organisation_page
    from olievlek.library.views import cases, ours, similar

    slots.declare("theme.actions")
    slots.register("case.similar", template="library/_alike.html", context=cases.beside_a_case)
    slots.register("writing.similar", template="library/_share_alike.html", context=similar.beside_a_draft)
    on_mine = "library/_on_my_organisation.html"
    slots.register("my_organisation.sections", template=on_mine, context=ours.on_my_organisation, order=10)
    columns, sections = "library/_organisation_columns.html", "library/_organisation_to_copy.html"
    slots.register("organisation.columns", template=columns, context=organisation_page.columns, order=10)
    slots.register("organisation.sections", template=sections, context=organisation_page.sections, order=10)
