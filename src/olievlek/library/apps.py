"""The app of the room `library`."""

from django.apps import AppConfig
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _


def _signed_in(request: HttpRequest) -> bool:
    user = getattr(request, "user", None)  # error pages may come before anybody is known
    return user is not None and user.is_authenticated


class LibraryConfig(AppConfig):
    name = "olievlek.library"
    verbose_name = _("Library")

    def ready(self) -> None:
        from olievlek.accounts import mydata
        from olievlek.core import navigation, nouns, slots
        from olievlek.index import projection
        from olievlek.library import actions, asking, events, findable, helping, makers, organisation_page
        from olievlek.library.models import Case
        from olievlek.library.nouns import NOUNS
        from olievlek.moderation import subjects
        from olievlek.vocabulary import suggest

        nouns.declare(*NOUNS)
        assert events
        slots.declare("case.after", "case.aside", "case.ask", "case.correct", "case.photo", "theme.actions")
        mydata.unlinked("library.Contact", "names that public documents give; they belong to no account")
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
            hand_over=actions.hand_over,
            hand_back=actions.hand_back,
            correct=lambda case: reverse("library:case_correct", args=[case.slug]),
            whom=asking.whom,
            makers=makers.of_case,
            made_by=makers.cases_by,
        )
        suggest.register(helping.cases, order=10)
        navigation.register(_("Discover"), "library:cases", order=10)
        navigation.register(_("Themes"), "library:themes", order=30)
        navigation.register(_("Names to match"), "library:names", menu="desk", order=30)
        _telling()
        _copying()
        columns, sections = "library/_organisation_columns.html", "library/_organisation_to_copy.html"
        slots.register("organisation.columns", template=columns, context=organisation_page.columns, order=10)
        slots.register("organisation.sections", template=sections, context=organisation_page.sections, order=10)
        _places()


def _places() -> None:
    """The slots of its pages, and what lower rooms show there."""
    from olievlek.conversations import talking
    from olievlek.core import slots
    from olievlek.moderation import fillings

    talking.show("case", aside="case.aside", after="case.after", ask="case.ask")
    slots.register("case.correct", template="moderation/_correct.html", context=fillings.report("case"))
    slots.register("case.photo", template="moderation/_report_file.html", context=fillings.report("file"))


def _telling() -> None:
    """What members do with cases of their own."""
    from olievlek.accounts import erasure, mydata
    from olievlek.core import navigation, photos, slots, worker
    from olievlek.library import claims, filing, leaving, retention, trash
    from olievlek.library.models import Case, SheetImport
    from olievlek.library.views import ours
    from olievlek.organisations import events as mergers
    from olievlek.organisations import merging, roles
    from olievlek.timeline.record import listen

    navigation.register(_("My examples"), "library:mine", menu="account", order=5, shown=_signed_in)
    worker.register("library.trash", trash.empty, every=600)
    photos.register(filing.digests)
    worker.register("library.files", photos.sweep, every=3600)
    worker.register("library.sheets", retention.forget_sheets, every=3600)
    on_mine = "library/_on_my_organisation.html"
    slots.register("my_organisation.sections", template=on_mine, context=ours.on_my_organisation, order=10)
    erasure.register(leaving.forget)
    mydata.register("library.Case", leaving.cases_of)
    mydata.register("library.SheetImport", leaving.sheets_of)
    mydata.register("library.CasePerson", leaving.roles_of)
    merging.register(Case, "owner")
    merging.register(Case, "owner_before")
    merging.register(SheetImport, "owner")
    listen(mergers.MERGED, leaving.follow_merger)
    listen(mergers.JOINED, claims.let_claimants_edit)
    roles.permit(roles.Member, "library.share", _("share an example for the organisation, at first for yourself"))
    roles.permit(roles.Coordinator, "library.edit", _("change the examples that the organisation shares"))


def _copying() -> None:
    """What organisations do with the cases of others."""
    from olievlek.core import desk as workplace
    from olievlek.core import navigation, slots
    from olievlek.library import actions, copy_start, desk, events, makers
    from olievlek.library.models import Addition, Adoption, CaseFile
    from olievlek.moderation import hidden, subjects
    from olievlek.organisations import merging, roles

    subjects.register(
        "addition",
        path="aanvulling",
        model=Addition,
        label=_("addition"),
        kinds=["abuse", "correct", "remove"],
        hide=actions.hide_addition,
        unhide=actions.unhide_addition,
        makers=makers.of_addition,
        made_by=makers.additions_by,
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
    hidden.hear(events.CASE_HIDDEN, events.CASE_SHOWN_AGAIN)
    hidden.hear(events.ADDITION_HIDDEN, events.ADDITION_SHOWN_AGAIN)
    hidden.hear(events.FILE_HIDDEN, events.FILE_SHOWN)
    slots.register("case.aside", template="library/_copy_start.html", context=copy_start.aside, order=5)
    slots.register("case.after", template="library/_additions.html", context=copy_start.additions, order=5)
    navigation.register(_("What we copy"), "library:copies", menu="account", order=6, shown=_signed_in)
    workplace.register("library.copying", desk.tasks, order=40)
    merging.register(Adoption, "organisation", unique=["case"], clash=actions.merge_rows)
    merging.register(Addition, "organisation")
    roles.permit(roles.Member, "library.copy", _("copy an example for the organisation, and say how far it is"))
