"""Does something in a file run or fetch by itself when somebody opens it: macros, scripts, programs, parts elsewhere?

We look, and do not mend: a file is kept as it is or not at all.
"""

import re
import zipfile
import zlib
from collections.abc import Iterator

from olievlek.office_files import active_xml
from olievlek.office_files.spreadsheets.bounds import Bounds, BrokenFileError, Budget
from olievlek.office_files.spreadsheets.markup import Target, read_part

MOST_LOOKED_AT = 50_000_000  # bytes of one file, unpacked
PIECE = 1 << 20
BOUNDS = Bounds(most=MOST_LOOKED_AT, unpacked=2 * PIECE, rows=0)  # of the list of parts

_PROGRAMS = re.compile(
    r"(^|/)(vbaproject|vbadata|oleobject)[^/]*\.(bin|xml)$|(^|/)(activex|externallinks|macrosheets|customui)/"
    r"|(^|/)(basic|scripts|dialogs)/|(^|/)object \d+$|\.(exe|dll|js|vbs|ps1|bat|cmd|hta|jar|scr|lnk|py)$"
)
_NAME = re.compile(rb"#([0-9a-fA-F]{2})")
_NUMBERS = re.compile(rb"\s*(?:\d+\s+\d+\s+)+(?:<<|\[|\d|\()")  # how packed objects begin: which, and where
LONGEST_HEAD = 100_000
_IN_PDF = re.compile(
    rb"/(JavaScript|Launch|EmbeddedFiles?|RichMedia|ImportData|SubmitForm)(?![A-Za-z0-9])|/XFA[ \[\r\n]"
)


def in_archive(archive: zipfile.ZipFile) -> bool:
    """True when an office file brings a program, or says where one is, or fetches something else than a link."""
    if any(_PROGRAMS.search(one.filename.lower()) for one in archive.infolist()):
        return True
    left = MOST_LOOKED_AT
    for one in archive.infolist():
        name = one.filename.lower()
        if name.endswith((".xml", ".rels")):
            left -= one.file_size
            if left < 0 or _told_in(archive, one):
                return True
        if name.endswith(".rels") and (one.file_size > PIECE or _fetches(archive, one.filename)):
            return True
    return False


def _told_in(archive: zipfile.ZipFile, one: zipfile.ZipInfo) -> bool:
    with archive.open(one) as handle:
        return bool(one.file_size) and active_xml.starts_something(handle)


class _Outside(Target):
    """Whether a part stands elsewhere: a template, an image, a sheet. What people may click on is no part."""

    found = False

    def begin(self, name: str, given: dict[str, str]) -> None:
        outside = name == "Relationship" and given.get("TargetMode", "").strip().lower() == "external"
        self.found = self.found or (outside and not given.get("Type", "").endswith("/hyperlink"))


def _fetches(archive: zipfile.ZipFile, relations: str) -> bool:
    """True also when the list of parts can not be read."""
    told = _Outside()
    try:
        read_part(archive, relations, told, Budget(BOUNDS))
    except BrokenFileError:
        return True
    return told.found


def in_pdf(content: bytes) -> bool:
    """True when a PDF brings a script, a program or another file, or can not be looked into."""
    return any(_IN_PDF.search(_plain_names(part)) for part in (content, *_packed(content)))


def _plain_names(part: bytes) -> bytes:
    """`/J#61vaScript` is `/JavaScript`."""
    return _NAME.sub(lambda found: bytes([int(found[1], 16)]), part)


def _packed(content: bytes) -> Iterator[bytes]:
    """The objects that stand packed together; what can not be unpacked counts as a script.

    Told by the head of the stream, and by how it begins: a head may be long, or hidden behind a comment.
    """
    left, place, object_ended = MOST_LOOKED_AT, 0, 0
    while (begin := content.find(b"stream", place)) >= 0 and (end := content.find(b"endstream", begin)) >= 0:
        object_ended = max(object_ended, content.rfind(b"endobj", place, begin))
        head = _plain_names(content[max(object_ended, begin - LONGEST_HEAD) : begin])
        packed = content[begin + 6 : end].lstrip(b"\r\n")
        if b"/ObjStm" in head or _NUMBERS.match(_unpacked(packed, 100)):
            part = _unpacked(packed, left)
            left -= len(part)
            yield part if left > 0 and b"/Predictor" not in head else b"/JavaScript"
        place = end + 9


def _unpacked(packed: bytes, most: int) -> bytes:
    try:
        return zlib.decompressobj().decompress(packed, max(most, 1))
    except zlib.error:
        return b"/JavaScript"
