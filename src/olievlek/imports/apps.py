"""The app of the room `imports`."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ImportsConfig(AppConfig):
    name = "olievlek.imports"
    verbose_name = _("Imports")

    def ready(self) -> None:
        from olievlek.core import navigation, nouns, signposts
        from olievlek.imports import events
        from olievlek.imports.nouns import NOUNS

        assert events
        nouns.declare(*NOUNS)
        navigation.register(_("Names to match"), "imports:names", menu="desk", order=30)
        signposts.register("spreadsheet", "imports:sheet_bring")
