"""Photos are drawn again, files are what they say, and both are seen by who sees the case."""

import io
import os
import time
import uuid
import zipfile
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from PIL import Image

from olievlek.accounts.models import User
from olievlek.cases import actions
from olievlek.cases.models import Case, CaseFile, Visibility
from olievlek.core import photos, uploads
from olievlek.office_files import attachments
from olievlek.organisations.models import Organisation
from tests.factories.library import events_of, tell_case
from tests.factories.organisations import make_membership, make_organisation

pytestmark = pytest.mark.django_db
PLACE = b"Stationsplein 12, Woerden"


@pytest.fixture
def body() -> Organisation:
    return make_organisation(name="Woerden")


@pytest.fixture
def noor(body: Organisation) -> User:
    return make_membership(organisation=body).user


@pytest.fixture
def case(noor: User, body: Organisation) -> Case:
    return tell_case(noor, body)


@pytest.fixture
def own(noor: User) -> Client:
    client = Client()
    client.force_login(noor)
    return client


def photo(size: tuple[int, int] = (80, 40), kind: str = "JPEG") -> bytes:
    """A photo that says where it was taken, on its side."""
    exif = Image.Exif()
    exif[0x010E] = PLACE.decode()
    exif[0x0112] = 6
    out = io.BytesIO()
    Image.new("RGB", size, "teal").save(out, kind, exif=exif)
    return out.getvalue()


def office(folder: str, *more: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name in ("[Content_Types].xml", f"{folder}/document.xml", *more):
            archive.writestr(name, "<x/>")
    return out.getvalue()


def send(own: Client, case: Case, content: bytes, name: str = "plein.jpg", **given: Any) -> Any:
    data = {
        "file": SimpleUploadedFile(name, content),
        "alt": "Een losse tegel",
        "agreed": "on",
        "once": str(uuid.uuid4()),
    }
    return own.post(f"/praktijken/{case.slug}/fotos/", {**data, **given})


def attach(own: Client, case: Case, content: bytes, name: str, **given: Any) -> Any:
    data = {"file": SimpleUploadedFile(name, content), "once": str(uuid.uuid4())}
    return own.post(f"/praktijken/{case.slug}/bijlagen/", {**data, **given})


def test_a_photo_is_drawn_again_upright_and_without_place(own: Client, case: Case) -> None:
    assert PLACE in photo()
    assert send(own, case, photo()).status_code == 302
    row = case.files.get()
    kept = photos.path_of(row.digest).read_bytes()
    assert PLACE not in kept
    assert b"Exif" not in kept
    assert (row.width, row.height, row.media_type) == (40, 80, "image/webp")
    assert Image.open(io.BytesIO(kept)).getpixel((5, 5))
    assert row.agreed_by == own.get("/praktijken/mijn/").wsgi_request.user
    assert events_of(case) == ["case.begun", "case.file_added"]


def test_a_photo_without_words_or_without_consent_is_not_taken(own: Client, case: Case) -> None:
    assert send(own, case, photo(), alt="").status_code == 422
    assert send(own, case, photo(), agreed="").status_code == 422
    assert not CaseFile.objects.exists()


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"GIF89a" + b"\x00" * 40,
        b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>',
        b"<html><script>alert(1)</script></html>",
        b"\xff\xd8\xff\xe0" + b"nonsense" * 20,
        b"%PDF-1.4 %%EOF",
    ],
    ids=["empty", "gif", "svg", "html", "broken", "pdf"],
)
def test_what_is_no_photo_is_refused(content: bytes, own: Client, case: Case) -> None:
    assert send(own, case, content).status_code == 422
    assert not CaseFile.objects.exists()


def test_a_photo_that_is_a_page_as_well_is_a_photo_only(own: Client, case: Case) -> None:
    send(own, case, photo() + b"<script>alert(1)</script>PK\x03\x04")
    kept = photos.path_of(case.files.get().digest).read_bytes()
    assert b"script" not in kept
    assert b"PK\x03\x04" not in kept


def test_a_picture_that_unpacks_into_a_flood_is_refused() -> None:
    out = io.BytesIO()
    Image.new("1", (12_000, 12_000)).save(out, "PNG")
    assert len(out.getvalue()) < 100_000
    with pytest.raises(photos.RefusedError):
        photos.clean_photo(ContentFile(out.getvalue(), "bom.png"))


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("plan.pdf", b"%PDF-1.7\n...\n%%EOF\n"),
        ("plan.DOCX", office("word")),
        ("lijst.xlsx", office("xl")),
        ("lijst.csv", b"naam;aantal\nWoerden;3\n"),
        ("lees.txt", "Dag allemaal – tot morgen".encode()),
        ("mac.csv", "Café;één".encode("utf-16-le")),
        ("dos.txt", b"Dag allemaal\r\n\x1a"),
    ],
)
def test_a_file_that_is_what_it_says_is_kept(name: str, content: bytes, own: Client, case: Case) -> None:
    assert attach(own, case, content, name).status_code == 302
    row = case.files.get()
    answer = own.get(f"/praktijken/{case.slug}/bijlagen/{row.pk}/")
    assert answer.content == content
    assert answer["Content-Disposition"].startswith("attachment")
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in answer["Content-Security-Policy"]


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("plan.pdf", b"MZ\x90\x00"),
        ("plan.pdf", b"<html>%PDF-1.7 %%EOF"),
        ("plan.exe", b"MZ\x90\x00"),
        ("plan.html", b"<script>alert(1)</script>"),
        ("plan.svg", b"<svg/>"),
        ("plan.docx", office("xl")),
        ("plan.docx", office("word", "word/vbaProject.bin")),
        ("plan.docx", b"PK\x03\x04 nonsense"),
        ("plan.odt", office("word")),
        ("plan.txt", b"\x00\x01\x02"),
        ("plan", b"tekst"),
    ],
)
def test_a_file_that_is_something_else_is_refused(name: str, content: bytes, own: Client, case: Case) -> None:
    answer = attach(own, case, content, name)
    assert answer.status_code == 422
    assert "bewaren we niet" in answer.content.decode()
    assert not CaseFile.objects.exists()


