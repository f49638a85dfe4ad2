"""Through the door in a real Chromium: a code, on phone and desktop, both languages, without script; a passkey."""

import re
import time
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page

from tests.browser.conftest import DESKTOP, PHONE
from tests.browser.watch import Watched
from tests.figures import say

DEVICE = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}


def code_for(page: Page, email: str) -> str:
    """What the newest mail to this address says, in the post box of the demo."""
    until = time.monotonic() + 60
    while time.monotonic() < until:
        page.goto("/postvak/")
        letter = page.locator("article", has_text=email).first
        if letter.count() and (found := re.search(r"\b\d{3} \d{3}\b", letter.inner_text())):
            return found[0]
        time.sleep(0.3)
    raise TimeoutError(f"no mail to {email}")


def sign_up(page: Page, email: str, prefix: str = "") -> None:
    """From the door to the first question, as somebody who is new."""
    page.goto(f"{prefix}/aanmelden/")
    page.locator("#id_email").fill(email)
    page.locator(f"form[action='{prefix}/inloggen/mail/'] button").click()
    code = code_for(page, email)
    page.goto(f"{prefix}/inloggen/code/")
    page.locator("#id_code").fill(code)
    page.locator("form.ol-codebox button").click()
    page.locator("#id_name").fill("Samira Demo")
    page.locator("main form button").first.click()
    page.wait_for_load_state()


@pytest.mark.parametrize(
    ("prefix", "viewport", "script"),
    [("", PHONE, True), ("", DESKTOP, False), ("/en", DESKTOP, True), ("/en", PHONE, False)],
)
def test_who_is_new_comes_in_with_a_code(
    open_page: Callable[..., Watched], prefix: str, viewport: dict[str, int], script: bool
) -> None:
    page = open_page(viewport=viewport, script=script).page
    began = time.monotonic()
    email = f"samira{time.monotonic_ns()}@nergens.example"
    sign_up(page, email, prefix)
    page.goto(f"{prefix}/account/")
    assert page.locator("html").get_attribute("lang") == (prefix.strip("/") or "nl")
    assert email in page.locator("main").inner_text()
    assert page.locator("#id_name").input_value() == "Samira Demo"
    say("{seconds:.0f} seconds, with the mail", seconds=time.monotonic() - began)


def test_a_passkey_is_made_and_opens_the_door(open_page: Callable[..., Watched]) -> None:
    watched = open_page()
    page = watched.page
    device: Any = page.context.new_cdp_session(page)
    device.send("WebAuthn.enable")
    device.send("WebAuthn.addVirtualAuthenticator", {"options": DEVICE})
    sign_up(page, f"samira{time.monotonic_ns()}@nergens.example")
    page.goto("/account/toegang/")
    page.locator("form[data-passkey=create] button").click()
    page.locator("form[action*='/account/toegangssleutels/'][action$='/weg/']").wait_for()
    page.context.clear_cookies()
    page.goto("/inloggen/?next=/account/")
    page.locator("form[data-passkey=get] button").click()
    page.wait_for_url(re.compile(r"^(?!.*/inloggen/)"))  # a higher room may ask something first
    page.goto("/account/")
    assert page.locator("#id_name").input_value() == "Samira Demo"


def test_without_script_there_is_no_button_that_does_nothing(open_page: Callable[..., Watched]) -> None:
    page = open_page(script=False).page
    page.goto("/inloggen/")
    assert not page.locator("form[data-passkey]").is_visible()
    assert page.locator("#id_email").is_visible()
