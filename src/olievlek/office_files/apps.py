"""The app of the room `office_files`."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class OfficeFilesConfig(AppConfig):
    name = "olievlek.office_files"
    verbose_name = _("Office files")
