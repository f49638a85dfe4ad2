"""The app of the room `moderation`."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ModerationConfig(AppConfig):
    name = "olievlek.moderation"
    verbose_name = _("Moderation")

    def ready(self) -> None:
        from olievlek.core import navigation, nouns, slots
        from olievlek.moderation import fillings, subjects
        from olievlek.moderation.nouns import NOUNS

        nouns.each("moderating", subjects.read)
        nouns.declare(*NOUNS)
        slots.register("header.account", template="moderation/_waiting.html", context=fillings.waiting, order=10)
        slots.register(
            "organisation.actions", template="moderation/_report.html", context=fillings.report("organisation")
        )
        slots.register("organisation.actions", template="moderation/_report_style.html", context=fillings.style)
        slots.register("organisation.contact", template="moderation/_contact.html")
        slots.register("person.actions", template="moderation/_report_profile.html", context=fillings.profile)
        navigation.register(_("Messages"), "moderation:queue", menu="desk", order=10)
        navigation.register(_("Contact"), "moderation:contact", menu="about", order=90)
        navigation.register(_("Tip an example"), "moderation:tip", menu="about", order=80)
        navigation.register(
            _("What of mine is hidden?"), "moderation:hidings", menu="account", order=90, shown=fillings.signed_in
        )
