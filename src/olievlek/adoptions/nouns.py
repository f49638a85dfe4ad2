"""The nouns of adoptions."""

from django.utils.translation import gettext_lazy as _

from olievlek.adoptions import actions, concern, events, makers, prompts
from olievlek.adoptions.models import Adaptation, Addition, Adoption, AdoptionStep
from olievlek.core.nouns import (
    Dossier,
    Follows,
    Hears,
    Label,
    Moderating,
    Noun,
    Permission,
    Prompting,
    Reading,
    Telling,
    none,
)

_WITH_CASE = "it is read, found and followed with its example"

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
    prompts=[Prompting("adoptions.copying", prompts.tasks, order=50)],
    permissions=[
        Permission("member", "adoptions.copy", _("copy an example for the organisation, and say how far it is")),
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

NOUNS = (ADOPTION, ADDITION)
