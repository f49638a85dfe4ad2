"""The app of the room `scan`."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ScanConfig(AppConfig):
    name = "olievlek.scan"
    verbose_name = _("Scan")

    def ready(self) -> None:
        from olievlek.accounts import demo as people
        from olievlek.core import navigation, nouns, slots
        from olievlek.core.views import signed_in
        from olievlek.scan import demo, fillings
        from olievlek.scan.nouns import NOUNS, ROUND

        nouns.declare(*NOUNS)
        nouns.answer("round", **ROUND)
        people.register(demo.load)
        slots.declare("scan.result")
        slots.register("organisation.sections", template="scan/_published.html", context=fillings.published, order=40)
        slots.register("my_organisation.sections", template="scan/_mine.html", context=fillings.mine, order=40)
        slots.register("scan.result", template="scan/_benchmark.html", context=fillings.beside_others, order=20)
        slots.register("scan.result", template="scan/_remarks.html", context=fillings.own_words, order=10)
        navigation.register(_("Scan"), "scan:overview", order=45, shown=signed_in)
        navigation.register(_("Scan"), "scan:self_check", order=45, shown=fillings.is_visitor)
