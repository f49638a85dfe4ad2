"""The app of the room `tasks`."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class TasksConfig(AppConfig):
    name = "olievlek.tasks"
    verbose_name = _("Tasks")

    def ready(self) -> None:
        from olievlek.core import nouns, prompts
        from olievlek.organisations import merging, roles
        from olievlek.tasks.models import Task
        from olievlek.tasks.nouns import NOUNS
        from olievlek.tasks.prompts import due_soon

        nouns.declare(*NOUNS)
        merging.register(Task, "organisation")
        prompts.register("tasks", due_soon, order=50)
        roles.permit(roles.Member, "tasks.change", _("put tasks in the plan of the organisation, and finish them"))
