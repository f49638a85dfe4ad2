"""A server and a Chromium per process; pages that remember everything that should not have happened."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, ViewportSize, sync_playwright

from tests.browser.server import MODERATOR, Server, served
from tests.browser.steps import with_password
from tests.browser.watch import Watched
from tests.prepared import shared_folder

ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
PHONE: ViewportSize = {"width": 390, "height": 844}
DESKTOP: ViewportSize = {"width": 1280, "height": 900}


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Without a Chromium these tests say so and stand aside."""
    here = Path(__file__).parent
    for item in items:
        if here in item.path.parents:
            item.add_marker(pytest.mark.browser)
            if not shutil.which("chromium"):
                item.add_marker(pytest.mark.skip(reason="no `chromium` on the PATH"))


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """One server for each process of pytest-xdist, all on the same content."""
    with served(shared_folder(tmp_path_factory)) as running:
        yield running


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=ARGUMENTS)
        yield chromium
        chromium.close()


@pytest.fixture(scope="session")
def cookies(server: Server, browser: Browser) -> Callable[[str], Any]:
    """The cookies of somebody who signed in with a password; once for each person, because starting costs most."""
    known: dict[str, Any] = {}

    def of(email: str) -> Any:
        if email not in known:
            known[email] = signed_in(server, browser, email)
        return known[email]

    return of


def signed_in(server: Server, browser: Browser, email: str) -> Any:
    """The cookies after coming in by the door."""
    context = browser.new_context(base_url=server.url)
    page = context.new_page()
    with_password(page, email, server.password_of(email))
    state = context.storage_state()
    context.close()
    return state


@pytest.fixture
def open_page(server: Server, browser: Browser, cookies: Callable[[str], Any]) -> Iterator[Callable[..., Watched]]:
    """Make a watched page: `open_page("lid-a@demo.test", viewport=…, script=False)`. Judged when the test ends.

    The first argument is "visitor", "moderator" or the address of somebody who is here.
    """
    contexts: list[BrowserContext] = []
    watched: list[Watched] = []

    def make(role: str = "visitor", *, script: bool = True, viewport: Any = None, **more: Any) -> Watched:
        if role != "visitor":
            more["storage_state"] = cookies(MODERATOR if role == "moderator" else role)
        context = browser.new_context(
            base_url=server.url,
            java_script_enabled=script,
            viewport=viewport or DESKTOP,
            reduced_motion="reduce",
            **more,
        )
        context.set_default_timeout(60_000)
        contexts.append(context)
        watched.append(Watched(context.new_page(), server.url))
        return watched[-1]

    yield make
    for one in watched:
        one.settle()
    for context in contexts:
        context.close()
    for one in watched:
        assert not one.complaints, one.complaints[:10]


@pytest.fixture
def page(open_page: Callable[..., Watched]) -> Page:
    """A visitor on a desktop."""
    return open_page().page
