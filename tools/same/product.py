"""Start the product of whatever checkout is on the path, at one fixed moment, with mail that goes nowhere."""

import datetime
import logging
import os
import shutil
import subprocess
from pathlib import Path
from typing import Any

import time_machine

MOMENT = datetime.datetime(2026, 12, 1, 9, 0, tzinfo=datetime.UTC)
MORNING = datetime.datetime(2026, 12, 2, 8, 0, tzinfo=datetime.UTC)
NOT_OURS = ("DATABASE_URL", "EMAIL_URL", "OLIEVLEK_OIDC", "SECRET_KEY", "OLIEVLEK_BASE_URL", "PORT", "OLIEVLEK_DEMO")


def start(folder: Path, database: str) -> Any:
    """Django with this data. Returns the clock, which goes on from `MOMENT`."""
    for name in NOT_OURS:
        os.environ.pop(name, None)
    os.environ |= {"DJANGO_SETTINGS_MODULE": "olievlek.settings", "OLIEVLEK_DATA": str(folder)}
    if database:
        os.environ["DATABASE_URL"] = database
    clock = time_machine.travel(MOMENT, tick=True).start()
    import django
    from django.conf import settings
    from django.test.utils import setup_test_environment

    settings.STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    django.setup()
    setup_test_environment()
    logging.disable(logging.WARNING)
    return clock


def fresh_database(server: str, name: str, dump: Path | None = None) -> str:
    """The address of an empty database, or one filled from a dump; empty for SQLite."""
    if not server:
        return ""
    import psycopg

    with psycopg.connect(server.format(name="postgres"), autocommit=True) as connection:
        connection.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')  # type: ignore[call-overload]
        connection.execute(f'CREATE DATABASE "{name}"')  # type: ignore[call-overload]
    address = server.format(name=name)
    if dump is not None:
        subprocess.run(["pg_restore", "--no-owner", "--dbname", address, str(dump)], check=True)
    return address


def drop_database(server: str, name: str) -> None:
    if server:
        import psycopg

        with psycopg.connect(server.format(name="postgres"), autocommit=True) as connection:
            connection.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')  # type: ignore[call-overload]


def fresh_copy(data: Path, work: Path, server: str, name: str) -> str:
    """Folder and database of `data` again, to be spoilt; the address of the database."""
    shutil.copytree(data / "folder", work)
    return fresh_database(server, name, data / "database.dump" if server else None)
