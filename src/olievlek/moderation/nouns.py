"""The nouns of moderation."""

from django.utils.translation import gettext_lazy as _

from olievlek.core.nouns import (
    Follows,
    Hears,
    Label,
    MyData,
    Noun,
    Permission,
    Prompting,
    Reading,
    Retention,
    Telling,
    none,
)
from olievlek.moderation import concern, erasure, events, prompts, retention
from olievlek.moderation.models import Appeal, Hiding, Message, Note, Reply

A_DAY = 24 * 3600
_MODERATORS = "moderators alone read it"

NOUNS = (
    Noun(
        "message",
        Message,
        parts={"note": Note, "reply": Reply},
        label=Label(_("message"), _("messages")),
        reading=Reading(lambda user: Message.objects.visible_to(user)),
        dossier=none(_MODERATORS),
        finding=none(_MODERATORS),
        following=none(_MODERATORS),
        asking=none(_MODERATORS),
        working=none("a message is answered, not planned"),
        prompts=[Prompting("moderation.messages", prompts.messages, order=15)],
        permissions=[
            Permission("moderator", "moderation.moderate", _("answer what people tell us, and hide what can not stay")),
        ],
        moderating=none("it is how moderating begins"),
        telling=none("who sent it gets a mail"),
        merging=[Follows("for_organisation")],
        my_data=[MyData(erasure.messages_of)],
        erasure=erasure.forget,
        retention=[Retention("moderation.retention", retention.forget_senders, every=A_DAY)],
        files=none("no files"),
    ),
    Noun(
        "hiding",
        Hiding,
        parts={"appeal": Appeal},
        label=Label(_("hiding"), _("hidings")),
        reading=Reading(lambda user: Hiding.objects.visible_to(user), title=concern.title, read=concern.of_maker),
        dossier=none("what is hidden stays out of sight"),
        finding=none("what is hidden stays out of sight"),
        following=none("its makers hear of it by themselves"),
        asking=none("its makers object instead"),
        working=none("it is decided, not planned"),
        prompts=none("makers need not object"),
        permissions=[
            Permission("resident", "moderation.object", _("object once when something of yours is hidden")),
        ],
        moderating=none("it is how moderating ends"),
        telling=Telling(
            {
                events.HIDING_TOLD: Hears("hidden", concern.hidden),
                events.HIDING_ENDED: Hears("hidden", concern.hidden),
                events.APPEAL_DECIDED: Hears("hidden", concern.hidden),
            }
        ),
        merging=none("it follows what it is about"),
        my_data=[MyData(erasure.appeals_of, part="appeal")],
        erasure=erasure.forget,
        retention=none("the reason stays, also after it is shown again"),
        files=none("no files"),
    ),
)
