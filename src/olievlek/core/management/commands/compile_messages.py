"""olievlek compile_messages: .po to .mo with Babel, so that set-up needs no gettext."""

from typing import Any

from olievlek.core import commands, messages


class Command(commands.Command):
    help = "Compile every room's catalogue."
    needs_tables = False
    requires_system_checks: list[str] = []

    def handle(self, *_args: Any, **_options: Any) -> None:
        self.stdout.write(f"{messages.compile_all()} catalogues compiled")
