"""The app of the room `organisations`."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class OrganisationsConfig(AppConfig):
    name = "olievlek.organisations"
    verbose_name = _("Organisations")
