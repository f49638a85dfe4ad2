"""Journey 5: copy a case, from the button through every stage to sharing back; how long and how many taps."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page

from tests.browser.conftest import DESKTOP, PHONE
from tests.browser.server import Server
from tests.browser.steps import Watch, look, on, tap
from tests.browser.watch import Watched
from tests.figures import say

CHANGED = "De naam, en een collega neemt het gesprek over."


MEMBER = "lid-a@demo.test"


@pytest.mark.parametrize(
    ("prefix", "viewport", "script", "number"),
    [("", PHONE, True, 0), ("/en", DESKTOP, True, 2), ("", PHONE, False, 4)],
    ids=["phone", "english", "no-script"],
)
def test_a_member_copies_a_case_and_shares_back(
    open_page: Callable[..., Watched], server: Server, prefix: str, viewport: dict[str, int], script: bool, number: int
) -> None:
    page = open_page(MEMBER, viewport=viewport, script=script).page
    page.goto(f"{prefix}/praktijken/")
    original = page.locator(".ol-hit h3 a").nth(number).get_attribute("href") or ""
    page.goto(original)
    title, watch = page.locator("h1").inner_text(), Watch()
    watch.go(page.locator("form[action$='/afkijken/'] button").first)
    for name, value in (("problem_fits", "yes"), ("needs_fit", "partly"), ("starts_small", "unsure")):
        watch.tap(page.locator(f"label:has(input[name={name}][value={value}])"))
    watch.go(page.locator("form[action$='/past-het/'] button").first)
    assert page.locator("input[name=needs_fit][value=partly]").is_checked()
    assert watch.taps <= 6
    if script and not prefix:
        say(
            "copying a case on a phone: {taps} taps, {max_seconds:.1f} s without thinking",
            taps=watch.taps, max_seconds=watch.seconds,
        )  # fmt: skip
    tap(page, "a[href$='/naar/in_use/']")
    on(page)
    tap(page, "a[href$='/aanpassen/']")
    page.locator("#id_changed").fill(CHANGED)
    on(page)
    tap(page, "a[href$='/terugdelen/']")
    tap(page, "form[action$='/terugdelen/eigen/'] button")
    assert page.locator("#id_title").input_value().startswith(title)
    assert CHANGED in page.locator("#id_done").input_value()
    publish(page)
    assert page.locator(f"main a[href='{original}']").count()
    ours = page.url.removeprefix(server.url)
    page.goto(original)
    assert page.locator(f"main a[href='{ours}']").count()


def publish(page: Page) -> None:
    """The three steps of telling, with what is there already."""
    if not page.locator("#id_problem").input_value():
        page.locator("#id_problem").fill("Inwoners moesten bellen.")
    on(page)
    on(page)
    page.locator("input[value=public]").check()
    page.locator("#id_licence").check()
    on(page)


def test_who_says_no_says_why_and_can_take_it_back(open_page: Callable[..., Watched]) -> None:
    page = open_page(MEMBER, viewport=PHONE).page
    page.goto("/praktijken/")
    page.goto(page.locator(".ol-hit h3 a").nth(6).get_attribute("href") or "")
    tap(page, "form[action$='/afkijken/'] button")
    tap(page, "a[href$='/naar/decided_no/']")
    on(page)
    assert page.locator("#id_reason_error, .ol-field--wrong").first.is_visible()
    page.locator("#id_reason").fill("Wij hebben hier te weinig mensen voor.")
    on(page)
    assert "te weinig mensen" in page.locator("main").inner_text()
    tap(page, "form[action$='/stap-terug/'] button")
    assert "te weinig mensen" not in page.locator("#now").inner_text()


STAGES = ("interest", "decided_yes", "introducing", "in_use", "stopped")


def test_every_stage_follows_the_one_before(open_page: Callable[..., Watched]) -> None:
    page = open_page(MEMBER, viewport=PHONE).page
    page.goto("/praktijken/")
    page.goto(page.locator(".ol-hit h3 a").nth(8).get_attribute("href") or "")
    tap(page, "form[action$='/afkijken/'] button")
    look(page, "copy-0-seen")
    for number, stage in enumerate(STAGES, start=1):
        where = f"[action$='/naar/{stage}/'] button, a[href$='/naar/{stage}/']"
        tap(page, where)
        if page.url.endswith(f"/naar/{stage}/"):
            look(page, f"copy-{number}-{stage}-asks")
            if page.locator("#id_reason").count():
                page.locator("#id_reason").fill("Het systeem kon het niet aan.")
            on(page)
        look(page, f"copy-{number}-{stage}")
        assert page.locator(".ol-moves li").count() >= number
    assert "systeem kon het niet aan" in page.locator("main").inner_text()
