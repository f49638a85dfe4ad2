"""The app of the room `conversations`."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ConversationsConfig(AppConfig):
    name = "olievlek.conversations"
    verbose_name = _("Conversations")

    def ready(self) -> None:
        from olievlek.accounts import erasure, mydata
        from olievlek.conversations import actions, makers, recipients
        from olievlek.conversations import erasure as own
        from olievlek.conversations.models import Comment, Request
        from olievlek.conversations.nouns import NOUNS
        from olievlek.core import nouns
        from olievlek.moderation import subjects
        from olievlek.organisations import merging, roles

        nouns.declare(*NOUNS)
        subjects.register("request", path="collegavraag", model=Request, label=_("question"), kinds=["abuse"])
        subjects.register(
            "comment",
            path="reactie",
            model=Comment,
            label=_("comment"),
            kinds=["abuse"],
            hide=actions.hide_comment,
            unhide=actions.unhide_comment,
            makers=makers.of_comment,
            made_by=makers.comments_by,
        )
        merging.register(Request, "to", unique=["asker", "about_kind", "about_id"], clash=recipients.merged)
        merging.register(Request, "for_organisation")
        merging.register(Comment, "for_organisation")
        erasure.register(own.forget)
        mydata.register("conversations.Request", own.requests_of, others=own.not_hers)
        mydata.register("conversations.Comment", own.comments_of)
        mydata.register("conversations.Thank", own.thanks_of)
        roles.permit(
            roles.Resident, "conversations.comment", _("comment on examples, and thank who shared them"), order=40
        )
        roles.permit(roles.Member, "conversations.ask", _("ask a maker a question, and answer for the organisation"))
