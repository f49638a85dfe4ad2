"""The app of the room `cases`."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CasesConfig(AppConfig):
    name = "olievlek.cases"
    verbose_name = _("Examples")

    def ready(self) -> None:
        from olievlek.cases import claims, leaving
        from olievlek.cases.nouns import NOUNS
        from olievlek.core import navigation, nouns, photos, worker
        from olievlek.core.views import signed_in
        from olievlek.organisations import events as organisations
        from olievlek.timeline.record import listen

        nouns.declare(*NOUNS)
        navigation.register(_("My examples"), "cases:mine", menu="account", order=5, shown=signed_in)
        worker.register("cases.files", photos.sweep, every=3600)
        listen(organisations.MERGED, leaving.follow_merger)
        listen(organisations.JOINED, claims.let_claimants_edit)
