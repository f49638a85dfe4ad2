"""Photos and attachments: checked, made clean, and kept in the data folder under the digest of their bytes."""

import hashlib
import io
import os
import tempfile
import time
import warnings
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings
from django.core.files import File
from PIL import Image, ImageOps

from olievlek.library.models import CaseFile

LONGEST_SIDE = 1600
MOST_PIXELS = 50_000_000
MOST_UNPACKED = 200_000_000
PHOTO_FORMATS = ("JPEG", "PNG", "WEBP")
A_DAY = 24 * 3600


class RefusedError(ValueError):
    """Not a file that we keep."""


@dataclass(frozen=True)
class Checked:
    """What may be kept: the bytes as they will be served, and what they are."""

    content: bytes
    media_type: str
    width: int | None = None
    height: int | None = None


def clean_photo(file: "File[bytes]") -> Checked:
    """Drawn again as WebP, upright, at most 1600 pixels long. Nothing of the file itself stays: no place, no time."""
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
    clean.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
    out = io.BytesIO()
    clean.save(out, "WEBP", quality=82)
    return Checked(out.getvalue(), "image/webp", *clean.size)


def _pdf(content: bytes) -> bool:
    return content.startswith(b"%PDF-") and b"%%EOF" in content[-2048:]


def _text(content: bytes) -> bool:
    try:
        return "\x00" not in content.decode("utf-8")
    except UnicodeDecodeError:
        return False


def _archive(content: bytes, needs: Callable[[zipfile.ZipFile], bool]) -> bool:
    """An office file: the parts that its kind has, no macros, and not more than it seems."""
    if not content.startswith(b"PK\x03\x04"):
        return False
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            names = [one.filename.lower() for one in archive.infolist()]
            unpacked = sum(one.file_size for one in archive.infolist())
            macros = any("vbaproject" in name or name.startswith("basic/") for name in names)
            return unpacked <= MOST_UNPACKED and not macros and needs(archive)
    except (zipfile.BadZipFile, KeyError, NotImplementedError, RuntimeError, OSError, ValueError):
        return False


def _office(folder: str) -> Callable[[bytes], bool]:
    def holds(archive: zipfile.ZipFile) -> bool:
        names = archive.namelist()
        return "[Content_Types].xml" in names and any(name.startswith(f"{folder}/") for name in names)

    return lambda content: _archive(content, holds)


def _open_document(media_type: str) -> Callable[[bytes], bool]:
    def holds(archive: zipfile.ZipFile) -> bool:
        first = archive.infolist()[0]
        return first.filename == "mimetype" and first.file_size < 100 and archive.read(first) == media_type.encode()

    return lambda content: _archive(content, holds)


_OFFICE = "application/vnd.openxmlformats-officedocument"
_OASIS = "application/vnd.oasis.opendocument"
ALLOWED: dict[str, tuple[str, Callable[[bytes], bool]]] = {
    ".pdf": ("application/pdf", _pdf),
    ".docx": (f"{_OFFICE}.wordprocessingml.document", _office("word")),
    ".xlsx": (f"{_OFFICE}.spreadsheetml.sheet", _office("xl")),
    ".pptx": (f"{_OFFICE}.presentationml.presentation", _office("ppt")),
    ".odt": (f"{_OASIS}.text", _open_document(f"{_OASIS}.text")),
    ".ods": (f"{_OASIS}.spreadsheet", _open_document(f"{_OASIS}.spreadsheet")),
    ".odp": (f"{_OASIS}.presentation", _open_document(f"{_OASIS}.presentation")),
    ".csv": ("text/csv", _text),
    ".txt": ("text/plain", _text),
}


def check_attachment(file: "File[bytes]") -> Checked:
    """The ending is one of ours, and the bytes are what the ending says."""
    ending = Path(file.name or "").suffix.lower()
    if ending not in ALLOWED:
        raise RefusedError
    media_type, agrees = ALLOWED[ending]
    content = file.read()
    if not content or not agrees(content):
        raise RefusedError
    return Checked(content, media_type)


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


def sweep() -> int:
    """Delete bytes that no case names any more; those of the last day may belong to a deed under way."""
    folder = Path(settings.OLIEVLEK_DATA) / "files"
    old = [path for path in folder.glob("*/*") if path.stat().st_mtime < time.time() - A_DAY] if folder.exists() else []
    named = set(CaseFile.objects.order_by().values_list("digest", flat=True)) if old else set()
    gone = [path for path in old if path.name not in named]
    for path in gone:
        path.unlink(missing_ok=True)
    return len(gone)
