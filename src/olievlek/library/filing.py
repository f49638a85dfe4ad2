"""Attachments: the ending is one of ours, and the bytes are what it says. Photos are drawn again by the core."""

import io
import zipfile
from collections.abc import Callable, Iterable
from pathlib import Path

from django.core.files import File
from PIL import Image

from olievlek.core.photos import Checked, RefusedError, clean_photo, keep, path_of, sweep
from olievlek.library.models import CaseFile

__all__ = [
    "Checked",
    "RefusedError",
    "check_attachment",
    "clean_photo",
    "digests",
    "keep",
    "kept_photo",
    "path_of",
    "sweep",
]

MOST_UNPACKED = 200_000_000


def kept_photo(digest: str) -> Checked | None:
    """A photo that we drew and kept before; None when it is gone."""
    path = path_of(digest)
    if not path.is_file():
        return None
    content = path.read_bytes()
    with Image.open(io.BytesIO(content), formats=["WEBP"]) as image:
        return Checked(content, "image/webp", *image.size)


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


def digests() -> Iterable[str]:
    """What cases name, so that it stays."""
    return CaseFile.objects.order_by().values_list("digest", flat=True)
