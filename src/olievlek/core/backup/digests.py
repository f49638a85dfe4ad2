"""A hash of each table, whatever the order of its rows, in constant memory."""

import hashlib
from collections.abc import Iterable
from typing import Any

SPACE = 1 << 256


def of_rows(rows: Iterable[Any]) -> tuple[int, str]:
    """How many rows, and the sum of their hashes: equal rows in another order have the same sum."""
    count = total = 0
    for row in rows:
        count += 1
        total = (total + int.from_bytes(hashlib.sha256(repr(row).encode("utf-8", "surrogatepass")).digest())) % SPACE
    return count, f"{total:064x}"
