"""The app of the room `scan`."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ScanConfig(AppConfig):
    name = "olievlek.scan"
    verbose_name = _("Scan")

    def ready(self) -> None:
        from olievlek.accounts import demo as people
        from olievlek.core import navigation, nouns, prompts, slots
        from olievlek.core.views import signed_in
        from olievlek.organisations import merging, roles
        from olievlek.scan import demo, fillings
        from olievlek.scan.models import Evidence, Share
        from olievlek.scan.nouns import NOUNS
        from olievlek.tasks import places

        nouns.declare(*NOUNS)
        people.register(demo.load)
        places.register("round", fillings.result_address)
        merging.register(Evidence, "organisation", unique=["item"])
        merging.register(Share, "organisation", unique=["round"])
        slots.declare("scan.result")
        slots.register("organisation.sections", template="scan/_published.html", context=fillings.published, order=40)
        slots.register("my_organisation.sections", template="scan/_mine.html", context=fillings.mine, order=40)
        slots.register("scan.result", template="scan/_benchmark.html", context=fillings.beside_others, order=20)
        slots.register("scan.result", template="scan/_remarks.html", context=fillings.own_words, order=10)
        prompts.register("scan", fillings.asks, order=60)
        navigation.register(_("Scan"), "scan:overview", order=45, shown=signed_in)
        navigation.register(_("Scan"), "scan:self_check", order=45, shown=fillings.is_visitor)
        roles.permit(roles.Member, "scan.see", _("see the results of the scan, and fill in evidence"))
        roles.permit(roles.Coordinator, "scan.run", _("start and close a round of the scan"))
        roles.permit(roles.Coordinator, "scan.share", _("share the profile of the scan, or publish it"))
        roles.permit(
            roles.Coordinator, "scan.compare", _("let the organisation count in the comparison with others, and stop")
        )
