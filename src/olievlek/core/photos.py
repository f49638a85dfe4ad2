"""Pictures that people send, drawn again, and bytes kept in the data folder under the digest of what they are."""

import hashlib
import io
import os
import tempfile
import time
import warnings
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings
from django.core.files import File
from PIL import Image, ImageOps

LONGEST_SIDE = 1600
MOST_PIXELS = 50_000_000
PHOTO_FORMATS = ("JPEG", "PNG", "WEBP")
A_DAY = 24 * 3600

Named = Callable[[], Iterable[str]]
_named: list[Named] = []


class RefusedError(ValueError):
    """Not a file that we keep."""


@dataclass(frozen=True)
class Checked:
    """What may be kept: the bytes as they will be served, and what they are."""

    content: bytes
    media_type: str
    width: int | None = None
    height: int | None = None


def clean_photo(file: "File[bytes]", *, longest: int = LONGEST_SIDE) -> Checked:
    """Drawn again as WebP, upright, on white, at most so long. Nothing of the file itself stays: no place, no time."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            image = Image.open(file, formats=PHOTO_FORMATS)
            if image.width * image.height > MOST_PIXELS:
                raise RefusedError
            upright = ImageOps.exif_transpose(image)
            clean = Image.new("RGB", upright.size, "white")
            shown = upright.convert("RGBA")
            clean.paste(shown, mask=shown.getchannel("A"))
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise RefusedError from error
    clean.thumbnail((longest, longest))
    out = io.BytesIO()
    clean.save(out, "WEBP", quality=82)
    return Checked(out.getvalue(), "image/webp", *clean.size)


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


def register(named: Named) -> None:
    """Say which digests rows of a room name; called in `AppConfig.ready()`. What nobody names is swept away."""
    if named not in _named:
        _named.append(named)


def sweep() -> int:
    """Delete bytes that no row names any more; those of the last day may belong to a deed under way."""
    folder = Path(settings.OLIEVLEK_DATA) / "files"
    old = [path for path in folder.glob("*/*") if path.stat().st_mtime < time.time() - A_DAY] if folder.exists() else []
    named = {digest for room in _named for digest in room()} if old else set()
    gone = [path for path in old if path.name not in named]
    for path in gone:
        path.unlink(missing_ok=True)
    return len(gone)
