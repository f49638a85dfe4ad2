"""Text that no database can store is refused before anything reads it."""

import inspect
import json
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.files.uploadhandler import TemporaryFileUploadHandler
from django.test import Client, RequestFactory
from django.urls import URLResolver, get_resolver
from hypothesis import given
from hypothesis import strategies as st

from olievlek.core.guard import DEEPEST_JSON, is_storable
from olievlek.core.landing import verbs_of
from olievlek.core.limits import address_of


@given(st.text())
def test_text_is_storable_exactly_when_it_can_be_written_as_utf8_without_nul(text: str) -> None:
    try:
        writable = b"\x00" not in text.encode()
    except UnicodeEncodeError:
        writable = False
    assert is_storable(text) is writable


@pytest.mark.both
@pytest.mark.django_db
@pytest.mark.parametrize("address", ["/?q=%00", "/en/?q=a%00b", "/over/?%00=1"])
def test_a_nul_byte_in_an_address_is_a_bad_request(client: Client, address: str) -> None:
    response = client.get(address)
    assert response.status_code == 400
    assert "text/html" in response["Content-Type"]


@pytest.mark.both
@pytest.mark.django_db
def test_a_nul_byte_in_a_cookie_is_a_bad_request(client: Client) -> None:
    client.cookies["sessionid"] = "a\x00b"
    answer = client.get("/over/")
    assert answer.status_code == 400
    assert "Traceback" not in answer.content.decode()


@pytest.mark.django_db
@pytest.mark.parametrize(
    "body",
    [
        b"{",
        b'"\\ud800"',
        b'{"a": "\\u0000"}',
        b"\xff\xfe",
        ("[" * (DEEPEST_JSON + 5) + "]" * (DEEPEST_JSON + 5)).encode(),
    ],
)
def test_broken_deep_or_unstorable_json_is_a_bad_request(client: Client, body: bytes) -> None:
    assert client.post("/inloggen/mail/", body, content_type="application/json").status_code == 400


@pytest.mark.django_db
def test_good_json_passes_the_guard(client: Client) -> None:
    response = client.post("/over/", json.dumps({"a": ["b", 1, None]}), content_type="application/json")
    assert (response.status_code, response["Allow"]) == (405, "GET, HEAD")


def test_a_forged_forwarding_header_changes_no_address(settings: object, rf: RequestFactory) -> None:
    settings.OLIEVLEK_PROXIES = 0  # type: ignore[attr-defined]
    request = rf.get("/", HTTP_X_FORWARDED_FOR="1.2.3.4", REMOTE_ADDR="10.0.0.1")
    assert address_of(request) == "10.0.0.1"
    settings.OLIEVLEK_PROXIES = 1  # type: ignore[attr-defined]
    request = rf.get("/", HTTP_X_FORWARDED_FOR="6.6.6.6, 1.2.3.4", REMOTE_ADDR="10.0.0.1")
    assert address_of(request) == "1.2.3.4"


@pytest.mark.django_db
@pytest.mark.parametrize(("address", "status"), [("/inloggen/mail/", 400), ("/over/", 405), ("/nergens/", 404)])
@pytest.mark.parametrize(
    "kind",
    ["multipart/form-data", "multipart/form-data; boundary=é", "application/x-www-form-urlencoded; charset=utf-16"],
)
def test_a_body_that_can_not_be_read_gets_an_answer_also_where_there_is_no_page(
    address: str, status: int, kind: str
) -> None:
    response = Client(enforce_csrf_checks=True).generic("POST", address, b"a=b", content_type=kind)
    assert response.status_code == status
    assert "text/html" in response["Content-Type"]
    assert "Content-Security-Policy" in response


@pytest.mark.django_db
def test_too_many_fields_in_an_address_get_an_answer_with_headers(client: Client) -> None:
    response = client.get("/over/?" + "a=1&" * 300)
    assert response.status_code == 400
    assert "Content-Security-Policy" in response


def files_sent() -> dict[str, object]:
    return {f"file{number}": SimpleUploadedFile("x.bin", bytes(3_000_000)) for number in range(3)}


@pytest.fixture
def temporary(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The temporary files that were made, also those that are gone again."""
    made: list[str] = []
    ordinary = TemporaryFileUploadHandler.new_file

    def seen(self: TemporaryFileUploadHandler, *args: Any, **kwargs: Any) -> None:
        made.append(str(args[1]))
        ordinary(self, *args, **kwargs)

    monkeypatch.setattr(TemporaryFileUploadHandler, "new_file", seen)
    return made


@pytest.mark.django_db
@pytest.mark.parametrize(("address", "status"), [("/nergens/", 404), ("/over/", 405), ("/inloggen/mail/", 400)])
def test_a_file_is_written_nowhere_where_no_view_takes_one(
    address: str, status: int, client: Client, temporary: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    assert client.post(address, files_sent()).status_code == status
    assert temporary == []
    monkeypatch.setattr("olievlek.core.guard.NoFiles", TemporaryFileUploadHandler)
    client.post("/inloggen/mail/", files_sent())
    assert len(temporary) == 3, "the control"


def every_view() -> list[tuple[str, Any]]:
    found = []

    def walk(patterns: Any, prefix: str) -> None:
        for one in patterns:
            if isinstance(one, URLResolver):
                walk(one.url_patterns, prefix + str(one.pattern))
            else:
                found.append((prefix + str(one.pattern), one.callback))

    walk(get_resolver().url_patterns, "")
    return found


def test_exactly_the_views_that_read_files_take_them() -> None:
    """Who writes a form with a file and forgets the mark gets 400 and this line."""
    wrong = []
    for route, view in every_view():
        inner = inspect.unwrap(view)
        if not getattr(inner, "__module__", "").startswith("olievlek."):
            continue
        reads = "request.FILES" in inspect.getsource(inner)
        if reads != getattr(view, "takes_files", False):
            wrong.append(route)
    assert not wrong


def test_it_is_known_of_the_views_of_ours_which_methods_they_take() -> None:
    unknown = [
        route
        for route, view in every_view()
        if getattr(view, "__module__", "").startswith("olievlek.") and not verbs_of(view)
    ]
    assert not unknown
    assert verbs_of(lambda request: request) == frozenset()


@pytest.mark.both
@pytest.mark.django_db
@pytest.mark.parametrize(
    "query", ["?q=%01%02", "?q=%ff%fe", "?q=%0b", "?q=%ed%a0%80", "?%ff=1", "?q=%c0%80", "?q=%1b%5b2J", "?q=%ef%bf%bf"]
)
@pytest.mark.parametrize(
    "path", ["/", "/zoeken/", "/praktijken/", "/organisaties/", "/praktijken/feed/", "/api/v1/search"]
)
def test_control_characters_and_broken_utf8_in_an_address_make_no_server_error(
    path: str, query: str, client: Client
) -> None:
    for answer, good in ((client.get(path + query), {200, 400, 404}), (client.get(f"{path}%ff%01{query}"), {400, 404})):
        assert answer.status_code in good
        assert not {"\x01", "\x0b", "\x1b", "\ufffe", "\uffff"} & set(answer.content.decode())
