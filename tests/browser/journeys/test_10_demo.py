"""Journey 10: the people of the demo come in with what stands in the terminal, on this machine."""

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import PHONE
from tests.browser.server import Server
from tests.browser.steps import look, on
from tests.browser.watch import Watched

PEOPLE = {
    "lid-a": "Waterdam", "coordinator-a": "Waterdam", "lid-b": "Heidestad", "coordinator-b": "Heidestad",
    "moderator": "", "inwoner": "",
}  # fmt: skip


@pytest.mark.parametrize("name", PEOPLE)
def test_the_printed_password_opens_the_door(open_page: Callable[..., Watched], name: str) -> None:
    page: Any = open_page(f"{name}@demo.test", viewport=PHONE).page
    page.goto("/account/")
    expect(page.locator("main")).to_contain_text(f"{name}@demo.test")
    page.goto("/organisaties/")
    if PEOPLE[name]:
        expect(page.locator("header")).to_contain_text(PEOPLE[name])
    page.goto("/werkplek/" if name != "inwoner" else "/rollen/")
    look(page, f"workplace-{name}")


def test_login_link_prints_an_address_that_works_once(open_page: Callable[..., Watched], server: Server) -> None:
    page, again = open_page(viewport=PHONE).page, open_page(viewport=PHONE).page
    address = server.run("login_link", "lid-b@demo.test").strip().splitlines()[-1]
    page.goto(address)
    look(page, "login-link")
    on(page)
    page.goto("/account/")
    expect(page.locator("main")).to_contain_text("lid-b@demo.test")
    gone = again.goto(address)
    assert gone is not None
    assert gone.status == 404
