"""olievlek compile_messages: .po to .mo with Babel, so that set-up needs no gettext."""

from typing import Any

from django.core.management.base import BaseCommand

from olievlek.core import messages


class Command(BaseCommand):
    help = "Compile every room's catalogue."
    requires_system_checks: list[str] = []

    def handle(self, *_args: Any, **_options: Any) -> None:
        self.stdout.write(f"{messages.compile_all()} catalogues compiled")