def test_an_office_file_that_unpacks_into_a_flood_is_refused(own: Client, case: Case) -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<x/>")
        archive.writestr("word/document.xml", b"0" * (attachments.MOST_UNPACKED + 1))
    assert attach(own, case, out.getvalue(), "bom.docx").status_code == 422
    assert not CaseFile.objects.exists()


def test_a_file_that_goes_on_too_long_is_dropped_while_it_streams(
    own: Client, case: Case, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(uploads, "MOST_BYTES", 1000)
    answer = attach(own, case, b"a" * 200_000, "lang.txt")
    assert "groter dan 10 MB" in answer.content.decode()
    assert not CaseFile.objects.exists()


@pytest.mark.both
def test_the_same_form_twice_and_the_same_bytes_twice_are_one_file(own: Client, case: Case) -> None:
    key = str(uuid.uuid4())
    attach(own, case, b"een", "een.txt", once=key)
    attach(own, case, b"twee", "twee.txt", once=key)
    attach(own, case, b"een", "drie.txt")
    assert case.files.get().name == "een.txt"


@pytest.mark.both
def test_twelve_files_are_enough(own: Client, case: Case) -> None:
    for number in range(13):
        answer = attach(own, case, f"{number}".encode(), "x.txt")
    assert "twaalf" in answer.content.decode()
    assert case.files.count() == 12


def test_files_are_seen_by_who_sees_the_case(own: Client, case: Case, noor: User, client: Client) -> None:
    send(own, case, photo())
    attach(own, case, b"tekst", "x.txt")
    rows = list(case.files.order_by("pk"))
    ways = [f"/praktijken/%s/{word}/{row.pk}/" for word, row in zip(("fotos", "bijlagen"), rows, strict=True)]
    assert [client.get(way % case.slug).status_code for way in ways] == [404, 404]
    public = actions.show_to(case, Visibility.PUBLIC, by=noor, licence=True)
    assert [client.get(way % public.slug).status_code for way in ways] == [200, 200]
    assert "Een losse tegel" in client.get(f"/praktijken/{public.slug}/").content.decode()
    swapped = ways[0].replace("fotos", "bijlagen")
    assert client.get(swapped % public.slug).status_code == 404
    actions.show_to(public, Visibility.ME, by=noor)
    assert [client.get(way % public.slug).status_code for way in ways] == [404, 404]


def test_a_stranger_can_not_add_or_take_away(own: Client, case: Case, noor: User) -> None:
    attach(own, case, b"tekst", "x.txt")
    public, row = actions.show_to(case, Visibility.PUBLIC, by=noor, licence=True), case.files.get()
    other = Client()
    other.force_login(make_membership().user)
    assert attach(other, public, b"meer", "y.txt").status_code == 404
    assert other.post(f"/praktijken/{public.slug}/bestanden/{row.pk}/weg/").status_code == 404
    assert own.post(f"/praktijken/{public.slug}/bestanden/{row.pk}/weg/").status_code == 302
    assert not case.files.exists()
    assert events_of(public)[-1] == "case.file_removed"


@pytest.mark.both
def test_bytes_that_no_case_names_are_swept_after_a_day(own: Client, case: Case, noor: User) -> None:
    attach(own, case, b"blijft", "a.txt")
    attach(own, case, b"gaat", "b.txt")
    stays, goes = case.files.order_by("pk")
    actions.remove_file(goes, by=noor)
    assert photos.sweep() == 0
    for row in (stays, goes):
        os.utime(photos.path_of(row.digest), (time.time() - 2 * 86400,) * 2)
    assert photos.sweep() == 1
    assert photos.path_of(stays.digest).exists()
    assert not photos.path_of(goes.digest).exists()


def test_a_photo_that_is_good_waits_while_the_rest_is_mended(own: Client, case: Case) -> None:
    """Not chosen again, drawn without place, for one person and one example only, for an hour."""
    answer = send(own, case, photo(), alt="")
    page = answer.content.decode()
    waits = answer.context["photo"]["waits"].value()
    assert "Zeg in een paar woorden wat er op de foto te zien is." in page
    assert "Dit veld is verplicht" not in page
    assert "We hebben de foto die je koos nog." in page
    assert f'value="{waits}"' in page
    again = {"alt": "Een losse tegel", "agreed": "on", "once": str(uuid.uuid4()), "waits": waits}
    stranger = make_member(case.owner)
    for client, slug in ((stranger, case.slug), (own, tell_another(case).slug)):
        assert client.post(f"/praktijken/{slug}/fotos/", again).status_code in {404, 422}
    assert not CaseFile.objects.exists()
    assert own.post(f"/praktijken/{case.slug}/fotos/", again).status_code == 302
    assert PLACE not in photos.path_of(case.files.get().digest).read_bytes()


def make_member(body: Any) -> Client:
    client = Client()
    client.force_login(make_membership(organisation=body).user)
    return client


def tell_another(case: Case) -> Case:
    assert case.author is not None
    assert case.owner is not None
    return tell_case(case.author, case.owner)
