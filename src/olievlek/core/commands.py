"""What every command of ours inherits: no traceback for what an operator can mend."""

from typing import Any

from django.contrib.auth import get_user_model
from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError, connection

HOW = "Run `olievlek migrate` first; `make run` does that and loads the content."


class Command(BaseCommand):
    """Says how to mend a database that is not there or not up to date, and a file or folder that can not be used.

    `needs_tables` is off in a command that has nothing to do with the database.
    """

    needs_tables = True
    how = HOW

    def execute(self, *args: Any, **options: Any) -> str | None:
        try:
            if self.needs_tables:
                refuse_an_empty_database()
            return super().execute(*args, **options)
        except DatabaseError as error:
            raise CommandError(f"The database can not do this: {_first_line(error)}. {self.how}") from error
        except OSError as error:
            where = f" ({error.filename})" if error.filename else ""
            raise CommandError(f"A file or folder can not be used: {error.strerror or error}{where}.") from error


def refuse_an_empty_database() -> None:
    """Asked first, so that a command does not begin what it can not end."""
    try:
        tables = connection.introspection.table_names()
    except DatabaseError as error:
        told = _first_line(error)
        raise CommandError(
            f"The database can not be reached: {told}. Look at DATABASE_URL or OLIEVLEK_DATA."
        ) from error
    if get_user_model()._meta.db_table not in tables:
        raise CommandError(f"The database has no tables yet. {HOW}")


def _first_line(error: Exception) -> str:
    return next(iter(str(error).strip().splitlines()), type(error).__name__).rstrip(".")
