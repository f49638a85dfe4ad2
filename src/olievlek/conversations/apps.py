"""The app of the room `conversations`."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

A_DAY = 24 * 3600


class ConversationsConfig(AppConfig):
    name = "olievlek.conversations"
    verbose_name = _("Conversations")

    def ready(self) -> None:
        from olievlek.accounts import erasure, mydata
        from olievlek.conversations import asked, fillings, hidden, leaving, retention, subjects, talking
        from olievlek.conversations.models import Comment, Message, Request
        from olievlek.conversations.nouns import NOUNS
        from olievlek.core import navigation, nouns, slots, worker
        from olievlek.organisations import merging, roles
        from olievlek.organisations.models import Organisation

        nouns.declare(*NOUNS)
        subjects.register(
            "organisation", path="organisatie", model=Organisation, label=_("organisation"), kinds=["correct", "abuse"]
        )
        subjects.register("request", path="collegavraag", model=Request, label=_("question"), kinds=["abuse"])
        hidden.register()
        merging.register(Request, "to", unique=["asker", "about_kind", "about_id"], clash=asked.merged)
        for model, field in (
            (Request, "for_organisation"),
            (Comment, "for_organisation"),
            (Message, "for_organisation"),
        ):
            merging.register(model, field)
        navigation.register(
            _("What of mine is hidden?"), "conversations:hidings", menu="account", order=90, shown=fillings.signed_in
        )
        erasure.register(leaving.forget)
        mydata.register("conversations.Request", leaving.requests_of, others=leaving.not_hers)
        mydata.register("conversations.Message", leaving.messages_of)
        mydata.register("conversations.Comment", leaving.comments_of)
        mydata.register("conversations.Appeal", leaving.appeals_of)
        mydata.register("conversations.Thank", leaving.thanks_of)
        slots.register("account.menu", template="conversations/_waiting.html", context=fillings.waiting, order=10)
        slots.register("accessibility.form", template="conversations/_tell.html", context=fillings.accessibility)
        slots.register("contact.link", template="conversations/_contact.html")
        slots.register("case.aside", template="conversations/_beside.html", context=talking.beside("case"), order=20)
        slots.register("case.after", template="conversations/_comments.html", context=talking.under("case"), order=20)
        slots.register("case.ask", template="conversations/_ask_link.html", context=fillings.ask_link("case"))
        slots.register("case.after", template="conversations/_ask.html", context=fillings.ask("case"))
        slots.register("case.correct", template="conversations/_correct.html", context=fillings.report("case"))
        slots.register(
            "organisation.actions", template="conversations/_report.html", context=fillings.report("organisation")
        )
        slots.register("organisation.actions", template="conversations/_report_style.html", context=fillings.style)
        slots.register("person.actions", template="conversations/_report_profile.html", context=fillings.profile)
        slots.register("case.photo", template="conversations/_report_file.html", context=fillings.report("file"))
        slots.register("search.after", template="conversations/_leave_question.html", context=fillings.after_search)
        slots.register("search.none", template="conversations/_question_box.html", context=fillings.after_search)
        navigation.register(_("Messages"), "conversations:queue", menu="desk", order=10)
        navigation.register(_("Contact"), "conversations:contact", menu="about", order=90)
        navigation.register(_("Tip an example"), "conversations:tip", menu="about", order=80)
        roles.permit(roles.Resident, "conversations.comment", _("comment on examples, and thank who shared them"))
        roles.permit(roles.Resident, "conversations.object", _("object once when something of yours is hidden"))
        roles.permit(roles.Member, "conversations.ask", _("ask a maker a question, and answer for the organisation"))
        roles.permit(
            roles.Moderator, "conversations.moderate", _("answer what people tell us, and hide what can not stay")
        )
        worker.register("conversations.retention", retention.forget_senders, every=A_DAY)
