"""olievlek messages: bring the Dutch catalogues in line with code and templates."""

from typing import Any

from django.core.management.base import BaseCommand

from olievlek.core import messages


class Command(BaseCommand):
    help = "Update every room's catalogue: new messages empty, unused ones out. Needs no gettext."
    requires_system_checks: list[str] = []

    def handle(self, *_args: Any, **_options: Any) -> None:
        for room in messages.rooms():
            empty = messages.update(room)
            if empty:
                self.stdout.write(f"{room.name}: {empty} messages wait for Dutch ({messages.catalogue_path(room)})")
