"""The nouns of conversations."""

from django.utils.translation import gettext_lazy as _

from olievlek.conversations import actions, asked, concern, desk, events, leaving, retention
from olievlek.conversations.models import Appeal, Comment, Hiding, Message, Note, Reply, Request, Thank
from olievlek.core.nouns import (
    Dossier,
    Follows,
    Hears,
    Label,
    Moderating,
    MyData,
    Noun,
    Permission,
    Prompt,
    Reading,
    Retention,
    Telling,
    none,
    record_of,
)

A_DAY = 24 * 3600
_MODERATORS = "moderators alone read it"
_BETWEEN = "it is between who asks and who answers"

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
        prompts=[Prompt("conversations.messages", desk.messages, order=15)],
        permissions=[
            Permission(
                "moderator", "conversations.moderate", _("answer what people tell us, and hide what can not stay")
            ),
        ],
        moderating=none("it is how moderating begins"),
        telling=none("who sent it gets a mail"),
        merging=[Follows("for_organisation")],
        my_data=[MyData(leaving.messages_of)],
        erasure=leaving.forget,
        retention=[Retention("conversations.retention", retention.forget_senders, every=A_DAY)],
        files=none("no files"),
    ),
    Noun(
        "request",
        Request,
        label=Label(_("question"), _("questions")),
        reading=Reading(
            lambda user: Request.objects.visible_to(user).select_related("to", "for_organisation"),
            title=concern.question_title,
        ),
        dossier=Dossier(lambda request: request.decided_at),
        finding=none(_BETWEEN),
        following=none(_BETWEEN),
        asking=none("it is a question itself"),
        working=none("it is answered, not planned"),
        prompts=[
            Prompt("conversations.to_answer", desk.to_answer, order=10),
            Prompt("conversations.answered", desk.answered, order=20),
        ],
        permissions=[
            Permission("member", "conversations.ask", _("ask a maker a question, and answer for the organisation")),
        ],
        moderating=Moderating(
            path="collegavraag", kinds=["abuse"], makers=none("nobody hides one"), made_by=none("nobody hides one")
        ),
        telling=Telling(
            {
                events.REQUEST_SENT: Hears("questions", concern.question),
                events.REQUEST_ACCEPTED: Hears("questions", concern.answer),
                events.REQUEST_DECLINED: Hears("questions", concern.answer),
            }
        ),
        merging=[Follows("to", ["asker", "about_kind", "about_id"], asked.merged), Follows("for_organisation")],
        my_data=[MyData(leaving.requests_of, others=leaving.not_hers)],
        erasure=leaving.forget,
        retention=none("as long as what it is about; who leaves takes the words along"),
        files=none("no files"),
    ),
    Noun(
        "comment",
        Comment,
        label=Label(_("comment"), _("comments")),
        reading=Reading(lambda user: Comment.objects.visible_to(user)),
        dossier=Dossier(lambda comment: comment.at),
        finding=none("it is found with what it is about"),
        following=none("it is followed with what it is about"),
        asking=none("it stands under what people can ask about"),
        working=none("a comment is answered, not planned"),
        prompts=none("nobody must answer a comment"),
        permissions=[
            Permission("resident", "conversations.comment", _("comment on examples, and thank who shared them")),
        ],
        moderating=Moderating(
            path="reactie",
            kinds=["abuse"],
            hide=actions.hide_comment,
            unhide=actions.unhide_comment,
            hears=(events.COMMENT_HIDDEN, events.COMMENT_SHOWN),
            makers=lambda comment: [comment.by],
            made_by=lambda user: Comment.objects.filter(by_id=user.pk, removed_at=None),
        ),
        telling=Telling({events.COMMENTED: Hears("comments", concern.comment)}),
        merging=[Follows("for_organisation")],
        my_data=[MyData(leaving.comments_of)],
        erasure=leaving.forget,
        retention=none("until its writer takes it away"),
        files=none("no files"),
    ),
    record_of(
        "thank",
        Thank,
        "only how many there are is shown",
        my_data=[MyData(leaving.thanks_of)],
        erasure=leaving.forget,
    ),
    Noun(
        "hiding",
        Hiding,
        parts={"appeal": Appeal},
        label=Label(_("hiding"), _("hidings")),
        reading=Reading(lambda user: Hiding.objects.visible_to(user), title=concern.hidden_title, read=concern.hidings),
        dossier=none("what is hidden stays out of sight"),
        finding=none("what is hidden stays out of sight"),
        following=none("its makers hear of it by themselves"),
        asking=none("its makers object instead"),
        working=none("it is decided, not planned"),
        prompts=none("makers need not object"),
        permissions=[
            Permission("resident", "conversations.object", _("object once when something of yours is hidden")),
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
        my_data=[MyData(leaving.appeals_of, part="appeal")],
        erasure=leaving.forget,
        retention=none("the reason stays, also after it is shown again"),
        files=none("no files"),
    ),
)
