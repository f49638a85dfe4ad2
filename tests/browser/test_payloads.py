"""Nothing that people typed is executed: hostile text in every field of every noun, and in the address."""

import json
import os
import re
from collections.abc import Callable, Iterator
from typing import Any
from urllib.parse import quote

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.payloads import PAYLOADS
from tests.browser.server import Server, served
from tests.browser.watch import Watched
from tests.figures import say
from tests.prepared import shared_folder

SHARDS = 2
# What a browser saves, or reads as data.
DOWNLOAD = re.compile(r"/als/|/bijlagen/\d|/fotos/\d|gegevens\.json|/feed|\.css|\.atom|/(?:csv|xlsx|ods|pdf|odt)/$")
EACH = int(os.environ.get("OLIEVLEK_EVERY_PAYLOAD", "10"))  # `make proof` takes every one, the suite every tenth


READERS = ["visitor", "member", "coordinator", "moderator"] if EACH == 1 else ["coordinator", "moderator"]


@pytest.fixture(scope="module")
def poisoned(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Server, dict[str, Any]]]:
    """A server of its own, so that the other tests read clean pages."""
    with served(shared_folder(tmp_path_factory)) as server:
        yield server, json.loads(server.run("-m", "tests.browser.hostile").splitlines()[-1])


def executed(page: Page) -> bool:
    return bool(page.evaluate("window.__pwned === 1"))


@pytest.mark.turns(2)
@pytest.mark.parametrize("role", READERS)
def test_hostile_text_in_every_field_stays_text(
    poisoned: tuple[Server, dict[str, Any]], browser: Browser, role: str
) -> None:
    server, found = poisoned
    context = browser.new_context(base_url=server.url)
    if role in found["sessions"]:
        context.add_cookies([{"name": "sessionid", "value": found["sessions"][role], "url": server.url}])
    watched, complaints, done = Watched(context.new_page(), server.url), [], 0
    for url in sorted({url for url, whose in found["urls"] if whose == role and not DOWNLOAD.search(url)}):
        response = watched.page.goto(url)
        if response is not None and "text/html" in response.headers.get("content-type", ""):
            done += 1
            complaints += [f"executed at {url}"] if executed(watched.page) else []
            watched.settle()
    complaints += watched.complaints
    context.close()
    say(
        "at most {max_each} payloads in each of {max_fields} fields, {pages} pages opened, {complaints} executed or "
        "reported",
        max_each=found["each"],
        max_fields=found["fields"],
        pages=done,
        complaints=len(complaints),
    )
    assert done > 5
    assert not complaints, complaints[:10]


@pytest.mark.parametrize("shard", range(SHARDS))
def test_hostile_text_in_an_address_stays_text(open_page: Callable[..., Watched], shard: int) -> None:
    watched = open_page()
    for payload in PAYLOADS[::EACH][shard::SHARDS]:
        watched.page.goto(f"/zoeken/?q={quote(payload)}")
        assert not executed(watched.page), payload
        watched.settle()


def test_an_executed_payload_would_be_noticed(open_page: Callable[..., Watched]) -> None:
    watched = open_page(bypass_csp=True)
    watched.page.goto("/over/")
    insert(watched.page, "<img src=data:, onerror=window.__pwned=1>")
    watched.page.wait_for_function("window.__pwned === 1")
    strict = open_page()
    strict.page.goto("/over/")
    insert(strict.page, "<p style=color:red>x</p>")
    strict.settle()
    assert any("style-src" in line for line in strict.complaints)
    strict.complaints.clear()
    strict.page.close()


def insert(page: Page, html: str) -> None:
    page.evaluate("html => document.querySelector('main').insertAdjacentHTML('beforeend', html)", html)
