"""The nouns of conversations."""

from django.utils.translation import gettext_lazy as _

from olievlek.conversations import actions, concern, erasure, events, makers, prompts, recipients
from olievlek.conversations.models import Comment, Request, Thank
from olievlek.core.nouns import (
    Dossier,
    Follows,
    Hears,
    Label,
    Moderating,
    MyData,
    Noun,
    Permission,
    Prompting,
    Reading,
    Telling,
    none,
    record_of,
)

_BETWEEN = "it is between who asks and who answers"

NOUNS = (
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
            Prompting("conversations.to_answer", prompts.to_answer, order=10),
            Prompting("conversations.answered", prompts.answered, order=20),
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
        merging=[Follows("to", ["asker", "about_kind", "about_id"], recipients.merged), Follows("for_organisation")],
        my_data=[MyData(erasure.requests_of, others=erasure.not_hers)],
        erasure=erasure.forget,
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
            makers=makers.of_comment,
            made_by=makers.comments_by,
        ),
        telling=Telling({events.COMMENTED: Hears("comments", concern.comment)}),
        merging=[Follows("for_organisation")],
        my_data=[MyData(erasure.comments_of)],
        erasure=erasure.forget,
        retention=none("until its writer takes it away"),
        files=none("no files"),
    ),
    record_of(
        "thank",
        Thank,
        "only how many there are is shown",
        my_data=[MyData(erasure.thanks_of)],
        erasure=erasure.forget,
    ),
)
