"""The app of the room `organisations`."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

A_DAY = 24 * 3600


class OrganisationsConfig(AppConfig):
    name = "olievlek.organisations"
    verbose_name = _("Organisations")

    def ready(self) -> None:
        from olievlek.accounts import arrival, erasure, mydata, whereabouts
        from olievlek.accounts import demo as people
        from olievlek.accounts.events import ADDRESS_VERIFIED
        from olievlek.core import audience, mail, navigation, nouns, photos, prompts, slots, stamps, term, worker
        from olievlek.organisations import (
            acting,
            demo,
            fillings,
            house_style,
            listening,
            membership,
            merging,
            retention,
        )
        from olievlek.organisations import desk as waiting
        from olievlek.organisations.actions import inviting
        from olievlek.organisations.nouns import NOUNS
        from olievlek.timeline.record import listen

        nouns.declare(*NOUNS)
        navigation.register(_("Organisations"), "organisations:organisation_list", order=20)
        navigation.register(_("Who may do what"), "organisations:roles", menu="about", order=70)
        navigation.register(_("Organisations"), "organisations:desk", menu="desk", order=20)
        audience.register(membership.tokens)
        prompts.register("organisations.review", waiting.reviews_due, order=60)
        people.register(demo.load)
        stamps.register(acting.stamp)
        term.register(house_style.words)
        photos.register(house_style.logos)
        slots.declare(
            "my_organisation.sections",
            "organisation.actions",
            "organisation.columns",
            "organisation.contact",
            "organisation.sections",
        )
        slots.register("head.style", template="organisations/_sheet.html", context=fillings.style_sheet)
        merging.register_own()
        listen(ADDRESS_VERIFIED, listening.address_verified)
        arrival.register(listening.arrive)
        erasure.register(listening.forget)
        whereabouts.register(membership.places)
        mydata.unlinked("organisations.SentAway", "a code of an address that outlives the account; it names nobody")
        mydata.register("organisations.Membership", listening.memberships_of)
        mydata.register("organisations.JoinRequest", listening.requests_of)
        mydata.register("organisations.Invitation", listening.invitations_of, secret=["digest"])
        worker.register("organisations.invitations", mail.patiently(inviting.send_invitations))
        worker.register("organisations.retention", retention.forget_old, every=A_DAY)
        slots.register("header.account", template="organisations/_acting.html", context=fillings.acting_menu, order=80)
        slots.register("header.account", template="organisations/_desk_link.html", context=fillings.desk, order=20)
        slots.register("organisation.actions", template="organisations/_join_link.html", context=fillings.join, order=5)
