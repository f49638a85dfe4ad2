"""olievlek migrate: Django's own, after a backup of what it is going to change."""

from typing import Any

from django.core.management.base import CommandError
from django.core.management.commands import migrate
from django.db import DEFAULT_DB_ALIAS, connections
from django.db.migrations.executor import MigrationExecutor

from olievlek.core import commands
from olievlek.core.backup import archive, taking
from olievlek.core.backup.databases import engine

BEFORE_MIGRATION = "before-migration"


class Command(commands.Command, migrate.Command):
    help = f"{migrate.Command.help} Makes a backup first when there is something to lose."
    needs_tables = False
    how = "Nothing is lost: the backup of before stands in `backups` in the data folder."

    def add_arguments(self, parser: Any) -> None:
        super().add_arguments(parser)
        parser.add_argument("--no-backup", action="store_true", help="you made one yourself")

    def handle(self, *args: Any, **options: Any) -> None:
        reads_only = options.get("plan") or options.get("check_unapplied") or options.get("no_backup")
        if not reads_only and options["database"] == DEFAULT_DB_ALIAS and changes_rows(options):
            try:
                self.stdout.write(f"Backup before the database changes: {taking.automatic(BEFORE_MIGRATION)}")
            except archive.ArchiveError as error:
                raise CommandError(
                    f"No backup could be made, so the database was not changed. {error} "
                    "If you made one yourself: olievlek migrate --no-backup"
                ) from error
        super().handle(*args, **options)


def changes_rows(options: dict[str, Any]) -> bool:
    """Whether migrations wait, or some are to be taken back, in a database that holds something."""
    executor = MigrationExecutor(connections[DEFAULT_DB_ALIAS])
    if not executor.loader.applied_migrations or engine().is_empty():
        return False
    back = options.get("migration_name") is not None
    return back or bool(executor.migration_plan(executor.loader.graph.leaf_nodes()))
