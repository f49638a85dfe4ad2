"""The app of the room `imports`."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ImportsConfig(AppConfig):
    name = "olievlek.imports"
    verbose_name = _("Imports")

    def ready(self) -> None:
        from olievlek.accounts import erasure, mydata
        from olievlek.core import navigation, nouns, signposts, worker
        from olievlek.imports import events, leaving, retention
        from olievlek.imports.models import SheetImport
        from olievlek.imports.nouns import NOUNS
        from olievlek.organisations import merging

        assert events
        nouns.declare(*NOUNS)
        navigation.register(_("Names to match"), "imports:names", menu="desk", order=30)
        signposts.register("spreadsheet", "imports:sheet_bring")
        worker.register("imports.sheets", retention.forget_sheets, every=3600)
        erasure.register(leaving.forget)
        mydata.register("imports.SheetImport", leaving.sheets_of)
        merging.register(SheetImport, "owner")
