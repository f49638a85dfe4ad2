"""The app of the room `moderation`."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

A_DAY = 24 * 3600


class ModerationConfig(AppConfig):
    name = "olievlek.moderation"
    verbose_name = _("Moderation")

    def ready(self) -> None:
        from olievlek.accounts import erasure, mydata
        from olievlek.core import navigation, nouns, slots, worker
        from olievlek.moderation import erasure as own
        from olievlek.moderation import fillings, hidden, retention, subjects
        from olievlek.moderation.models import Message
        from olievlek.moderation.nouns import NOUNS
        from olievlek.organisations import merging, roles
        from olievlek.organisations.models import Organisation

        nouns.declare(*NOUNS)
        subjects.register(
            "organisation", path="organisatie", model=Organisation, label=_("organisation"), kinds=["correct", "abuse"]
        )
        hidden.register()
        merging.register(Message, "for_organisation")
        erasure.register(own.forget)
        mydata.register("moderation.Message", own.messages_of)
        mydata.register("moderation.Appeal", own.appeals_of)
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
        roles.permit(roles.Resident, "moderation.object", _("object once when something of yours is hidden"), order=45)
        roles.permit(
            roles.Moderator, "moderation.moderate", _("answer what people tell us, and hide what can not stay")
        )
        worker.register("moderation.retention", retention.forget_senders, every=A_DAY)
