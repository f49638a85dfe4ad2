"""Check an archive without touching anything, or put it back."""

import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings
from django.core.management import call_command
from django.db import DatabaseError, connections
from django.db.migrations.loader import MigrationLoader

from olievlek.core import photos
from olievlek.core.backup import archive, hooks, taking
from olievlek.core.backup.archive import ArchiveError, Manifest
from olievlek.core.backup.databases import Engine, engine

BEFORE_RESTORE = "before-restore"
INDEX = "index"


@dataclass(frozen=True)
class Unpacked:
    """An archive that was found whole, with its parts in a scratch folder."""

    manifest: Manifest
    folder: Path
    engine: Engine

    @property
    def dump(self) -> Path:
        return self.folder / archive.DATABASES[self.manifest.kind]


@contextmanager
def checked(path: Path) -> Iterator[Unpacked]:
    """Unpack beside the data, build the database up, and compare every part and table with the manifest."""
    with archive.opened(path) as (opened, manifest), tempfile.TemporaryDirectory(dir=taking.folder()) as scratch:
        found = Unpacked(manifest, Path(scratch), engine())
        _refuse_what_is_not_ours(manifest, found.engine)
        _refuse_what_does_not_fit(manifest)
        for name in manifest.parts:
            archive.unpack(opened, manifest, name, found.folder / name)
        _refuse_wrong_files(manifest)
        tables = found.engine.check(found.dump)
        if wrong := [name for name, said in manifest.tables.items() if tables.get(name) != tuple(said)]:
            raise ArchiveError(f"The table {wrong[0]} of this archive is not what its manifest says. Use another copy.")
        yield found


def _refuse_what_is_not_ours(manifest: Manifest, ours: Engine) -> None:
    if manifest.kind != ours.kind:
        raise ArchiveError(
            f"This archive is of {manifest.kind}, and this installation has {ours.kind}. Set DATABASE_URL."
        )
    known = MigrationLoader(None, ignore_no_migrations=True).disk_migrations
    newer = [
        f"{room}.{name}" for room, names in manifest.migrations.items() for name in names if (room, name) not in known
    ]
    if newer:
        raise ArchiveError(
            f"This archive was made by a newer version of Olievlek: this one does not know {newer[0]}. Upgrade first."
        )


def _refuse_what_does_not_fit(manifest: Manifest) -> None:
    needed = 2 * sum(size for size, _digest in manifest.parts.values())
    free = shutil.disk_usage(settings.OLIEVLEK_DATA).free
    if free < needed:
        raise ArchiveError(
            f"Restoring needs {needed >> 20} MB in {settings.OLIEVLEK_DATA}, and {free >> 20} MB are free."
        )


def _refuse_wrong_files(manifest: Manifest) -> None:
    """A kept file is named after what it holds."""
    for name in manifest.files:
        if manifest.parts[name][1] != name.rsplit("/", 1)[1]:
            raise ArchiveError(f"The part {name} is not the file that its name says. Use another copy.")


def restore(found: Unpacked, say: Callable[[str], None]) -> None:
    """Put it back. What stood there is kept as an automatic backup; what was erased since is erased again."""
    found.engine.refuse_when_in_use()
    _keep_what_stands_here(found.engine, say)
    data = Path(settings.OLIEVLEK_DATA)
    for name in found.manifest.files:
        photos.put_back(found.folder / name)
    found.engine.replace(found.dump)
    if archive.SECRET_KEY in found.manifest.parts:
        (found.folder / archive.SECRET_KEY).replace(data / archive.SECRET_KEY)
    shutil.rmtree(data / INDEX, ignore_errors=True)
    connections.close_all()
    call_command("migrate", verbosity=0, no_backup=True)
    for said in hooks.after_restore():
        say(said)


def _keep_what_stands_here(ours: Engine, say: Callable[[str], None]) -> None:
    """A broken database can not be kept in a backup; SQLite's file is put aside instead."""
    try:
        if ours.is_empty():
            return
        hooks.before_restore()
        say(f"What stood here is kept in {taking.automatic(BEFORE_RESTORE)}")
    except (ArchiveError, DatabaseError, OSError, ValueError) as error:
        say(f"What stood here could not be kept as a backup ({error}).")
        aside = _put_aside()
        if aside is None:
            raise ArchiveError(
                "Nothing was changed. Make a copy of the database yourself and empty it, then restore."
            ) from error
        say(f"Its file stands in {aside} from now on.")


def _put_aside() -> Path | None:
    from django.db import connection

    if connection.vendor != "sqlite":
        return None
    path = Path(connection.settings_dict["NAME"])
    aside = taking.folder() / f"{taking.named('broken').stem}.sqlite3"
    connection.close()
    path.replace(aside)
    return aside
