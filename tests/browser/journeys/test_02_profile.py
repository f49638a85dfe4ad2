"""Journey 2: what somebody tells about herself, and who sees it."""

from collections.abc import Callable

from playwright.sync_api import Page, expect

from tests.browser.steps import WAYS, look, tap
from tests.browser.watch import Watched

SHE, OTHER = "lid-b@demo.test", "lid-a@demo.test"


def switch(page: Page, prefix: str, *, findable: bool, approachable: bool) -> str:
    """What she tells, with her switches; the address of her own page."""
    page.goto(f"{prefix}/account/")
    page.locator("#id_skills").fill("Brieven schrijven die mensen begrijpen.")
    page.locator("#id_helps_with").fill("Een uur meedenken over jullie aanvraagformulier.")
    page.locator("#id_findable").set_checked(findable)
    page.locator("#id_approachable").set_checked(approachable)
    tap(page, "form[action$='/account/profiel/'] button")
    return page.locator("a[href*='/mensen/']").filter(has_not_text="!").first.get_attribute("href") or ""


@WAYS
def test_who_wants_to_be_found_is_found_by_members_and_by_nobody_else(
    open_page: Callable[..., Watched], prefix: str, viewport: dict[str, int], script: bool
) -> None:
    she = open_page(SHE, viewport=viewport, script=script).page
    other = open_page(OTHER, viewport=viewport, script=script).page
    visitor = open_page(viewport=viewport, script=script).page
    address = switch(she, prefix, findable=True, approachable=True)
    look(she, f"account-profile{prefix[1:]}")
    other.goto(f"{prefix}/mensen/?q=aanvraagformulier")
    look(other, f"people{prefix[1:]}")
    other.locator("main a", has_text="Layla Demo").first.click()
    expect(other.locator("main")).to_contain_text("Brieven schrijven")
    expect(other.locator("main")).to_contain_text("Gemeente Heidestad (demo)")
    look(other, f"person{prefix[1:]}")
    assert "@demo.test" not in other.locator("main").inner_text(), "an address stands on no page"
    visitor.goto(address)
    assert "Layla" not in visitor.locator("body").inner_text()
    switch(she, prefix, findable=False, approachable=False)
    other.goto(f"{prefix}/mensen/?q=aanvraagformulier")
    expect(other.locator("main")).not_to_contain_text("Layla Demo")
