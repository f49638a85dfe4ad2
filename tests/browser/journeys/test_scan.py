"""The scan: start a round, answer by code on phones without an account, close it, see the result, and make a plan."""

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page

from tests.browser.conftest import DESKTOP, PHONE
from tests.browser.steps import go, on, open_up, tap
from tests.browser.watch import Watched

COORDINATORS = {True: "coordinator-a@demo.test", False: "coordinator-b@demo.test"}


@pytest.mark.parametrize(
    ("prefix", "viewport", "script"),
    [("", PHONE, False), ("/en", DESKTOP, True)],
    ids=["phone-no-script", "english"],
)
@pytest.mark.requirement("004-16", "004-17")
def test_a_session_from_the_first_click_to_the_plan(
    open_page: Callable[..., Watched], prefix: str, viewport: dict[str, int], script: bool
) -> None:
    page = open_page(COORDINATORS[script], viewport=viewport, script=script).page
    page.goto(f"{prefix}/scan/")
    tap(page, "a[href$='/scan/beginnen/']")
    page.locator("#id_colleagues").uncheck()
    page.locator("#id_open_link").check()
    page.locator("#id_expected").fill("12")
    on(page)
    address = page.url
    tap(page, "a[href$='/scherm/']")
    code = page.locator(".ol-stage__code").inner_text()
    for number in range(6):
        phone = open_page(viewport=PHONE, script=script).page
        answer(phone, prefix, code, value=number % 3 + 2)
    page.goto(f"{address}sluiten/")
    on(page)
    assert page.url == address
    assert page.locator(".ol-profile__row .own").count() >= 7
    assert page.locator(".ol-tag--warn").count() >= 7, "nothing shows it yet"
    tell_evidence(page, address)
    tap(page, "a[href$='/plan/duurzaamheid/']")
    page.locator("#id_due").fill("2027-03-01")
    on(page)
    assert page.locator("#plan").count()
    tap(page, "a[href*='/acties/']")
    page.locator("#id_outcome").fill("Twee proeven")
    tap(page, "form[action$='/klaar/'] button")
    assert "Twee proeven" in page.locator("main").inner_text()


def answer(phone: Page, prefix: str, code: str, *, value: int) -> None:
    """As somebody in the room: type the code, seven pages, hand in."""
    phone.goto(f"{prefix}/d/")
    phone.locator("#id_code").fill(code.lower())
    on(phone)
    phone.locator("input[name=layer][value=practice]").check()
    on(phone)
    for _ in range(7):
        for statement in phone.locator(".ol-statement").all():
            statement.locator(f"input[value='{value}']").check()
        go(phone.locator(".ol-thumbbar .nl-button--primary"))
    on(phone)
    assert phone.url.endswith("/klaar/")


def tell_evidence(page: Page, back: str) -> None:
    """Something to show for the last factor; its flag goes."""
    flags: Any = page.locator(".ol-tag--warn").count()
    tap(page, "main a[href$='/scan/bewijs/']")
    open_up(page, "#D1_text")
    page.locator("#D1_text").fill("De doelen staan in de begroting")
    tap(page, "form[action$='/bewijs/D1/'] .nl-button--secondary")
    page.goto(back)
    assert page.locator(".ol-tag--warn").count() == flags - 1
