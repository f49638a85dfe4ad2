"""The app of the room `conversations`."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

A_DAY = 24 * 3600


class ConversationsConfig(AppConfig):
    name = "olievlek.conversations"
    verbose_name = _("Conversations")

    def ready(self) -> None:
        from olievlek.conversations import fillings, retention, subjects
        from olievlek.core import navigation, slots, worker
        from olievlek.organisations.models import Organisation

        subjects.register(
            "organisation", path="organisatie", model=Organisation, label=_("organisation"), kinds=["correct", "abuse"]
        )
        slots.register("account.menu", template="conversations/_waiting.html", context=fillings.waiting, order=10)
        slots.register("accessibility.form", template="conversations/_tell.html", context=fillings.accessibility)
        slots.register("contact.link", template="conversations/_contact.html")
        slots.register("case.ask", template="conversations/_ask_link.html", context=fillings.report("case"))
        slots.register("case.after", template="conversations/_ask.html", context=fillings.ask("case"))
        slots.register("case.correct", template="conversations/_correct.html", context=fillings.report("case"))
        slots.register(
            "organisation.actions", template="conversations/_report.html", context=fillings.report("organisation")
        )
        slots.register("search.after", template="conversations/_leave_question.html", context=fillings.after_search)
        navigation.register(_("Contact"), "conversations:contact", menu="about", order=90)
        navigation.register(_("Tip an example"), "conversations:tip", menu="about", order=80)
        worker.register("conversations.retention", retention.forget_senders, every=A_DAY)
