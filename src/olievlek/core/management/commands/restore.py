"""olievlek restore: check an archive, or put it back."""

from pathlib import Path
from typing import Any

from django.core.management.base import CommandError

from olievlek.core import commands
from olievlek.core.backup import archive, restoring
from olievlek.core.backup.restoring import Unpacked


class Command(commands.Command):
    help = "Put a backup back. Stop Olievlek first. With --check only look whether it can be put back."
    needs_tables = False
    requires_system_checks = []  # the database may be what is broken

    def add_arguments(self, parser: Any) -> None:
        parser.add_argument("file", type=Path, help="an archive that `backup` made")
        parser.add_argument(
            "--check", action="store_true", help="build everything up beside the data, compare, change nothing"
        )
        parser.add_argument("--yes", action="store_true", help="replace what stands here; a backup of it is made first")

    def handle(self, *_args: Any, file: Path, check: bool, yes: bool, **_options: Any) -> None:
        try:
            with restoring.checked(file) as found:
                self.stdout.write(told(found))
                if check:
                    return
                if not yes and not found.engine.is_empty():
                    raise CommandError(
                        "There is a database here. Add --yes to replace it; a backup of it is made first."
                    )
                restoring.restore(found, self.stdout.write)
        except archive.ArchiveError as error:
            raise CommandError(str(error)) from error
        self.stdout.write("Restored. Everyone signs in again. Start Olievlek: it makes the search index first.")


def told(found: Unpacked) -> str:
    manifest = found.manifest
    rows, tables, files = manifest.rows, len(manifest.tables), len(manifest.files)
    return f"{rows} rows in {tables} tables and {files} files of {manifest.made_at}: every one as it was written."
