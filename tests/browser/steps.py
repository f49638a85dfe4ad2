"""What people do over and over on their way: small steps that the journeys share."""

import io
import os
import re
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from PIL import Image
from playwright.sync_api import Locator, Page

from tests.turns import EVERY, turn

LOOKS = [
    ("phone", "light", 390),
    ("phone", "dark", 390),
    ("small", "light", 320),
    ("desk", "light", 1280),
    ("desk", "dark", 1280),
]
PER_LETTER = 0.25  # seconds that a person needs for a letter on a phone


def on(page: Page) -> None:
    """The one button that goes on."""
    go(page.locator("main form .nl-button--primary").first)


def go(place: Locator) -> None:
    """Touch what leads to a page, and wait for that page."""
    with place.page.expect_navigation():
        place.click()


def tap(page: Page, selector: str) -> None:
    go(page.locator(selector).first)


def open_up(page: Page, inside: str) -> None:
    """Unfold what a selector stands in, as a person does who looks for it."""
    closed = page.locator(f"details:not([open]):has({inside})")
    while closed.count():
        closed.first.locator(":scope > summary").click()


def with_password(page: Page, email: str, password: str, prefix: str = "", *, comes_in: bool = True) -> None:
    """By the door, unfolding "I have a password"."""
    page.goto(f"{prefix}/inloggen/")
    open_up(page, "#known_password")
    page.locator("#known_email").fill(email)
    page.locator("#known_password").fill(password)
    tap(page, "form:has(#known_password) button[type=submit]")
    assert page.url.endswith("/inloggen/") is not comes_in


def letter(page: Page, email: str, pattern: str = "") -> Locator:
    """The newest mail to this address in which the pattern stands, in the post box of the demo."""
    until = time.monotonic() + 60
    while time.monotonic() < until:
        page.goto("/postvak/")
        found = page.locator("article", has_text=email).filter(has_text=re.compile(pattern)).first
        if found.count():
            return found
        time.sleep(0.2)
    raise TimeoutError(f"no mail to {email} with {pattern}")


def code_for(page: Page, email: str, not_this: str = "") -> str:
    """The digits of the newest mail; `not_this` is the code before it."""
    until = time.monotonic() + 60
    while time.monotonic() < until:
        found = re.search(r"\b\d{4} \d{4}\b", letter(page, email, r"\d{4} \d{4}").inner_text())
        if found and found[0] != not_this:
            return found[0]
        time.sleep(0.2)
    raise TimeoutError(f"no code for {email}")


def new_address(name: str, domain: str = "nergens.example") -> str:
    return f"{name}{time.monotonic_ns()}@{domain}"


def sign_up(page: Page, email: str, prefix: str = "", name: str = "Samira Demo") -> None:
    """From the door to the first question, as somebody who is new."""
    page.goto(f"{prefix}/aanmelden/")
    page.locator("#id_email").fill(email)
    tap(page, f"form[action='{prefix}/inloggen/mail/'] button")
    code = code_for(page, email)
    page.goto(f"{prefix}/inloggen/code/")
    page.locator("#id_code").fill(code)
    tap(page, "form.ol-codebox button")
    page.locator("#id_name").fill(name)
    tap(page, "main form button")


def picture() -> Any:
    """A photo as a phone makes it."""
    made = io.BytesIO()
    Image.new("RGB", (900, 600), "teal").save(made, "JPEG")
    return {"name": "plein.jpg", "mimeType": "image/jpeg", "buffer": made.getvalue()}


def look(page: Page, name: str) -> None:
    """Pictures on a phone and a desk, light and dark, in the folder OLIEVLEK_PICTURES; without it nothing."""
    folder, before = os.environ.get("OLIEVLEK_PICTURES"), page.viewport_size
    if not folder:
        return
    for device, scheme, width in LOOKS:
        page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]  # one of two words
        page.set_viewport_size({"width": width, "height": 900})
        page.screenshot(path=Path(folder) / f"{name}-{device}-{scheme}.png", full_page=True, caret="initial")
    page.emulate_media(color_scheme=None)
    page.set_viewport_size(before or {"width": 1280, "height": 900})


# A phone in Dutch with all there is, and a desk in English without script: the core works in both.
TWO = [
    pytest.param("", {"width": 390, "height": 844}, True, id="phone"),
    pytest.param("/en", {"width": 1280, "height": 900}, False, id="english-plain"),
]
# `make proof` goes both ways; the suite one, and the other one with the next commit
WAYS = pytest.mark.parametrize(("prefix", "viewport", "script"), TWO if EVERY else [TWO[turn() % 2]])


@dataclass
class Watch:
    """How long something took and how often somebody touched the screen; a letter costs what it costs on a phone."""

    began: float = field(default_factory=time.monotonic)
    taps: int = 0
    letters: int = 0

    def tap(self, place: Locator) -> None:
        place.click()
        self.taps += 1

    def go(self, place: Locator) -> None:
        """A tap that leads to another page."""
        go(place)
        self.taps += 1

    def write(self, place: Locator, text: str) -> None:
        place.fill(text)
        self.taps += 1
        self.letters += len(text)

    @property
    def seconds(self) -> float:
        return time.monotonic() - self.began + self.letters * PER_LETTER
