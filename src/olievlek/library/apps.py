"""The app of the room `library`."""

from django.apps import AppConfig
from django.urls import reverse
from django.utils.translation import gettext_lazy as _


class LibraryConfig(AppConfig):
    name = "olievlek.library"
    verbose_name = _("Library")

    def ready(self) -> None:
        from olievlek.conversations import subjects
        from olievlek.core import navigation, slots
        from olievlek.index import projection
        from olievlek.library import actions, asking, events, findable, organisation_page
        from olievlek.library.models import Case

        assert events
        projection.register(Case, kind="case", project=findable.project)
        subjects.register(
            "case",
            path="praktijk",
            model=Case,
            label=_("example"),
            hide=actions.hide,
            unhide=actions.unhide,
            remove=actions.remove,
            restore=actions.restore,
            correct=lambda case: reverse("library:case_correct", args=[case.slug]),
            whom=asking.whom,
        )
        navigation.register(_("Discover"), "library:cases", order=10)
        navigation.register(_("Themes"), "library:themes", order=30)
        filled = {"columns": "_organisation_columns", "sections": "_organisation_to_copy"}
        for place, template in filled.items():
            slots.register(
                f"organisation.{place}",
                template=f"library/{template}.html",
                context=getattr(organisation_page, place),
                order=10,
            )
