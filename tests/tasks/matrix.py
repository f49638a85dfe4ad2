"""The addresses of tasks in the access matrix."""

from tests.matrix.lines import Line, colleagues, members, when

TASK = when("tasks.Task", colleagues(), pk="pk")

ARGUMENTS: dict[str, Line] = {
    "tasks:drop": members(TASK),
    "tasks:finish": members(TASK),
    "tasks:reopen": members(TASK),
    "tasks:task": members(TASK),
}
