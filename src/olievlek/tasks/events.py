"""Events of tasks."""

from django.utils.translation import gettext_lazy as _

from olievlek.timeline.events import declare

TASK_ADDED = declare("task.added", _("put a task in the plan"))
TASK_CHANGED = declare("task.changed", _("changed a task"))
TASK_FINISHED = declare("task.finished", _("finished a task"))
TASK_REOPENED = declare("task.reopened", _("took up a task again"))
TASK_DROPPED = declare("task.dropped", _("let a task go"))
