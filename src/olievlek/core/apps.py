"""The app of the room `core`."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CoreConfig(AppConfig):
    name = "olievlek.core"
    verbose_name = _("Core")

    def ready(self) -> None:
        from olievlek.core import checks, mail, worker  # registers the system checks

        assert checks
        worker.register("mail", mail.send_waiting)
