"""Journey 1: come in by a code, a passkey or a password with a second step; see where one is in; take all; leave."""

import hashlib
import hmac
import json
import re
import struct
import time
from base64 import b32decode
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import DESKTOP, PHONE
from tests.browser.steps import WAYS, code_for, look, new_address, on, sign_up, tap, with_password
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


@pytest.mark.turns(2)
@pytest.mark.parametrize(
    ("prefix", "viewport", "script"),
    [("", PHONE, True), ("", DESKTOP, False), ("/en", DESKTOP, True), ("/en", PHONE, False)],
)
def test_who_is_new_comes_in_with_a_code(
    open_page: Callable[..., Watched], prefix: str, viewport: dict[str, int], script: bool
) -> None:
    page = open_page(viewport=viewport, script=script).page
    began = time.monotonic()
    email = new_address("samira")
    sign_up(page, email, prefix)
    page.goto(f"{prefix}/account/")
    assert page.locator("html").get_attribute("lang") == (prefix.strip("/") or "nl")
    assert email in page.locator("main").inner_text()
    assert page.locator("#id_name").input_value() == "Samira Demo"
    say("sign up with a code: {max_seconds:.0f} seconds at most, with the mail", max_seconds=time.monotonic() - began)


def test_a_passkey_is_made_and_opens_the_door(open_page: Callable[..., Watched]) -> None:
    watched = open_page()
    page = watched.page
    device: Any = page.context.new_cdp_session(page)
    device.send("WebAuthn.enable")
    device.send("WebAuthn.addVirtualAuthenticator", {"options": DEVICE})
    sign_up(page, new_address("samira"))
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


def digits(secret: str) -> str:
    """What the app on the phone shows now."""
    counter = struct.pack(">Q", int(time.time()) // 30)
    made = hmac.new(b32decode(secret + "=" * (-len(secret) % 8)), counter, hashlib.sha1).digest()
    place = made[-1] & 15
    return f"{(struct.unpack('>I', made[place : place + 4])[0] & 0x7FFFFFFF) % 10**6:06}"


WORDS = "drie-natte-stoeptegels-op-rij"


@WAYS
def test_an_account_is_ones_own_from_first_code_to_farewell(
    open_page: Callable[..., Watched], prefix: str, viewport: dict[str, int], script: bool
) -> None:
    page = open_page(viewport=viewport, script=script, accept_downloads=True).page
    email, other = new_address("samira"), new_address("thuis")
    sign_up(page, email, prefix)
    change_name_and_address(page, email, other, prefix)
    secret_codes = second_step(page, prefix)
    page.goto(f"{prefix}/account/")
    tap(page, f"form[action='{prefix}/uitloggen/'] button")
    with_password(page, other, WORDS, prefix)
    page.locator("#id_code").fill(secret_codes[0])
    on(page)
    second = open_page(viewport=viewport, script=script).page
    with_password(second, email, WORDS, prefix)
    second.locator("#id_code").fill(secret_codes[1])
    on(second)
    page.goto(f"{prefix}/account/toegang/")
    look(page, f"account-access{prefix[1:]}")
    tap(page, "form[action*='/account/apparaten/'] button")
    second.goto(f"{prefix}/account/")
    assert "/inloggen/" in second.url, "the session on the other device has ended"
    leave(page, prefix, email, other)


def change_name_and_address(page: Page, email: str, other: str, prefix: str) -> None:
    """A name, one more address that is proved, and a password."""
    page.goto(f"{prefix}/account/")
    page.locator("#id_name").fill("Samira de Boer")
    page.locator("label:has(input[name=language][value=nl])").click()
    on(page)
    expect(page.locator("#ol-messages")).not_to_be_empty()
    look(page, f"account{prefix[1:]}")
    page.goto(f"{prefix}/account/toegang/")
    page.locator("form[action$='/account/adressen/'] input[type=email]").fill(other)
    tap(page, "form[action$='/account/adressen/'] button")
    code = code_for(page, other)
    page.goto(f"{prefix}/account/adressen/code/")
    page.locator("#id_code").fill(code)
    on(page)
    expect(page.locator("main")).to_contain_text(other)
    expect(page.locator("main")).to_contain_text(email)
    page.locator("form[action$='/account/wachtwoord/'] input[name=password]").fill(WORDS)
    tap(page, "form[action$='/account/wachtwoord/'] button")


def second_step(page: Page, prefix: str) -> list[str]:
    """An app with six digits; the codes to write down."""
    page.goto(f"{prefix}/account/toegang/")
    tap(page, "form[action$='/account/tweede-stap/begin/'] button")
    secret = page.locator("code.ol-wrapping").inner_text().strip()
    look(page, f"account-second-step{prefix[1:]}")
    page.locator("#id_code").fill(digits(secret))
    on(page)
    return [code.strip() for code in page.locator(".ol-codes code").all_inner_texts()]


def leave(page: Page, prefix: str, *addresses: str) -> None:
    """Take everything along, then end the account: the name is gone from every page."""
    page.goto(f"{prefix}/account/meenemen/")
    with page.expect_download() as waiting:
        page.locator("a[href$='gegevens.json']").click()
    whole = Path(waiting.value.path()).read_text()
    assert json.loads(whole)
    assert all(address in whole for address in addresses)
    page.goto(f"{prefix}/account/stoppen/")
    look(page, f"account-end{prefix[1:]}")
    on(page)
    page.goto(f"{prefix}/account/")
    assert "/inloggen/" in page.url
    with_password(page, addresses[0], WORDS, prefix, comes_in=False)
    assert page.locator(".ol-errors, .ol-field__error").count(), "who left is a stranger"
