"""The nouns of cases."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from olievlek.cases import actions, asking, concern, events, leaving, makers, photos, prompts, trash
from olievlek.cases.models import (
    BuildingBlock,
    Case,
    CaseFile,
    CasePerson,
    CaseTerm,
    Contact,
    Lineage,
    Part,
    Result,
    Version,
)
from olievlek.core.nouns import (
    FROM_ABOVE,
    Asking,
    Dossier,
    Following,
    Follows,
    Hears,
    Label,
    Moderating,
    MyData,
    Noun,
    Permission,
    Prompting,
    Reading,
    Recipients,
    Retention,
    Telling,
    Unlinked,
    none,
)

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
    },
    label=Label(_("example"), _("examples")),
    reading=Reading(lambda user: Case.objects.visible_to(user)),
    dossier=Dossier(lambda case: case.published_at),
    finding=FROM_ABOVE,
    following=Following("praktijk", slot="case.aside", name="case"),
    asking=Asking(lambda case: Recipients(organisations=asking.whom(case))),
    working=none("tasks stand with the adoption of an organisation"),
    prompts=[Prompting("cases.drafts", prompts.drafts, order=40)],
    permissions=[
        Permission("member", "cases.share", _("share an example for the organisation, at first for yourself")),
        Permission("coordinator", "cases.edit", _("change the examples that the organisation shares")),
    ],
    moderating=Moderating(
        path="praktijk",
        hide=actions.hide,
        unhide=actions.unhide,
        remove=actions.remove,
        restore=actions.restore,
        hand_over=actions.hand_over,
        hand_back=actions.hand_back,
        correct=lambda case: reverse("cases:case_correct", args=[case.slug]),
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
    retention=[Retention("cases.trash", trash.empty, every=600)],
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
        makers=makers.of_file,
        made_by=makers.files_by,
    ),
    telling=none("followers hear of the example, not of each file"),
    merging=none("it follows its example"),
    my_data=none("it is of the example; that you added it is in the list of rows that name you"),
    erasure=leaving.forget,
    retention=none("as long as its example"),
    files=photos.digests,
)

NOUNS = (CASE, FILE)
