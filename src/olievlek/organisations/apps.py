"""The app of the room `organisations`."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

A_DAY = 24 * 3600


class OrganisationsConfig(AppConfig):
    name = "olievlek.organisations"
    verbose_name = _("Organisations")

    def ready(self) -> None:
        from olievlek.accounts import arrival, whereabouts
        from olievlek.accounts import demo as people
        from olievlek.accounts.events import ADDRESS_VERIFIED
        from olievlek.core import audience, mail, navigation, nouns, slots, stamps, term, worker
        from olievlek.organisations import (
            acting,
            demo,
            fillings,
            house_style,
            listening,
            membership,
            merging,
            roles,
        )
        from olievlek.organisations.actions import inviting
        from olievlek.organisations.nouns import NOUNS
        from olievlek.timeline.record import listen

        nouns.each("merging", merging.read)
        nouns.each("permissions", roles.read)
        nouns.declare(*NOUNS)
        navigation.register(_("Organisations"), "organisations:organisation_list", order=20)
        navigation.register(_("Who may do what"), "organisations:roles", menu="about", order=70)
        navigation.register(_("Organisations"), "organisations:desk", menu="desk", order=20)
        audience.register(membership.tokens)
        people.register(demo.load)
        stamps.register(acting.stamp)
        term.register(house_style.words)
        slots.declare(
            "my_organisation.sections",
            "organisation.actions",
            "organisation.columns",
            "organisation.contact",
            "organisation.sections",
        )
        slots.register("head.style", template="organisations/_sheet.html", context=fillings.style_sheet)
        listen(ADDRESS_VERIFIED, listening.address_verified)
        arrival.register(listening.arrive)
        whereabouts.register(membership.places)
        worker.register("organisations.invitations", mail.patiently(inviting.send_invitations))
        slots.register("header.account", template="organisations/_acting.html", context=fillings.acting_menu, order=80)
        slots.register("header.account", template="organisations/_desk_link.html", context=fillings.desk, order=20)
        slots.register("organisation.actions", template="organisations/_join_link.html", context=fillings.join, order=5)
