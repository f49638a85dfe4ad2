"""Telling a case in a real Chromium: on a phone, which saves itself, and without script; how long and how many taps."""

import io
import time
from collections.abc import Callable

import pytest
from PIL import Image
from playwright.sync_api import Page

from tests.browser.conftest import DESKTOP, PHONE
from tests.browser.server import Server
from tests.browser.watch import Watched
from tests.figures import say

MEMBER = "lid-a@demo.test"
PER_LETTER = 0.25  # seconds that a person needs for a letter on a phone
TOLD = {
    "id_title": "Inwoners melden een losse tegel met een foto",
    "id_problem": "Inwoners bellen over losse tegels. Wij weten dan niet waar.",
    "id_done": "Je stuurt een foto en je plek. De wijkploeg ziet het meteen.",
}


def come_in(page: Page, server: Server) -> None:
    page.goto(server.run("login_link", MEMBER).strip().splitlines()[-1])
    page.locator("main form button[type=submit]").first.click()
    page.wait_for_load_state()


def on(page: Page) -> None:
    """The one button that goes on."""
    page.locator("main form .nl-button--primary").first.click()
    page.wait_for_load_state()


@pytest.mark.parametrize(
    ("prefix", "viewport", "script"),
    [("", PHONE, True), ("/en", DESKTOP, True), ("", PHONE, False)],
    ids=["phone", "english", "no-script"],
)
@pytest.mark.requirement("004-34")
def test_a_member_shares_a_case(
    open_page: Callable[..., Watched], server: Server, prefix: str, viewport: dict[str, int], script: bool
) -> None:
    page = open_page(viewport=viewport, script=script).page
    come_in(page, server)
    began, taps = time.monotonic(), 0
    page.goto(f"{prefix}/praktijken/")
    page.locator(f"a[href='{prefix}/praktijken/delen/']").first.click()
    taps += 1
    for name, text in TOLD.items():
        page.locator(f"#{name}").fill(text)
        taps += 1
    if script:
        page.locator("#saved", has_text="Saved at" if prefix else "Bewaard om").wait_for()
    on(page)
    on(page)
    page.locator("input[value=public]").check()
    page.locator("#id_licence").check()
    on(page)
    taps += 5
    assert TOLD["id_title"] in page.locator("h1").inner_text()
    assert "CC BY 4.0" in page.locator("main").inner_text()
    letters = sum(len(text) for text in TOLD.values())
    seconds = time.monotonic() - began + letters * PER_LETTER
    assert taps <= 10
    assert seconds < 600
    if script and not prefix:
        say("sharing a case on a phone: {taps} taps, {seconds:.0f} seconds with typing", taps=taps, seconds=seconds)


def test_a_draft_is_still_there_after_closing_the_page_without_a_press(
    open_page: Callable[..., Watched], server: Server
) -> None:
    page = open_page(viewport=PHONE).page
    come_in(page, server)
    page.goto("/praktijken/delen/")
    with page.expect_response("**/delen/bewaren/"):
        page.locator("#id_title").press_sequentially("Zomaar begonnen", delay=5)
    page.locator("#saved", has_text="Bewaard om").wait_for()
    page.goto("/praktijken/mijn/")
    assert page.get_by_role("link", name="Zomaar begonnen").first.is_visible()


def test_a_photo_goes_from_the_phone_to_the_page(open_page: Callable[..., Watched], server: Server) -> None:
    page = open_page(viewport=PHONE).page
    come_in(page, server)
    page.goto("/praktijken/delen/")
    for name, text in TOLD.items():
        page.locator(f"#{name}").fill(text)
    on(page)
    page.get_by_role("link", name="Voeg een foto of bestand toe").click()
    picture = io.BytesIO()
    Image.new("RGB", (900, 600), "teal").save(picture, "JPEG")
    page.locator("#id_file").first.set_input_files(
        {"name": "plein.jpg", "mimeType": "image/jpeg", "buffer": picture.getvalue()}
    )
    page.locator("#id_alt").fill("Een losse tegel op het plein")
    page.locator("#id_agreed").check()
    page.get_by_role("button", name="Voeg de foto toe").click()
    shown = page.locator("img[alt='Een losse tegel op het plein']")
    shown.scroll_into_view_if_needed()
    assert shown.evaluate("image => image.decode().then(() => image.naturalWidth)") == 900
