"""The app of the room `api`."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ApiConfig(AppConfig):
    name = "olievlek.api"
    verbose_name = _("API")
