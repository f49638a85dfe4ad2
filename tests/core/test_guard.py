"""Text that no database can store is refused before anything reads it."""

import json

import pytest
from django.test import Client, RequestFactory
from hypothesis import given
from hypothesis import strategies as st

from olievlek.core.guard import DEEPEST_JSON, is_storable
from olievlek.core.limits import address_of


@given(st.text())
def test_text_is_storable_exactly_when_it_can_be_written_as_utf8_without_nul(text: str) -> None:
    try:
        writable = b"\x00" not in text.encode()
    except UnicodeEncodeError:
        writable = False
    assert is_storable(text) is writable


@pytest.mark.django_db
@pytest.mark.parametrize("address", ["/?q=%00", "/en/?q=a%00b", "/over/?%00=1"])
def test_a_nul_byte_in_an_address_is_a_bad_request(client: Client, address: str) -> None:
    response = client.get(address)
    assert response.status_code == 400
    assert "text/html" in response["Content-Type"]


@pytest.mark.django_db
def test_a_nul_byte_in_a_cookie_is_a_bad_request(client: Client) -> None:
    client.cookies["sessionid"] = "a\x00b"
    assert client.get("/over/").status_code == 400


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
    assert client.post("/over/", body, content_type="application/json").status_code == 400


@pytest.mark.django_db
def test_good_json_passes_the_guard(client: Client) -> None:
    response = client.post("/over/", json.dumps({"a": ["b", 1, None]}), content_type="application/json")
    assert response.status_code == 405


def test_a_forged_forwarding_header_changes_no_address(settings: object, rf: RequestFactory) -> None:
    settings.OLIEVLEK_PROXIES = 0  # type: ignore[attr-defined]
    request = rf.get("/", HTTP_X_FORWARDED_FOR="1.2.3.4", REMOTE_ADDR="10.0.0.1")
    assert address_of(request) == "10.0.0.1"
    settings.OLIEVLEK_PROXIES = 1  # type: ignore[attr-defined]
    request = rf.get("/", HTTP_X_FORWARDED_FOR="6.6.6.6, 1.2.3.4", REMOTE_ADDR="10.0.0.1")
    assert address_of(request) == "1.2.3.4"


@pytest.mark.django_db
@pytest.mark.parametrize("address", ["/over/", "/nergens/"])
@pytest.mark.parametrize(
    "kind",
    ["multipart/form-data", "multipart/form-data; boundary=é", "application/x-www-form-urlencoded; charset=utf-16"],
)
def test_a_body_that_can_not_be_read_gets_an_answer_also_where_there_is_no_page(address: str, kind: str) -> None:
    response = Client(enforce_csrf_checks=True).generic("POST", address, b"a=b", content_type=kind)
    assert response.status_code == (404 if address == "/nergens/" else 400)
    assert "text/html" in response["Content-Type"]
    assert "Content-Security-Policy" in response


@pytest.mark.django_db
def test_too_many_fields_in_an_address_get_an_answer_with_headers(client: Client) -> None:
    response = client.get("/over/?" + "a=1&" * 300)
    assert response.status_code == 400
    assert "Content-Security-Policy" in response
