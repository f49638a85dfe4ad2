"""The app of the room `tasks`."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class TasksConfig(AppConfig):
    name = "olievlek.tasks"
    verbose_name = _("Tasks")

    def ready(self) -> None:
        from olievlek.core import nouns
        from olievlek.tasks.nouns import NOUNS

        nouns.declare(*NOUNS)
