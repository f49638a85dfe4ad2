"""Attachments: the ending is one of ours, and the bytes are what it says. Photos are drawn again by the core."""

import io
import re
import zipfile
import zlib
from collections.abc import Callable
from pathlib import Path

from django.core.files import File
from django.utils.translation import gettext as _

from olievlek.core.photos import Checked, RefusedError
from olievlek.office_files import active
from olievlek.office_files.spreadsheets.separated import without_mark

MOST_UNPACKED = 200_000_000
BROKEN = (
    zipfile.BadZipFile, zlib.error, EOFError, KeyError, IndexError, NotImplementedError, RuntimeError, OSError,
    ValueError,
)  # fmt: skip
_NO_TEXT = re.compile(r"[\x00-\x08\x0e-\x1f\x7f\x81\x8d\x8f\x90\x9d\ufffe\uffff]")


def _pdf(content: bytes) -> bool:
    return content.startswith(b"%PDF-") and b"%%EOF" in content[-2048:]


def _text(content: bytes) -> bool:
    return bool(charset_of(content))


def charset_of(content: bytes) -> str:
    """How a text was written; empty when it is no text. Excel still writes windows-1252, and UTF-16."""
    marked = "utf-16" if content[:2] in {b"\xff\xfe", b"\xfe\xff"} else without_mark(content) or "utf-8"
    for charset in (marked, "windows-1252") if marked == "utf-8" else (marked,):
        try:
            text = content.decode(charset)
        except UnicodeDecodeError:
            continue
        return "" if _NO_TEXT.search(text.removesuffix("\x1a")) else charset  # DOS ends a text with that
    return ""


def _archive(content: bytes, needs: Callable[[zipfile.ZipFile], bool]) -> bool:
    """An office file: the parts that its kind has, and not more than it seems."""
    if not content.startswith(b"PK\x03\x04"):
        return False
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            unpacked = sum(one.file_size for one in archive.infolist())
            return unpacked <= MOST_UNPACKED and needs(archive)
    except BROKEN:
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
    """The ending is one of ours, the bytes are what the ending says, and nothing in it runs by itself."""
    ending = Path(file.name or "").suffix.lower()
    media_type, agrees = ALLOWED.get(ending, ("", _never))
    content = file.read()
    if media_type.startswith("text/") and content and not agrees(content):
        told = _(
            "We can not read this as text. Open it, save it again as CSV or text in UTF-8, and choose that. Another"
            " kind of file we do not keep."
        )
        raise RefusedError(told)
    if not content or not agrees(content):
        raise RefusedError(_("We do not keep this kind of file, or it is not what its name says."))
    if _is_active(ending, content):
        told = _(
            "We do not keep files with macros, scripts or parts from elsewhere, or locked ones. Save it as a plain PDF."
        )
        raise RefusedError(told)
    if media_type.startswith("text/"):
        media_type += f"; charset={charset_of(content)}"
    return Checked(content, media_type)


def _never(_content: bytes) -> bool:
    return False


def _is_active(ending: str, content: bytes) -> bool:
    """True also when it can not be looked into."""
    if ending == ".pdf":
        return active.in_pdf(content)
    if not content.startswith(b"PK"):
        return False
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            return active.in_archive(archive)
    except BROKEN:
        return True
