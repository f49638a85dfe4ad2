"""A whole database into one file while others write, and back. Needs no model, so it works before a migration too."""

import os
import shutil
import sqlite3
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any, Protocol

from django.db import connection

from olievlek.core.backup.archive import ArchiveError
from olievlek.core.backup.digests import of_rows

Tables = dict[str, tuple[int, str]]
APPLIED = "SELECT app, name FROM django_migrations ORDER BY app, name"
OTHERS = """
    SELECT count(*) FROM pg_stat_activity
    WHERE datname = current_database() AND pid <> pg_backend_pid() AND backend_type = 'client backend'
"""
GOODBYE = 5.0  # seconds: the server still counts a client for a moment after it has closed its connection


class Engine(Protocol):
    """How one kind of database is kept and put back."""

    kind: str

    def is_empty(self) -> bool: ...
    def snapshot(self, to: Path, left_out: list[str]) -> tuple[Tables, dict[str, list[str]]]: ...
    def check(self, dump: Path) -> Tables: ...
    def refuse_when_in_use(self) -> None: ...
    def replace(self, dump: Path) -> None: ...


def engine() -> Engine:
    return SQLite(Path(connection.settings_dict["NAME"])) if connection.vendor == "sqlite" else PostgreSQL()


def _others(database: Any) -> int:
    """How many other clients are connected. The server's own work, as autovacuum, is nobody's and ends by itself."""
    (others,) = database.execute(OTHERS).fetchone()
    return int(others)


def _by_room(rows: Any) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for room, name in rows:
        found.setdefault(room, []).append(name)
    return found


class SQLite:
    """Through the backup interface of SQLite in one step; the stepped one never ends while others write."""

    kind = "sqlite"

    def __init__(self, path: Path) -> None:
        self.path = path

    def is_empty(self) -> bool:
        if not self.path.exists():
            return True
        with closing(sqlite3.connect(self.path)) as database:
            return not _names(database)

    def snapshot(self, to: Path, left_out: list[str]) -> tuple[Tables, dict[str, list[str]]]:
        """The tables and migrations in it. What is left out is overwritten, not only unlinked."""
        with closing(sqlite3.connect(self.path, timeout=60)) as live, closing(sqlite3.connect(to)) as copy:
            to.chmod(0o600)
            live.backup(copy, pages=-1)
            for table in set(left_out) & set(_names(copy)):
                copy.execute(f'DELETE FROM "{table}"')  # noqa: S608  # names of our own tables
            copy.commit()
            copy.execute("PRAGMA journal_mode=DELETE")
            copy.execute("VACUUM")
            migrations = _by_room(copy.execute(APPLIED)) if "django_migrations" in _names(copy) else {}
            return _tables(copy), migrations

    def check(self, dump: Path) -> Tables:
        """Its tables; ArchiveError when SQLite finds damage in it."""
        try:
            with closing(sqlite3.connect(dump)) as database:
                damage = database.execute("PRAGMA integrity_check").fetchone()[0]
                orphans = database.execute("PRAGMA foreign_key_check").fetchall()
                if damage != "ok" or orphans:
                    raise ArchiveError(f"The database in this archive is damaged: {damage}, {len(orphans)} loose rows.")
                return _tables(database)
        except sqlite3.DatabaseError as error:
            raise ArchiveError(f"The database in this archive is damaged: {error}.") from error

    def refuse_when_in_use(self) -> None:
        """Only who has a database for themselves can take it out of WAL."""
        if not self.path.exists():
            return
        try:
            with closing(sqlite3.connect(self.path, timeout=0)) as database:
                database.execute("PRAGMA journal_mode=DELETE")
        except sqlite3.OperationalError as error:
            raise ArchiveError("Olievlek is running on this database. Stop it, then restore.") from error
        except sqlite3.DatabaseError:
            return  # broken: that is why somebody restores

    def replace(self, dump: Path) -> None:
        """Swap the file in one step; what a broken database left beside itself goes."""
        fresh = self.path.with_name(f".{self.path.name}.{os.getpid()}.restored")
        shutil.copyfile(dump, fresh)
        fresh.chmod(0o600)
        connection.close()
        for ending in ("-wal", "-shm", "-journal"):
            self.path.with_name(self.path.name + ending).unlink(missing_ok=True)
        fresh.replace(self.path)


def _names(database: sqlite3.Connection) -> list[str]:
    asked = "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY name"
    return [name for (name,) in database.execute(asked)]


def _tables(database: sqlite3.Connection) -> Tables:
    return {name: of_rows(database.execute(f'SELECT * FROM "{name}"')) for name in _names(database)}  # noqa: S608  # as above


