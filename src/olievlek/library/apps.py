"""The app of the room `library`."""

from django.apps import AppConfig
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _


def _signed_in(request: HttpRequest) -> bool:
    user = getattr(request, "user", None)  # error pages may come before anybody is known
    return user is not None and user.is_authenticated


class LibraryConfig(AppConfig):
    name = "olievlek.library"
    verbose_name = _("Library")

    def ready(self) -> None:
        from olievlek.core import navigation, nouns, photos, slots, worker
        from olievlek.library import claims, copy_start, helping, leaving, organisation_page
        from olievlek.library.nouns import NOUNS, THEME
        from olievlek.library.views import ours
        from olievlek.organisations import events as organisations
        from olievlek.timeline.record import listen
        from olievlek.vocabulary import suggest

        nouns.declare(*NOUNS)
        nouns.answer("theme", reading=THEME)
        suggest.register(helping.cases, order=10)
        listen(organisations.MERGED, leaving.follow_merger)
        listen(organisations.JOINED, claims.let_claimants_edit)
        worker.register("library.files", photos.sweep, every=3600)
        navigation.register(_("Discover"), "library:cases", order=10)
        navigation.register(_("Themes"), "library:themes", order=30)
        navigation.register(_("Names to match"), "library:names", menu="desk", order=30)
        navigation.register(_("My examples"), "library:mine", menu="account", order=5, shown=_signed_in)
        navigation.register(_("What we copy"), "library:copies", menu="account", order=6, shown=_signed_in)
        for slot, template, context, order in (
            ("organisation.columns", "_organisation_columns", organisation_page.columns, 10),
            ("organisation.sections", "_organisation_to_copy", organisation_page.sections, 10),
            ("my_organisation.sections", "_on_my_organisation", ours.on_my_organisation, 10),
            ("case.aside", "_copy_start", copy_start.aside, 5),
            ("case.after", "_additions", copy_start.additions, 5),
        ):
            slots.register(slot, template=f"library/{template}.html", context=context, order=order)
