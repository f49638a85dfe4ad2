"""The file of a backup: a zip with a manifest, sealed by a hash of every byte.

The seal is the comment at the end of the zip. It finds damage and cuts; it is no signature, so keep archives where
nobody else can write.
"""

import hashlib
import json
import os
import re
import zipfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import IO, Any

FORMAT = 1
MANIFEST = "manifest.json"
DATABASES = {"sqlite": "database.sqlite3", "postgresql": "database.dump"}
SECRET_KEY = "secret_key"  # noqa: S105  # the name of a part
NAME = re.compile(r"database\.(?:sqlite3|dump)|secret_key|files/([0-9a-f]{2})/\1[0-9a-f]{62}")
SEAL = 64
CHUNK = 1 << 20
LONGEST_MANIFEST = 200_000_000


class ArchiveError(Exception):
    """This archive can not be used; the text says why and what to do."""


@dataclass
class Manifest:
    """What the archive holds, and what it was made from."""

    kind: str
    version: str
    made_at: str
    migrations: dict[str, list[str]]
    tables: dict[str, tuple[int, str]]
    left_out: list[str]
    missing: list[str] = field(default_factory=list)
    parts: dict[str, tuple[int, str]] = field(default_factory=dict)
    format: int = FORMAT

    @property
    def rows(self) -> int:
        return sum(count for count, _digest in self.tables.values())

    @property
    def files(self) -> list[str]:
        return [name for name in self.parts if name.startswith("files/")]


def write(path: Path, manifest: Manifest, parts: dict[str, Path]) -> None:
    """Write, seal and sync the archive; it has its name only when it is whole. Rights 0600."""
    fresh = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        with os.fdopen(os.open(fresh, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600), "r+b") as handle:
            with zipfile.ZipFile(handle, "w") as archive:
                manifest.parts = {name: _add(archive, name, source) for name, source in sorted(parts.items())}
                archive.writestr(_info(MANIFEST, zipfile.ZIP_DEFLATED), json.dumps(asdict(manifest), indent=1))
                archive.comment = b"0" * SEAL
            _seal(handle)
            handle.flush()
            os.fsync(handle.fileno())
        os.link(fresh, path)  # unlike a rename this never replaces another archive
    finally:
        fresh.unlink(missing_ok=True)


def _info(name: str, how: int) -> zipfile.ZipInfo:
    info = zipfile.ZipInfo(name)
    info.external_attr, info.compress_type = 0o600 << 16, how
    return info


def _add(archive: zipfile.ZipFile, name: str, source: Path) -> tuple[int, str]:
    """Pictures, papers and dumps are compressed already."""
    how = zipfile.ZIP_DEFLATED if name == DATABASES["sqlite"] else zipfile.ZIP_STORED
    size, digest = 0, hashlib.sha256()
    with source.open("rb") as given, archive.open(_info(name, how), "w", force_zip64=True) as into:
        while chunk := given.read(CHUNK):
            into.write(chunk)
            digest.update(chunk)
            size += len(chunk)
    return size, digest.hexdigest()


def _seal(handle: IO[bytes]) -> None:
    seal = _hash_before_the_seal(handle)
    handle.seek(-SEAL, os.SEEK_END)
    handle.write(seal)


def _hash_before_the_seal(handle: IO[bytes]) -> bytes:
    left, digest = handle.seek(0, os.SEEK_END) - SEAL, hashlib.sha256()
    handle.seek(0)
    while left > 0 and (chunk := handle.read(min(CHUNK, left))):
        digest.update(chunk)
        left -= len(chunk)
    return digest.hexdigest().encode()


@contextmanager
def opened(path: Path) -> Iterator[tuple[zipfile.ZipFile, Manifest]]:
    """The archive when every byte is as it was written and holds what the manifest says; else ArchiveError."""
    with ExitStack() as stack:
        try:
            handle = stack.enter_context(path.open("rb"))
            if _hash_before_the_seal(handle) != handle.read(SEAL):
                raise ArchiveError(f"{path} is damaged, cut off, or no backup of Olievlek. Use another copy.")
            archive = stack.enter_context(zipfile.ZipFile(handle))
            manifest = _manifest(archive)
        except OSError as error:
            raise ArchiveError(f"{path} can not be read: {error.strerror}.") from error
        except (zipfile.BadZipFile, ValueError, KeyError, TypeError) as error:
            raise ArchiveError(
                f"{path} is no backup of Olievlek, or was changed ({error}). Use another copy."
            ) from error
        yield archive, manifest


def _manifest(archive: zipfile.ZipFile) -> Manifest:
    if archive.getinfo(MANIFEST).file_size > LONGEST_MANIFEST:
        raise ArchiveError("The manifest of this archive is too long.")
    given: dict[str, Any] = json.loads(archive.read(MANIFEST))
    if given["format"] > FORMAT:
        raise ArchiveError("This archive was made by a newer version of Olievlek. Upgrade first, then restore.")
    manifest = Manifest(**given)
    names = [one.filename for one in archive.infolist()]
    if sorted(names) != sorted([*manifest.parts, MANIFEST]):
        raise ArchiveError("This archive holds other parts than its manifest says. Use another copy.")
    if strange := [name for name in manifest.parts if not NAME.fullmatch(name)]:
        raise ArchiveError(
            f"This archive holds a part that no backup has: {strange[0][:80]!r}. Nothing was read from it."
        )
    if DATABASES.get(manifest.kind) not in manifest.parts:
        raise ArchiveError("This archive holds no database.")
    return manifest


def unpack(archive: zipfile.ZipFile, manifest: Manifest, name: str, to: Path) -> None:
    """One part, 0600, compared with the manifest while it is written; never more bytes than it says."""
    wanted, digest, left = manifest.parts[name], hashlib.sha256(), manifest.parts[name][0] + 1
    to.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    with (
        archive.open(name) as given,
        os.fdopen(os.open(to, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as into,
    ):
        while left > 0 and (chunk := given.read(min(CHUNK, left))):
            into.write(chunk)
            digest.update(chunk)
            left -= len(chunk)
        into.flush()
        os.fsync(into.fileno())
    if [wanted[0] + 1 - left, digest.hexdigest()] != list(wanted):
        to.unlink()
        raise ArchiveError(f"The part {name} is damaged. Use another copy of the archive.")
