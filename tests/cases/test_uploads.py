"""A corpus of files nobody should send: each is refused with a clear word, or cleaned.

None runs, tells a place or fills a disk.
"""

import io
import struct
import uuid
import zlib
from collections.abc import Callable
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from PIL import Image

from olievlek.cases.models import Case, CaseFile
from olievlek.core import photos
from olievlek.office_files import attachments
from tests.cases.office_files import ACTIVE_FILES, QUIET_FILES, word, zipped
from tests.factories.library import tell_case
from tests.factories.organisations import make_membership
from tests.figures import say

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
PLACE = b"Stationsplein 12, Woerden"
SCRIPT = b"<script>window.__pwned=1</script>"


@pytest.fixture
def case() -> Case:
    membership = make_membership()
    return tell_case(membership.user, membership.organisation)


@pytest.fixture
def own(case: Case) -> Client:
    client = Client(raise_request_exception=False)
    assert case.author
    client.force_login(case.author)
    return client


def picture(kind: str = "JPEG", size: tuple[int, int] = (60, 40), **more: Any) -> bytes:
    out = io.BytesIO()
    Image.new("RGB", size, "teal").save(out, kind, **more)
    return out.getvalue()


def with_place() -> Image.Exif:
    """Where it was taken: in words, by GPS, and in a comment of the maker."""
    exif = Image.Exif()
    exif[0x010E] = PLACE.decode()
    exif[0x927C] = PLACE
    gps = exif.get_ifd(0x8825)
    gps[1], gps[2], gps[3], gps[4] = "N", (52.0, 5.0, 0.0), "E", (4.0, 53.0, 0.0)
    gps[29] = PLACE.decode()
    return exif


