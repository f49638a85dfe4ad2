"""axe on pages that only people of an organisation see: the scan, from its start to what others see of it."""

import re
from collections.abc import Callable

from playwright.sync_api import Page

from tests.browser.test_axe import EVERY, LOOKS, looks_at, sideways, violations
from tests.browser.watch import Watched
from tests.figures import say

COORDINATOR = "coordinator-a@demo.test"


def addresses(page: Page) -> list[str]:
    """The pages of a round that is open and of one that is closed, each once."""
    page.goto("/scan/")
    found = ["/scan/", "/scan/beginnen/", "/scan/bewijs/", "/scan/gedeeld/"]
    kinds = set()
    for link in [str(one.get_attribute("href")) for one in page.locator("main .ol-list a").all()]:
        page.goto(link)
        kind = "closed" if page.locator("#profile").count() else "open"
        if kind not in kinds:
            parts = ("bespreken/2/", "delen/", "profiel/") if kind == "closed" else ("scherm/?minuten=10", "sluiten/")
            found += [link, *(f"{link}{part}" for part in parts)]
            kinds.add(kind)
    assert kinds == {"open", "closed"}
    plan = page.locator("a[href*='/plan/']")
    return found + ([str(plan.first.get_attribute("href"))] if plan.count() else [])


def test_no_page_of_the_scan_has_an_accessibility_violation(open_page: Callable[..., Watched]) -> None:
    page = open_page(COORDINATOR, bypass_csp=True).page
    wrong, looked_at = [], 0
    for url in addresses(page):
        english = re.sub("^/", "/en/", url)
        for address in (url, english) if EVERY else (url if len(url) % 2 else english,):
            page.goto(address)
            for scheme, width in LOOKS if EVERY else looks_at(address):
                page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]  # one of two words
                page.set_viewport_size({"width": width, "height": 900})
                wrong += [f"{address} {scheme} {width}: {one}" for one in violations(page)]
                wrong += [f"{address} {width}: {over} px too wide" for over in [sideways(page)] if over > 0]
                looked_at += 1
    assert not wrong, wrong[:20]
    say("axe inside: {looks} looks, {wrong} violations", looks=looked_at, wrong=len(wrong))
