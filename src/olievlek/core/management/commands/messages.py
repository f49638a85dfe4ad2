"""olievlek messages: bring the Dutch catalogues in line with code and templates."""

from typing import Any

from olievlek.core import commands, messages


class Command(commands.Command):
    help = "Update every room's catalogue: new messages empty, unused ones out. Needs no gettext."
    needs_tables = False
    requires_system_checks: list[str] = []

    def handle(self, *_args: Any, **_options: Any) -> None:
        for room in messages.rooms():
            empty = messages.update(room)
            if empty:
                self.stdout.write(f"{room.name}: {empty} messages wait for Dutch ({messages.catalogue_path(room)})")
