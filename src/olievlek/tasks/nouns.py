"""The noun of tasks."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from olievlek.core.nouns import Dossier, Follows, Label, Noun, Permission, Prompting, Reading, none
from olievlek.tasks.models import Task
from olievlek.tasks.prompts import due_soon

_INSIDE = "the plan is read by who works there, and by nobody else"

NOUNS = (
    Noun(
        "task",
        Task,
        label=Label(_("task"), _("tasks")),
        reading=Reading(
            lambda user: Task.objects.visible_to(user),
            address=lambda task, _user: reverse("tasks:task", args=[task.pk]),
        ),
        dossier=Dossier(lambda task: task.finished_at),
        finding=none(_INSIDE),
        following=none(_INSIDE),
        asking=none(_INSIDE),
        working=none("a task has no tasks of its own"),
        prompts=[Prompting("tasks", due_soon, order=51)],
        permissions=[
            Permission("member", "tasks.change", _("put tasks in the plan of the organisation, and finish them")),
        ],
        moderating=none(_INSIDE),
        telling=none("who does it sees it on the workplace"),
        merging=[Follows("organisation")],
        my_data=none("it is of the organisation; that you do it is in the list of rows that name you"),
        erasure=none("the row stays without the person"),
        retention=none("as long as the plan"),
        files=none("no files"),
    ),
)
