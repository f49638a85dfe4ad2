"""A fingerprint of every table, to see that nothing changed."""

import hashlib

from django.db import connection


def digests() -> dict[str, str]:
    """Table to a hash of its rows, whatever their order."""
    found = {}
    with connection.cursor() as cursor:
        for table in sorted(connection.introspection.table_names(cursor)):
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")
            rows = sorted(repr(row) for row in cursor.fetchall())
            found[table] = f"{len(rows)} rows {hashlib.sha256(''.join(rows).encode()).hexdigest()[:16]}"
    return found


def changed(before: dict[str, str], after: dict[str, str]) -> dict[str, str]:
    """The tables that differ."""
    return {table: f"{before.get(table)} -> {after.get(table)}" for table in after if before.get(table) != after[table]}
