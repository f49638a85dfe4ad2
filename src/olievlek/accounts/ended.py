"""Ended accounts, in a small file beside the database, so that a restored backup does not bring them back.

It holds numbers and moments, no name and no address. `olievlek restore` reads it and ends those accounts again.
"""

import fcntl
import json
import os
from collections.abc import Iterable
from datetime import datetime
from pathlib import Path

from django.conf import settings

from olievlek.accounts.models import User

FILE = "ended.jsonl"


def path() -> Path:
    return Path(settings.OLIEVLEK_DATA) / FILE


def key(number: int, joined: datetime) -> str:
    """A number alone is given again after a restore; with the moment of joining it is this account."""
    return json.dumps({"account": number, "joined": joined.isoformat()})


def known() -> set[str]:
    return set(path().read_text().splitlines()) if path().exists() else set()


def note_all() -> int:
    """Add every ended account of this database that is not in the list yet. Returns how many."""
    ended = User.objects.exclude(ended_at=None).order_by("pk").values_list("pk", "joined_at")
    return _add(key(number, joined) for number, joined in ended.iterator())


def note(user: User) -> None:
    """Add this one. When the machine stops between the end of the account and this, the worker adds it later."""
    _add([key(user.pk, user.joined_at)])


def _add(keys: Iterable[str]) -> int:
    """One writer at a time, and on the disk when this returns."""
    with os.fdopen(os.open(path(), os.O_RDWR | os.O_CREAT | os.O_APPEND, 0o600), "r+") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        there = set(file.read().splitlines())
        fresh = [one for one in keys if one not in there]
        file.writelines(f"{one}\n" for one in fresh)
        file.flush()
        os.fsync(file.fileno())
    return len(fresh)
