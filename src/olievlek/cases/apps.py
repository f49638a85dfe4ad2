"""The app of the room `cases`."""

from django.apps import AppConfig
from django.urls import reverse
from django.utils.translation import gettext_lazy as _


class CasesConfig(AppConfig):
    name = "olievlek.cases"
    verbose_name = _("Examples")

    def ready(self) -> None:
        from olievlek.cases.nouns import NOUNS
        from olievlek.core import nouns

        nouns.declare(*NOUNS)
        _talking()
        _writing()
        _leaving()
        _places()


def _talking() -> None:
    """What people say about an example, a photo or a file, and what moderators do with it."""
    from olievlek.cases import actions, asking, makers
    from olievlek.cases.models import Case, CaseFile
    from olievlek.moderation import subjects

    subjects.register(
        "case",
        path="praktijk",
        model=Case,
        label=_("example"),
        hide=actions.hide,
        unhide=actions.unhide,
        remove=actions.remove,
        restore=actions.restore,
        hand_over=actions.hand_over,
        hand_back=actions.hand_back,
        correct=lambda case: reverse("cases:case_correct", args=[case.slug]),
        whom=asking.whom,
        makers=makers.of_case,
        made_by=makers.cases_by,
    )
    subjects.register(
        "file",
        path="bestand",
        model=CaseFile,
        label=_("photo or file"),
        kinds=["abuse"],
        hide=actions.hide_file,
        unhide=actions.unhide_file,
        makers=makers.of_file,
        made_by=makers.files_by,
    )


def _writing() -> None:
    """What members do with examples of their own."""
    from olievlek.cases import photos as kept
    from olievlek.cases import trash
    from olievlek.core import photos, worker
    from olievlek.organisations import roles

    worker.register("cases.trash", trash.empty, every=600)
    photos.register(kept.digests)
    worker.register("cases.files", photos.sweep, every=3600)
    roles.permit(roles.Member, "cases.share", _("share an example for the organisation, at first for yourself"))
    roles.permit(roles.Coordinator, "cases.edit", _("change the examples that the organisation shares"))


def _leaving() -> None:
    """People who leave or join, and organisations that merge."""
    from olievlek.accounts import erasure, mydata
    from olievlek.cases import claims, leaving
    from olievlek.cases.models import Case
    from olievlek.organisations import events as mergers
    from olievlek.organisations import merging
    from olievlek.timeline.record import listen

    mydata.unlinked("cases.Contact", "names that public documents give; they belong to no account")
    mydata.register("cases.Case", leaving.cases_of)
    mydata.register("cases.CasePerson", leaving.roles_of)
    erasure.register(leaving.forget)
    merging.register(Case, "owner")
    merging.register(Case, "owner_before")
    listen(mergers.MERGED, leaving.follow_merger)
    listen(mergers.JOINED, claims.let_claimants_edit)


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
    slots.register("case.photo", template="moderation/_report_file.html", context=fillings.report("file"))
