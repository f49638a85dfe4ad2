"""The app of the room `conversations`."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ConversationsConfig(AppConfig):
    name = "olievlek.conversations"
    verbose_name = _("Conversations")

    def ready(self) -> None:
        from olievlek.conversations import fillings, hearing, subjects, talking
        from olievlek.conversations.nouns import NOUNS
        from olievlek.core import navigation, nouns, slots

        nouns.each("moderating", subjects.read)
        nouns.each("moderating", hearing.read)
        nouns.declare(*NOUNS)
        navigation.register(
            _("What of mine is hidden?"), "conversations:hidings", menu="account", order=90, shown=fillings.signed_in
        )
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
