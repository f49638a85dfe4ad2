"""Pictures that people send, drawn again, and bytes kept in the data folder under the digest of what they are."""

import hashlib
import os
import tempfile
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings
from django.core.files import File
from django.utils.translation import gettext as _

from olievlek.core import bounded
from olievlek.core.drawing import UndrawableError, draw

LONGEST_SIDE = 1600
BOUNDS = bounded.Bounds(memory=280_000_000, cpu=15, wall=25, answer=8_000_000)
PLACES = bounded.Places("photos", 2, patience=0.5)
A_DAY = 24 * 3600

Named = Callable[[], Iterable[str]]
_named: list[Named] = []


class RefusedError(ValueError):
    """Not a file that we keep; the text says why and how to mend it, in the language of the page."""


@dataclass(frozen=True)
class Checked:
    """What may be kept: the bytes as they will be served, and what they are."""

    content: bytes
    media_type: str
    width: int | None = None
    height: int | None = None


def clean_photo(file: "File[bytes]", *, longest: int = LONGEST_SIDE) -> Checked:
    """Drawn again as WebP, upright, on white, at most so long. Nothing of the file itself stays: no place, no time.

    Raises RefusedError, and BusyError when too many photos are drawn now.
    """
    content = file.read()
    try:
        with PLACES.one():
            drawn, width, height = bounded.run(draw, BOUNDS, content, longest)
    except UndrawableError as error:
        raise RefusedError(_why(error.why)) from error
    except bounded.TooMuchError as error:
        raise RefusedError(_why("size" if error.what in {"memory", "time"} else "broken")) from error
    return Checked(drawn, "image/webp", width, height)


def _why(reason: str) -> str:
    """How to mend it, in the language of the page."""
    told = {
        "kind": _("We can not read this as a photo. Save it as JPEG, PNG or WebP, and choose that."),
        "broken": _("This photo is broken or was cut off. Open it, save it again as JPEG, and choose that."),
        "size": _("This photo has too many pixels. Make it smaller, 4,000 pixels wide for example."),
    }
    return told[reason]


def busy() -> str:
    """What a form says when all places are taken; a browser keeps the words, and asks for the file again."""
    return _("Others are adding photos right now. Choose your file again, and try once more in a moment.")


def path_of(digest: str) -> Path:
    return Path(settings.OLIEVLEK_DATA) / "files" / digest[:2] / digest


def keep(content: bytes) -> str:
    """Write the bytes once, whole or not at all; answers their digest."""
    digest = hashlib.sha256(content).hexdigest()
    path = path_of(digest)
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    if path.exists():
        path.touch()
        return digest
    descriptor, fresh = tempfile.mkstemp(dir=path.parent)
    with os.fdopen(descriptor, "wb") as handle:
        handle.write(content)
        handle.flush()
        os.fsync(handle.fileno())
    Path(fresh).replace(path)
    return digest


def put_back(unpacked: Path) -> None:
    """Move a file of a backup, named after its digest, to where it is served from."""
    path = path_of(unpacked.name)
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    unpacked.replace(path)


def register(named: Named) -> None:
    """Say which digests rows of a room name; called in `AppConfig.ready()`. What nobody names is swept away."""
    if named not in _named:
        _named.append(named)


def named() -> set[str]:
    """The digests of every file that a row names."""
    return {digest for room in _named for digest in room()}


def sweep() -> int:
    """Delete bytes that no row names any more; those of the last day may belong to a deed under way."""
    folder = Path(settings.OLIEVLEK_DATA) / "files"
    old = [path for path in folder.glob("*/*") if path.stat().st_mtime < time.time() - A_DAY] if folder.exists() else []
    kept = named() if old else set()
    gone = [path for path in old if path.name not in kept]
    for path in gone:
        path.unlink(missing_ok=True)
    return len(gone)
