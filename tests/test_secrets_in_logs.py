"""No token, code or secret of any address stands in a log, whatever goes wrong with the request."""

import logging
import re
from collections.abc import Iterator
from typing import Any

import pytest
from django.test import Client
from django.urls import URLPattern, get_resolver

from olievlek.accounts import actions
from olievlek.core import logs
from tests.factories.accounts import make_moderator, make_user
from tests.figures import say
from tests.matrix import probe

pytestmark = pytest.mark.django_db
CANARY = "VPeuKanarieZ7"
MANGLED = [" ", ") ", "('", '"', "\n/", "<", "\u200b/", "//", "?"]  # how mail programs and chats break a link
SECRET = re.compile(r"<(?!int:)(?:\w+:)?\w+>")


def routes() -> Iterator[str]:
    """Every address with a part that is no number; the canary in its place."""
    todo: list[tuple[str, Any]] = [("/", one) for one in get_resolver().url_patterns]
    while todo:
        before, one = todo.pop()
        path = before + str(one.pattern)
        if not isinstance(one, URLPattern):
            todo += [(path, inner) for inner in one.url_patterns]
        elif SECRET.search(path):
            path = path.replace("<sheet:kind>", "csv").replace("<paper:kind>", "pdf")
            path = path.replace("<uuid:key>", "5f3c0a1e-0000-4000-8000-0000000000ca")
            yield SECRET.sub(CANARY, re.sub(r"<int:\w+>", "7", path))


def ask_all(caplog: pytest.LogCaptureFixture, clients: list[Client], paths: list[str]) -> list[str]:
    """The lines of the log after everything that can go wrong: no page, no key, wrong way, wrong text."""
    caplog.clear()
    with caplog.at_level(logging.DEBUG):
        for path in paths:
            for client in clients:
                client.get(path)
                client.get(f"{path}?code={CANARY}&next={path}")
                client.post(path, {"password": CANARY})
                client.put(path)
                client.get(f"{path}{CANARY}/more")
                client.get(path.rstrip("/"))
                client.get(f"{path}\x00")
                for sign in MANGLED if client is clients[0] else ():
                    client.get(path.replace(CANARY, f"{sign}{CANARY}"))
                    client.post(f"/{sign}{path}", {"password": CANARY})
    return [line for line in caplog.text.splitlines() if line]


def test_no_secret_of_an_address_stands_in_a_log(
    caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    probe.draw_no_refusals(monkeypatch)
    moderator = Client(raise_request_exception=False)
    moderator.force_login(make_moderator())
    strict = Client(enforce_csrf_checks=True, raise_request_exception=False)
    lines = ask_all(caplog, [strict, moderator], list(routes()))
    told = [line for line in lines if CANARY in line]
    say("{routes} addresses with a secret, {lines} lines in the log, {told} tell a secret",
        routes=len(list(routes())), lines=len(lines), told=len(told))  # fmt: skip
    assert len(lines) > 100
    assert told == []


def test_without_the_guard_the_sweep_finds_secrets(caplog: pytest.LogCaptureFixture, monkeypatch: Any) -> None:
    monkeypatch.setattr(logs, "WATCHED", ("nothing",))
    assert [line for line in ask_all(caplog, [Client()], list(routes())[::10]) if CANARY in line]


def test_a_password_that_is_too_short_does_not_give_the_address_away(caplog: pytest.LogCaptureFixture) -> None:
    token = actions.issue(make_user(password=None), actions.Purpose.PASSWORD, lasts=actions.TO_BEGIN)
    assert Client().post(f"/en/wachtwoord/{token}/", {"password": "short"}).status_code == 422
    assert token not in caplog.text
    assert "Unprocessable Entity: /en/wachtwoord/<str:token>/" in caplog.text


def test_an_error_of_ours_does_not_give_it_away_either(caplog: pytest.LogCaptureFixture, monkeypatch: Any) -> None:
    def fails(*_args: Any) -> None:
        raise RuntimeError

    monkeypatch.setattr(actions, "find_open", fails)
    assert Client(raise_request_exception=False).get(f"/inloggen/{CANARY}/").status_code == 500
    assert "Internal Server Error: /inloggen/<str:token>/" in caplog.text
    assert CANARY not in caplog.text


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ('"GET /d/ABC123/1/?x=2 HTTP/1.1" 200', '"GET /d/<str:code>/1/ HTTP/1.1" 200'),
        ("/", "/"),
        ("http://localhost:8000/wachtwoord/abc/", "/wachtwoord/<str:token>/"),
        ("/no/such/page", logs.NO_PAGE),
        ("Referer checking failed - no Referer.", "Referer checking failed - no Referer."),
    ],
)
def test_an_address_is_written_as_its_route(text: str, written: str) -> None:
    assert logs.without_secrets(text) == written


@pytest.mark.parametrize("sign", MANGLED)
def test_a_link_that_a_mail_program_broke_brings_no_secret_along(sign: str, caplog: pytest.LogCaptureFixture) -> None:
    """The sweep above asks every address this; it costs too much for `make quick`."""
    logging.getLogger("django.request").warning("Not Found: %s", f"/inloggen/{sign}{CANARY}/")
    assert "Not Found: " in caplog.text
    assert CANARY not in caplog.text
