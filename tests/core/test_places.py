"""Files of lists are made one at a time; who comes then is told to try again in a moment, and pages do not notice."""

import io
from collections.abc import Sequence

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import URLResolver, get_resolver
from PIL import Image

from olievlek.core import photos
from olievlek.core.places import EXPORTS, MADE_HERE
from tests.factories.library import tell_case
from tests.factories.organisations import make_membership

pytestmark = pytest.mark.django_db
LISTS = ["/organisaties/als/csv/", "/organisaties/als/xlsx/", "/organisaties/als/ods/", "/praktijken/als/ods/"]


@pytest.mark.parametrize("address", LISTS)
def test_while_one_is_made_the_next_gets_429_and_pages_come(address: str, client: Client) -> None:
    assert client.get(address).status_code == 200
    with EXPORTS.one():
        answer = client.get(address)
        assert (answer.status_code, answer["Retry-After"]) == (429, "5")
        assert "Probeer het zo nog een keer" in answer.content.decode()
        assert client.get("/organisaties/").status_code == 200
    assert client.get(address).status_code == 200, "the place came back"


def test_a_place_comes_back_after_an_error(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    quiet = Client(raise_request_exception=False)
    monkeypatch.setattr("olievlek.core.export._written", lambda *_given: 1 / 0)
    assert quiet.get(LISTS[0]).status_code == 500
    monkeypatch.undo()
    assert client.get(LISTS[0])["Content-Type"].startswith("text/csv")


def test_every_address_of_a_file_of_a_list_or_report_needs_the_place() -> None:
    """Whatever uses the converters of core.export and core.documents; and who makes such files uses them."""
    routes: list[str] = []

    def walk(patterns: Sequence[object], prefix: str) -> None:
        for one in patterns:
            if isinstance(one, URLResolver):
                walk(one.url_patterns, prefix + str(one.pattern))
            else:
                routes.append(prefix + str(getattr(one, "pattern", "")))

    walk(get_resolver().url_patterns, "")
    made = [route for route in routes if any(kind in route for kind in MADE_HERE)]
    assert len(made) >= 15
    assert not [
        route for route in routes if "als/<str" in route or route.endswith(("/csv/", "/pdf/", "/ods/", "/xlsx/"))
    ]


def picture() -> SimpleUploadedFile:
    out = io.BytesIO()
    Image.new("RGB", (60, 40), "teal").save(out, "JPEG")
    return SimpleUploadedFile("foto.jpg", out.getvalue(), content_type="image/jpeg")


def test_when_all_places_for_photos_are_taken_the_form_says_so_and_keeps_the_words(client: Client) -> None:
    membership = make_membership()
    case = tell_case(membership.user, membership.organisation)
    client.force_login(membership.user)
    sent = {"alt": "Een losse tegel bij de bakker", "agreed": "on", "once": "6a1f7a3e-6f0e-4a52-9b36-0d8c1c9f2f11"}
    address = f"/praktijken/{case.slug}/fotos/"
    with photos.PLACES.one(), photos.PLACES.one():
        answer = client.post(address, {**sent, "file": picture()})
        assert (answer.status_code, answer["Retry-After"]) == (429, "5")
        assert "Anderen voegen nu ook foto" in answer.content.decode()
        assert "Een losse tegel bij de bakker" in answer.content.decode()
        assert not case.files.exists()
    assert client.post(address, {**sent, "file": picture()}).status_code == 302
    assert case.files.count() == 1
