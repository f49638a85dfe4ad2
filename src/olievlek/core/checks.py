"""System checks that refuse an unsafe start."""

from typing import Any

from django.conf import settings
from django.core import checks
from django.core.checks import Error, register
from django.db import connection

from olievlek.core.environment import ENV

SAFE_SQLITE = (3, 51, 3)
BACKPORTS = {(3, 44): 6, (3, 50): 7}


def is_safe_with_wal(version: tuple[int, int, int]) -> bool:
    """SQLite before 3.51.3 can corrupt a WAL database that several processes write; two lines have the mend."""
    backport = BACKPORTS.get(version[:2])
    return version >= SAFE_SQLITE or (backport is not None and version[2] >= backport)


@register("olievlek")
def sqlite_can_be_shared(**_kwargs: Any) -> list[Error]:
    """Refuse WAL on an SQLite with the WAL-reset race."""
    if connection.vendor != "sqlite":
        return []
    import sqlite3

    wal = "journal_mode=WAL" in settings.DATABASES["default"]["OPTIONS"]["init_command"]
    if not wal or is_safe_with_wal(sqlite3.sqlite_version_info):
        return []
    return [
        Error(
            f"SQLite {sqlite3.sqlite_version} can corrupt a database in WAL mode that several processes write.",
            hint="Install the pysqlite3 wheel, or replace journal_mode=WAL by journal_mode=TRUNCATE in the settings.",
            id="olievlek.E001",
        )
    ]


@register("olievlek")
def settings_are_known(**_kwargs: Any) -> list[checks.Warning]:
    """Warn about a name in the environment that nobody reads: most often one that was misspelt."""
    return [
        checks.Warning(
            f"{name} is set in the environment, and Olievlek reads no setting of that name.",
            hint=f"Did you mean {near}?" if near else "docs/operating.md lists the settings.",
            id="olievlek.W001",
        )
        for name, near in ENV.unknown().items()
    ]
