"""Journey 4: tell a case on a phone; it saves itself; a photo; who sees it; what changed; taken away and back."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import DESKTOP, PHONE
from tests.browser.steps import WAYS, Watch, go, look, on, picture, tap
from tests.browser.watch import Watched
from tests.figures import say

MEMBER = "lid-a@demo.test"
TOLD = {
    "id_title": "Inwoners melden een losse tegel met een foto",
    "id_problem": "Inwoners bellen over losse tegels. Wij weten dan niet waar.",
    "id_done": "Je stuurt een foto en je plek. De wijkploeg ziet het meteen.",
}


@pytest.mark.parametrize(
    ("prefix", "viewport", "script"),
    [("", PHONE, True), ("/en", DESKTOP, True), ("", PHONE, False)],
    ids=["phone", "english", "no-script"],
)
def test_a_member_shares_a_case(
    open_page: Callable[..., Watched], prefix: str, viewport: dict[str, int], script: bool
) -> None:
    page = open_page(MEMBER, viewport=viewport, script=script).page
    page.goto(f"{prefix}/praktijken/")
    watch, go_on = Watch(), page.locator("main form .nl-button--primary").first
    watch.go(page.locator(f"a[href='{prefix}/praktijken/delen/']").first)
    for name, text in TOLD.items():
        watch.write(page.locator(f"#{name}"), text)
    if script:
        page.locator("#saved", has_text="Saved at" if prefix else "Bewaard om").wait_for()
    watch.go(go_on)
    watch.go(go_on)
    watch.tap(page.locator("label:has(input[value=public])"))
    watch.tap(page.locator("#id_licence"))
    watch.go(go_on)
    assert TOLD["id_title"] in page.locator("h1").inner_text()
    assert "CC BY 4.0" in page.locator("main").inner_text()
    assert watch.taps <= 10
    assert watch.seconds < 600
    if script and not prefix:
        say(
            "sharing a case on a phone: {taps} taps, {seconds:.0f} seconds with typing",
            taps=watch.taps, seconds=watch.seconds,
        )  # fmt: skip


def test_a_draft_is_still_there_after_closing_the_page_without_a_press(open_page: Callable[..., Watched]) -> None:
    page = open_page(MEMBER, viewport=PHONE).page
    page.goto("/praktijken/delen/")
    with page.expect_response("**/delen/bewaren/"):
        page.locator("#id_title").press_sequentially("Zomaar begonnen", delay=5)
    page.locator("#saved", has_text="Bewaard om").wait_for()
    page.goto("/praktijken/mijn/")
    assert page.get_by_role("link", name="Zomaar begonnen").first.is_visible()


def test_a_photo_goes_from_the_phone_to_the_page(open_page: Callable[..., Watched]) -> None:
    page = open_page(MEMBER, viewport=PHONE).page
    page.goto("/praktijken/delen/")
    for name, text in TOLD.items():
        page.locator(f"#{name}").fill(text)
    on(page)
    go(page.get_by_role("link", name="Voeg een foto of bestand toe"))
    page.locator("#photo_file").set_input_files(picture())
    page.locator("#photo_alt").fill("Een losse tegel op het plein")
    page.locator("#photo_agreed").check()
    go(page.get_by_role("button", name="Voeg de foto toe"))
    look(page, "share-photo")
    shown = page.locator("img[alt='Een losse tegel op het plein']")
    shown.scroll_into_view_if_needed()
    assert shown.evaluate("image => image.decode().then(() => image.naturalWidth)") == 900


@WAYS
def test_who_sees_it_what_changed_and_how_it_comes_back(
    open_page: Callable[..., Watched], prefix: str, viewport: dict[str, int], script: bool
) -> None:
    page, visitor = open_page(MEMBER, viewport=viewport, script=script).page, open_page(script=script).page
    address = tell(page, prefix, f"Wij zetten een bankje bij de bus ({script})")
    gone = visitor.goto(address)
    assert gone is not None
    assert gone.status == 404, "only the organisation sees it"
    page.goto(f"{address}delen/wie/")
    look(page, f"share-3-who{prefix[1:]}")
    page.locator("label:has(input[value=public])").click()
    page.locator("#id_licence").check()
    on(page)
    assert (visitor.goto(address) or page).url.endswith(address)
    expect(visitor.locator("h1")).to_contain_text("bankje")
    page.goto(f"{address}delen/vertellen/")
    page.locator("#id_done").fill("Twee bankjes, en een prullenbak erbij.")
    on(page)
    page.goto(f"{address}versies/")
    look(page, f"versions{prefix[1:]}")
    expect(page.locator(".ol-diff").first).to_contain_text("prullenbak")
    tap(page, "form[action$='/terug/'] button")
    page.goto(address)
    expect(page.locator("main")).not_to_contain_text("prullenbak")
    throw_away_and_back(page, visitor, address, prefix)


def tell(page: Page, prefix: str, title: str) -> str:
    """Shared with the organisation; the address of its page."""
    page.goto(f"{prefix}/praktijken/delen/")
    look(page, f"share-1-tell{prefix[1:]}")
    for name, text in (TOLD | {"id_title": title}).items():
        page.locator(f"#{name}").fill(text)
    on(page)
    look(page, f"share-2-proof{prefix[1:]}")
    on(page)
    page.locator("label:has(input[value=organisation])").click()
    on(page)
    return str(page.evaluate("location.pathname"))


def throw_away_and_back(page: Page, visitor: Page, address: str, prefix: str) -> None:
    """The trash keeps it thirty days."""
    page.goto(f"{address}delen/wie/")
    tap(page, "form[action$='/prullenbak/'] button")
    gone = visitor.goto(address)
    assert gone is not None
    assert gone.status in {404, 410}
    page.goto(f"{prefix}/praktijken/mijn/")
    look(page, f"my-examples{prefix[1:]}")
    tap(page, "form[action$='/terughalen/'] button")
    back = visitor.goto(address)
    assert back is not None
    assert back.status == 200