class PostgreSQL:
    """Through pg_dump, in the same snapshot in which the tables are counted."""

    kind = "postgresql"

    def is_empty(self) -> bool:
        with self._connected() as database:
            return not self._names(database)

    def snapshot(self, to: Path, left_out: list[str]) -> tuple[Tables, dict[str, list[str]]]:
        """The tables and migrations in it."""
        _tool("pg_dump")
        with self._connected("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY") as database:
            (snapshot,) = database.execute("SELECT pg_export_snapshot()").fetchone()
            names = self._names(database)
            out = [f"--exclude-table-data={table}" for table in sorted(set(left_out) & set(names))]
            to.touch(mode=0o600)
            wanted = ["--format=custom", "--no-owner", "--no-privileges", f"--snapshot={snapshot}", f"--file={to}"]
            self._run("pg_dump", *wanted, *out)
            migrations = _by_room(database.execute(APPLIED)) if "django_migrations" in names else {}
            return self._tables(database, left_out), migrations

    def check(self, dump: Path) -> Tables:
        """Its tables, read from a database that is made for it and dropped again."""
        name = f"olievlek_check_{os.getpid()}"
        with self._connected() as database:
            try:
                database.execute(f"CREATE DATABASE \"{name}\" TEMPLATE template0 ENCODING 'UTF8'")
            except _psycopg().Error as error:
                raise ArchiveError(
                    f"To check an archive its database is built up beside yours, and that was refused ({error}). "
                    f"Let this user make databases: ALTER ROLE {database.info.user} CREATEDB."
                ) from error
            try:
                self._run("pg_restore", *_RESTORE, f"--dbname={name}", str(dump))
                with self._connected(dbname=name) as restored:
                    return self._tables(restored, [])
            finally:
                database.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')

    def refuse_when_in_use(self) -> None:
        connection.close()
        if pool := getattr(connection, "pool", None):
            pool.close()
            connection.close_pool()  # type: ignore[attr-defined]  # only PostgreSQL has one
        give_up = time.monotonic() + GOODBYE
        with self._connected() as database:
            while (others := _others(database)) and time.monotonic() < give_up:
                time.sleep(0.1)
        if others:
            raise ArchiveError(f"{others} others are connected to this database. Stop Olievlek, then restore.")

    def replace(self, dump: Path) -> None:
        """Drop what stands there and fill from the dump, in one transaction: it is the old or the new, whole."""
        script, drop = dump.with_suffix(".sql"), dump.with_suffix(".drop.sql")
        with self._connected() as database:
            tables = self._names(database)
        drop.write_text("".join(f'DROP TABLE "{table}" CASCADE;\n' for table in tables))
        self._run("pg_restore", *_RESTORE, f"--file={script}", str(dump))
        stop = ["--no-psqlrc", "--quiet", "--set=ON_ERROR_STOP=1", "--single-transaction", "--output=/dev/null"]
        self._run("psql", *stop, f"--file={drop}", f"--file={script}")

    @contextmanager
    def _connected(self, begin: str = "", **more: str) -> Iterator[Any]:
        parameters = _parameters() | more
        with closing(_psycopg().connect(**parameters, autocommit=True)) as database:
            database.execute("SET TIME ZONE 'UTC'")
            if begin:
                database.execute(begin)
            yield database

    def _names(self, database: Any) -> list[str]:
        asked = "SELECT tablename FROM pg_tables WHERE schemaname = current_schema() ORDER BY tablename"
        return [name for (name,) in database.execute(asked)]

    def _tables(self, database: Any, left_out: list[str]) -> Tables:
        """Each row as PostgreSQL writes it."""
        return {
            name: of_rows([] if name in left_out else database.cursor().stream(f'SELECT t::text FROM "{name}" t'))  # noqa: S608  # names of our own tables
            for name in self._names(database)
        }

    def _run(self, tool: str, *arguments: str) -> None:
        done = subprocess.run(  # noqa: S603  # the tools of PostgreSQL with arguments of ours
            [_tool(tool), *arguments], env=os.environ | _for_tools(), capture_output=True, text=True, check=False
        )
        if done.returncode:
            raise ArchiveError(f"{tool} failed: {done.stderr.strip() or done.stdout.strip()}")


_RESTORE = ("--no-owner", "--no-privileges", "--exit-on-error")


def _psycopg() -> Any:
    import psycopg

    return psycopg


def _tool(name: str) -> str:
    found = shutil.which(name)
    if found is None:
        raise ArchiveError(
            f"{name} is not on this machine. Install the client of PostgreSQL, of the version of your server or newer: "
            "for example `apt install postgresql-client`."
        )
    return found


def _parameters() -> dict[str, Any]:
    """How Django connects, without what is its own."""
    kept = ("dbname", "user", "password", "host", "port", "sslmode", "sslrootcert", "sslcert", "sslkey", "service")
    given = connection.get_connection_params()
    return {name: given[name] for name in kept if given.get(name)}


def _for_tools() -> dict[str, str]:
    """The same for pg_dump and its family; a password in the environment, where other users do not see it."""
    names = {"dbname": "PGDATABASE", "sslmode": "PGSSLMODE", "sslrootcert": "PGSSLROOTCERT", "sslcert": "PGSSLCERT",
             "sslkey": "PGSSLKEY", "service": "PGSERVICE"}  # fmt: skip
    return {names.get(name, f"PG{name.upper()}"): str(value) for name, value in _parameters().items()}


Say = Callable[[str], None]
