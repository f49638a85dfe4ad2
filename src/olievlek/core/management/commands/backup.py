"""olievlek backup: one archive with the database, the files and the secret key."""

from pathlib import Path
from typing import Any

from django.core.management.base import CommandError

from olievlek.core import commands
from olievlek.core.backup import archive, taking


class Command(commands.Command):
    help = (
        "Write a backup, also while Olievlek runs: to FILE, or with a name of its own in `backups` in the data folder."
    )
    needs_tables = False
    requires_system_checks = []  # a backup must work before the settings are right

    def add_arguments(self, parser: Any) -> None:
        parser.add_argument("file", nargs="?", type=Path, help="where; must not exist, is never deleted by us")
        parser.add_argument(
            "--automatic", action="store_true", help="for a daily job: only the last seven of these stay"
        )

    def handle(self, *_args: Any, file: Path | None, automatic: bool, **_options: Any) -> None:
        if file and automatic:
            raise CommandError("An automatic backup has a name of its own: leave FILE out, or --automatic.")
        try:
            path = taking.automatic("daily") if automatic else taking.take(file or taking.named())
            with archive.opened(path) as (_archive, manifest):
                rows, files = manifest.rows, len(manifest.files)
        except archive.ArchiveError as error:
            raise CommandError(str(error)) from error
        self.stdout.write(f"{path}: {rows} rows, {files} files, {path.stat().st_size / 1e6:.1f} MB")
        for digest in manifest.missing:
            self.stderr.write(f"A row names the file {digest}, which is not in the data folder.")
