"""The nouns of the library."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from olievlek.core.nouns import (
    Asking,
    Dossier,
    Finding,
    Following,
    Follows,
    Hears,
    Label,
    Moderating,
    MyData,
    Noun,
    Permission,
    Prompt,
    Reading,
    Recipients,
    Retention,
    Telling,
    Unlinked,
    none,
    record_of,
)
from olievlek.library import (
    actions,
    asking,
    concern,
    desk,
    events,
    filing,
    findable,
    leaving,
    makers,
    retention,
    trash,
)
from olievlek.library.models import (
    Adaptation,
    Addition,
    Adoption,
    AdoptionStep,
    BuildingBlock,
    Case,
    CaseFile,
    CasePerson,
    CaseTerm,
    Contact,
    Lineage,
    LoadedFile,
    Part,
    Result,
    SheetImport,
    Version,
)
from olievlek.vocabulary.models import List, Term

_WITH_CASE = "it is read, found and followed with its example"

CASE = Noun(
    "case",
    Case,
    parts={
        "building_block": BuildingBlock,
        "case_contact": Contact,
        "case_part": Part,
        "case_person": CasePerson,
        "case_result": Result,
        "case_term": CaseTerm,
        "case_version": Version,
        "lineage": Lineage,
        "loaded_file": LoadedFile,
    },
    label=Label(_("example"), _("examples")),
    reading=Reading(lambda user: Case.objects.visible_to(user)),
    dossier=Dossier(lambda case: case.published_at),
    finding=Finding(findable.project),
    following=Following("praktijk", slot="case.aside", name="case"),
    asking=Asking(lambda case: Recipients(organisations=asking.whom(case))),
    working=none("tasks stand with the adoption of an organisation"),
    prompts=[Prompt("library.drafts", desk.drafts, order=40)],
    permissions=[
        Permission("member", "library.share", _("share an example for the organisation, at first for yourself")),
        Permission("coordinator", "library.edit", _("change the examples that the organisation shares")),
    ],
    moderating=Moderating(
        path="praktijk",
        hide=actions.hide,
        unhide=actions.unhide,
        hears=(events.CASE_HIDDEN, events.CASE_SHOWN_AGAIN),
        remove=actions.remove,
        restore=actions.restore,
        hand_over=actions.hand_over,
        hand_back=actions.hand_back,
        correct=lambda case: reverse("library:case_correct", args=[case.slug]),
        makers=makers.of_case,
        made_by=makers.cases_by,
    ),
    telling=Telling(
        {
            events.PERSON_ASKED: Hears("membership", concern.asked_along),
            events.CASE_PUBLISHED: Hears("examples", concern.news),
            events.CASE_REVISED: Hears("examples", concern.changed),
            events.CASE_CHANGED: Hears("examples", concern.changed),
            events.CASE_CORRECTED: Hears("examples", concern.changed),
        },
        around=concern.around,
    ),
    merging=[Follows("owner"), Follows("owner_before")],
    my_data=[
        MyData(leaving.cases_of),
        MyData(leaving.roles_of, part="case_person"),
        Unlinked("case_contact", "names that public documents give; they belong to no account"),
    ],
    erasure=leaving.forget,
    retention=[Retention("library.trash", trash.empty, every=600)],
    files=none("its files are nouns of their own"),
)

FILE = Noun(
    "file",
    CaseFile,
    label=Label(_("photo or file"), _("photos and files")),
    reading=Reading(lambda user: CaseFile.objects.visible_to(user)),
    dossier=none("it stands in the dossier with its example"),
    finding=none(_WITH_CASE),
    following=none(_WITH_CASE),
    asking=none("people ask about the example"),
    working=none("tasks stand with the adoption of an organisation"),
    prompts=none("nobody needs a photo"),
    permissions=none("who may change the example may change its files"),
    moderating=Moderating(
        path="bestand",
        kinds=["abuse"],
        hide=actions.hide_file,
        unhide=actions.unhide_file,
        hears=(events.FILE_HIDDEN, events.FILE_SHOWN),
        makers=makers.of_file,
        made_by=makers.files_by,
    ),
    telling=none("followers hear of the example, not of each file"),
    merging=none("it follows its example"),
    my_data=none("it is of the example; that you added it is in the list of rows that name you"),
    erasure=leaving.forget,
    retention=none("as long as its example"),
    files=filing.digests,
)

ADOPTION = Noun(
    "adoption",
    Adoption,
    parts={"adaptation": Adaptation, "adoption_step": AdoptionStep},
    label=Label(_("adoption"), _("adoptions")),
    reading=Reading(lambda user: Adoption.objects.visible_to(user)),
    dossier=Dossier(lambda adoption: adoption.moved_at),
    finding=none(_WITH_CASE),
    following=none(_WITH_CASE),
    asking=none("people ask about the example; who uses it is among those who answer"),
    working=none("its page asks how it goes; there is no plan on it yet"),
    prompts=[Prompt("library.copying", desk.tasks, order=50)],
    permissions=[
        Permission("member", "library.copy", _("copy an example for the organisation, and say how far it is")),
    ],
    moderating=none("it is a fact about an organisation; what is shared of it is an addition"),
    telling=Telling(
        {
            events.ADOPTION_ADDED: Hears("copying", concern.copying, concern.stages),
            events.ADOPTION_MOVED: Hears("copying", concern.copying, concern.stages),
        }
    ),
    merging=[Follows("organisation", ["case"], actions.merge_rows)],
    my_data=none("it is of the organisation; that you changed it is in the list of rows that name you"),
    erasure=none("the rows stay without the person"),
    retention=none("as long as its example"),
    files=none("no files"),
)

ADDITION = Noun(
    "addition",
    Addition,
    label=Label(_("addition"), _("additions")),
    reading=Reading(lambda user: Addition.objects.visible_to(user)),
    dossier=none("it stands in the dossier with its example"),
    finding=none(_WITH_CASE),
    following=none(_WITH_CASE),
    asking=none("people ask about the example"),
    working=none("tasks stand with the adoption of an organisation"),
    prompts=none("sharing back is a choice"),
    permissions=none("who may copy for an organisation may share back for it"),
    moderating=Moderating(
        path="aanvulling",
        kinds=["abuse", "correct", "remove"],
        hide=actions.hide_addition,
        unhide=actions.unhide_addition,
        hears=(events.ADDITION_HIDDEN, events.ADDITION_SHOWN_AGAIN),
        makers=makers.of_addition,
        made_by=makers.additions_by,
    ),
    telling=Telling({events.ADDITION_MADE: Hears("copying", concern.copying)}),
    merging=[Follows("organisation")],
    my_data=none("it is of the organisation; that you wrote it is in the list of rows that name you"),
    erasure=none("the words stay with the organisation, without the person"),
    retention=none("as long as its example"),
    files=none("no files"),
)

SHEET = record_of(
    "sheet",
    SheetImport,
    "who brought it works through it alone",
    merging=[Follows("owner")],
    my_data=[MyData(leaving.sheets_of)],
    erasure=leaving.forget,
    retention=[Retention("library.sheets", retention.forget_sheets, every=3600)],
)

NOUNS = (CASE, FILE, ADOPTION, ADDITION, SHEET)

THEME = Reading(
    lambda _user: Term.objects.filter(list=List.THEME),
    address=lambda theme, _user: reverse("library:theme", args=[theme.key]),
)