def huge_png() -> bytes:
    """A header that promises 60,000 by 60,000 pixels, in a few bytes."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = struct.pack(">IIBBBBB", 60_000, 60_000, 8, 2, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(b"\0" * 100)) + chunk(b"IEND", b"")
    )


def moving(kind: str) -> bytes:
    frames = [Image.new("RGB", (30, 20), colour) for colour in ("teal", "navy", "maroon")]
    out = io.BytesIO()
    frames[0].save(out, kind, save_all=True, append_images=frames[1:])
    return out.getvalue()


def flood() -> bytes:
    return word(**{"word/media/a.bin": b"0" * (attachments.MOST_UNPACKED + 1)})


Content = Callable[[], bytes]
REFUSED_PHOTOS: dict[str, Content] = {
    "GIF that is a script": lambda: b"GIF89a/*" + b"\0" * 20 + b"*/=1;window.__pwned=1",
    "SVG with a script": lambda: b'<svg xmlns="http://www.w3.org/2000/svg">' + SCRIPT + b"</svg>",
    "SVG behind a JPEG name": lambda: b'<?xml version="1.0"?><svg onload="window.__pwned=1"/>',
    "page": lambda: b"<html>" + SCRIPT,
    "PDF that is a page": lambda: b"%PDF-1.7\n" + SCRIPT + b"\n%%EOF",
    "pixel bomb": huge_png,
    "flat pixel bomb": lambda: picture("PNG", (12_000, 12_000)),
    "truncated": lambda: picture("JPEG", (600, 400))[:300],
    "only a header": lambda: b"\xff\xd8\xff\xe0\x00\x10JFIF\x00",
    "TIFF": lambda: picture("TIFF"),
    "BMP": lambda: picture("BMP"),
    "moving GIF": lambda: moving("GIF"),
    "icon": lambda: picture("ICO"),
    "zip": lambda: zipped({"a.txt": b"a"}),
    "nothing": lambda: b"",
    "PostScript": lambda: b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 10 10\n",
}
CLEANED_PHOTOS: dict[str, Content] = {
    "JPEG with a place": lambda: picture(exif=with_place(), comment=PLACE),
    "PNG with a place": lambda: picture("PNG", exif=with_place()),
    "WebP with a place": lambda: picture("WEBP", exif=with_place(), xmp=b"<x:xmpmeta>" + PLACE + b"</x:xmpmeta>"),
    "JPEG that is a zip": lambda: picture() + zipped({"plaats.txt": PLACE}),
    "JPEG that is a page": lambda: picture(comment=SCRIPT + PLACE) + SCRIPT,
    "PNG with a tail": lambda: picture("PNG") + SCRIPT + PLACE,
    "JPEG by another name": lambda: picture("PNG", exif=with_place()),
    "moving WebP": lambda: moving("WEBP"),
    "colours of print": lambda: printed(),
    "very long": lambda: picture("PNG", (9_000, 20)),
}
NAMES = {
    "path": "../../../etc/passwd.jpg",
    "path of Windows": "C:\\\\temp\\\\foto.jpg",
    "nul": "foto.jpg\x00.exe",
    "right to left": "foto\u202egpj.exe.jpg",
    "new line": "foto\r\nSet-Cookie: a=b.jpg",
    "markup": "<img src=x onerror=window.__pwned=1>.jpg",
    "very long": "a" * 400 + ".jpg",
    "no name": ".jpg",
}
REFUSED_FILES: dict[str, tuple[str, Content]] = {
    "PDF that is a page": ("plan.pdf", lambda: b"<html>" + SCRIPT + b"%PDF-1.7 %%EOF"),
    "program": ("plan.pdf", lambda: b"MZ\x90\x00" * 10),
    "program by name": ("plan.exe", lambda: b"MZ\x90\x00"),
    "page": ("plan.html", lambda: SCRIPT),
    "page as SVG": ("plan.svg", lambda: b"<svg>" + SCRIPT + b"</svg>"),
    "two endings": ("plan.pdf.html", lambda: b"%PDF-1.7 %%EOF"),
    "zip bomb": ("plan.docx", flood),
    "zip in a zip": ("plan.zip", lambda: zipped({"a.zip": zipped({"b": b"0" * 1_000_000})})),
    "macros by name": ("plan.docm", word),
    "sheet as text": ("plan.docx", lambda: zipped({"[Content_Types].xml": b"<x/>", "xl/workbook.xml": b"<x/>"})),
    "truncated": ("plan.docx", lambda: word()[:40]),
    "nul in text": ("plan.csv", lambda: b"a;b\x00c"),
    "half a sign of UTF-16": ("plan.txt", lambda: b"\xff\xfe\x00a\x00"),
    "signs of a machine": ("plan.txt", lambda: b"\x8f\x90 \x1b[2J"),
    "picture": ("foto.jpg", picture),
    "hidden ending": ("plan.txt\u202efdp.exe", lambda: b"tekst"),
}


def printed() -> bytes:
    out = io.BytesIO()
    Image.new("CMYK", (40, 30)).save(out, "JPEG", exif=with_place())
    return out.getvalue()


def send(own: Client, case: Case, where: str, name: str, content: bytes) -> Any:
    kind = "image/jpeg" if where == "fotos" else "application/octet-stream"
    file = SimpleUploadedFile("x", content, content_type=kind)
    file.name = name  # as a program would send it, not as Django would clean it
    more = {"alt": "Een losse tegel", "agreed": "on"} if where == "fotos" else {}
    return own.post(f"/praktijken/{case.slug}/{where}/", {"file": file, "once": str(uuid.uuid4()), **more})


def served(own: Client, case: Case) -> Any:
    """The one file of the case as everybody gets it; closed in wherever it opens."""
    answer = own.get(case.files.get().get_absolute_url())
    assert answer.status_code == 200
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert "\r" not in answer["Content-Disposition"]
    return answer


@pytest.mark.parametrize("what", REFUSED_PHOTOS)
def test_what_is_no_photo_is_refused_with_a_clear_word(what: str, own: Client, case: Case) -> None:
    answer = send(own, case, "fotos", "foto.jpg", REFUSED_PHOTOS[what]())
    assert answer.status_code == 422
    assert any(
        said in answer.content.decode()
        for said in ("niet lezen als foto", "te veel pixels", "kapot of afgebroken", "leeg")
    ), what
    assert not CaseFile.objects.exists()
    say("{refused} hostile files refused", refused=1)


@pytest.mark.parametrize("what", CLEANED_PHOTOS)
def test_a_photo_is_drawn_again_and_nothing_of_the_file_stays(what: str, own: Client, case: Case) -> None:
    assert send(own, case, "fotos", "foto.jpg", CLEANED_PHOTOS[what]()).status_code == 302
    answer = served(own, case)
    image = Image.open(io.BytesIO(answer.content))
    kept = len(image.getexif()) + len(image.info.get("exif", b"")) + len(image.info.get("xmp", b""))
    left = sum(word in answer.content for word in (PLACE, b"script", b"Exif", b"xmpmeta", b"PK\x03\x04"))
    say("{cleaned} photos drawn again, {bytes} bytes of EXIF left", cleaned=1, bytes=kept)
    assert (kept, left, image.format, getattr(image, "n_frames", 1)) == (0, 0, "WEBP", 1)
    assert max(image.size) <= photos.LONGEST_SIDE
    assert answer["Content-Type"] == "image/webp"


@pytest.mark.parametrize("what", REFUSED_FILES)
def test_what_is_no_file_of_ours_is_refused_with_a_clear_word(what: str, own: Client, case: Case) -> None:
    name, content = REFUSED_FILES[what]
    answer = send(own, case, "bijlagen", name, content())
    assert answer.status_code == 422
    assert "bewaren we niet" in answer.content.decode()
    assert not CaseFile.objects.exists()
    say("{refused} hostile files refused", refused=1)


@pytest.mark.parametrize("what", ACTIVE_FILES)
def test_what_runs_by_itself_is_refused_with_a_clear_word(what: str, own: Client, case: Case) -> None:
    name, content = ACTIVE_FILES[what]
    answer = send(own, case, "bijlagen", name, content())
    assert (answer.status_code, CaseFile.objects.count()) == (422, 0)
    assert "Bestanden met macro’s, scripts of delen van elders bewaren we niet" in answer.content.decode()
    say("{refused} hostile files refused", refused=1)


@pytest.mark.parametrize("what", QUIET_FILES)
def test_what_only_looks_like_it_is_kept_as_it_is(what: str, own: Client, case: Case) -> None:
    name, content = QUIET_FILES[what]
    sent = content()
    assert send(own, case, "bijlagen", name, sent).status_code == 302
    answer = served(own, case)
    assert answer.content == sent
    if name.endswith((".csv", ".txt")):
        charset = answer["Content-Type"].rpartition("charset=")[2]
        assert "�" not in sent.decode(charset)
        assert ("Financiële" in sent.decode(charset)) or what == "page of a printer"


@pytest.mark.parametrize("where", ["fotos", "bijlagen"])
@pytest.mark.parametrize("what", NAMES)
def test_a_name_is_only_a_name(what: str, where: str, own: Client, case: Case) -> None:
    name = NAMES[what] if where == "fotos" else NAMES[what].replace(".jpg", ".txt")
    content = picture() if where == "fotos" else b"tekst"
    answer = send(own, case, where, name, content)
    assert answer.status_code in {302, 400, 422}
    for row in case.files.all():
        found = served(own, case)["Content-Disposition"]
        assert not set(row.name) & set("/\\\x00\r\n\u202e"), row.name
        assert "Set-Cookie: a" not in found or "\n" not in found
        assert photos.path_of(row.digest).is_relative_to(photos.path_of("00").parent.parent)
    assert "<img src=x" not in own.get(f"/praktijken/{case.slug}/bestanden/").content.decode()
    say("{names} hostile names, each only a name", names=1)


def test_a_pdf_that_is_a_page_as_well_is_saved_and_never_shown(own: Client, case: Case) -> None:
    send(own, case, "bijlagen", "plan.pdf", b"%PDF-1.7\n" + SCRIPT + b"\n%%EOF\n")
    answer = served(own, case)
    assert answer["Content-Type"] == "application/pdf"
    assert answer["Content-Disposition"].startswith("attachment")
