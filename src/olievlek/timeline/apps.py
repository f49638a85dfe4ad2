"""The app of the room `timeline`."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class TimelineConfig(AppConfig):
    name = "olievlek.timeline"
    verbose_name = _("Timeline")

    def ready(self) -> None:
        from olievlek.core import nouns
        from olievlek.timeline.nouns import NOUNS

        nouns.declare(*NOUNS)
