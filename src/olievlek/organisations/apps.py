"""The app of the room `organisations`."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class OrganisationsConfig(AppConfig):
    name = "olievlek.organisations"
    verbose_name = _("Organisations")

    def ready(self) -> None:
        from olievlek.accounts import demo as people
        from olievlek.core import audience, navigation
        from olievlek.organisations import demo, membership

        navigation.register(_("Organisations"), "organisations:organisation_list", order=20)
        audience.register(membership.tokens)
        people.register(demo.load)
