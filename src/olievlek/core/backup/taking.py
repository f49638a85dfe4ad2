"""Make a backup while others write, and keep the last automatic ones.

The order makes database and files agree. A file is written before the row that names it and stays for a day after the
last row that does (`photos.sweep`). So the files of before the snapshot and the new ones of after it hold every file
that a row of the snapshot names.
"""

import os
import shutil
import tempfile
from datetime import UTC, datetime
from pathlib import Path

from django.conf import settings
from django.db import DatabaseError

import olievlek
from olievlek.core import photos
from olievlek.core.backup import archive, hooks
from olievlek.core.backup.databases import engine

AUTOMATIC = "automatic-"
KEPT = 7


def folder() -> Path:
    """Where backups stand, 0700."""
    found = Path(settings.OLIEVLEK_DATA) / "backups"
    found.mkdir(parents=True, exist_ok=True, mode=0o700)
    return found


def named(words: str = "") -> Path:
    """A name that nothing has: `olievlek-20261130-201500.zip`, or with words `automatic-…-before-migration.zip`."""
    stem = f"{AUTOMATIC if words else 'olievlek-'}{datetime.now(UTC):%Y%m%d-%H%M%S-%f}"
    return folder() / f"{stem}{f'-{words}' if words else ''}.zip"


def automatic(words: str) -> Path:
    """A backup that makes room for itself: the last seven of its kind stay."""
    path = take(named(words))
    for old in sorted(folder().glob(f"{AUTOMATIC}*.zip"))[:-KEPT]:
        old.unlink(missing_ok=True)
    return path


def take(path: Path) -> Path:
    """Write the archive at `path`, which must not exist. ArchiveError says what to mend; nothing half stays."""
    if path.exists():
        raise archive.ArchiveError(f"{path} exists. Choose another name; a backup never replaces a file.")
    if not path.parent.is_dir():
        raise archive.ArchiveError(f"There is no folder {path.parent}. Make it, or choose another.")
    try:
        with tempfile.TemporaryDirectory(prefix=".taking-", dir=folder()) as scratch:
            _write(path, Path(scratch))
    except OSError as error:
        raise archive.ArchiveError(f"The backup could not be written: {error.strerror}. Nothing was kept.") from error
    return path


def _write(path: Path, scratch: Path) -> None:
    source = engine()
    parts = _files(scratch)
    wanted = _named_by_rows()
    dump = scratch / archive.DATABASES[source.kind]
    tables, migrations = source.snapshot(dump, hooks.tables_left_out())
    parts |= _files(scratch)
    parts[dump.name] = dump
    key = Path(settings.OLIEVLEK_DATA) / archive.SECRET_KEY
    if key.exists():
        parts[archive.SECRET_KEY] = key
    missing = sorted(digest for digest in wanted if f"files/{digest[:2]}/{digest}" not in parts)
    manifest = archive.Manifest(
        kind=source.kind,
        version=olievlek.__version__,
        made_at=datetime.now(UTC).isoformat(timespec="seconds"),
        migrations=migrations,
        tables=tables,
        left_out=hooks.tables_left_out(),
        missing=missing,
    )
    archive.write(path, manifest, parts)


def _files(scratch: Path) -> dict[str, Path]:
    """Every kept file by its name in the archive, held by a second link so that no sweep takes it meanwhile."""
    found: dict[str, Path] = {}
    for source in (Path(settings.OLIEVLEK_DATA) / "files").glob("*/*"):
        name = f"files/{source.parent.name}/{source.name}"
        if archive.NAME.fullmatch(name):
            held = scratch / source.name
            if not held.exists() and not _hold(source, held):
                continue
            found[name] = held
    return found


def _hold(source: Path, held: Path) -> bool:
    """False when a sweep was first."""
    try:
        os.link(source, held)
    except FileNotFoundError:
        return False
    except OSError:  # a file system without links
        try:
            shutil.copyfile(source, held)
        except FileNotFoundError:
            return False
    return True


def _named_by_rows() -> set[str]:
    """Nothing while a table lacks what its model has: the backup before a migration asks no model."""
    try:
        return photos.named()
    except DatabaseError:
        return set()
