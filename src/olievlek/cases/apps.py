"""The app of the room `cases`."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CasesConfig(AppConfig):
    name = "olievlek.cases"
    verbose_name = _("Examples")

    def ready(self) -> None:
        from olievlek.cases import claims, leaving
        from olievlek.cases.nouns import NOUNS
        from olievlek.core import nouns, photos, worker
        from olievlek.organisations import events as organisations
        from olievlek.timeline.record import listen

        nouns.declare(*NOUNS)
        worker.register("cases.files", photos.sweep, every=3600)
        listen(organisations.MERGED, leaving.follow_merger)
        listen(organisations.JOINED, claims.let_claimants_edit)
        _places()


def _places() -> None:
    """The slots of its pages, and what lower rooms show there."""
    from olievlek.conversations import talking
    from olievlek.core import slots
    from olievlek.moderation import fillings

    slots.declare(
        "case.after",
        "case.aside",
        "case.ask",
        "case.correct",
        "case.facts",
        "case.lineage",
        "case.makers",
        "case.photo",
        "case.similar",
        "case.users",
        "case.wrong",
    )
    talking.show("case", aside="case.aside", after="case.after", ask="case.ask")
    slots.register("case.correct", template="moderation/_correct.html", context=fillings.report("case"))
    slots.register("case.makers", template="moderation/_hidden.html", context=fillings.hidden("case"), order=10)
    slots.register("case.photo", template="moderation/_report_file.html", context=fillings.report("file"))
