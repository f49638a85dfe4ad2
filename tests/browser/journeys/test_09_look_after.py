"""Journey 9: a coordinator looks after colleagues; a moderator hides what is reported, and merges organisations."""

import time
from collections.abc import Callable

from playwright.sync_api import Page, expect

from tests.browser.server import MAKER
from tests.browser.steps import WAYS, go, look, new_address, on, open_up, sign_up, tap
from tests.browser.watch import Watched

COORDINATOR = "coordinator-a@demo.test"


@WAYS
def test_a_coordinator_gives_and_takes_roles_and_goes_through_the_list(
    open_page: Callable[..., Watched], prefix: str, viewport: dict[str, int], script: bool
) -> None:
    page = open_page(COORDINATOR, viewport=viewport, script=script).page
    page.goto(f"{prefix}/mijn-organisatie/")
    lotte = page.locator("section:has(> #colleagues) li", has_text="Lotte Demo")
    lotte.locator("summary").click()
    go(lotte.locator("form[action$='/coordinator/'] button"))
    expect(lotte).to_contain_text("oördinator" if not prefix else "Coordinator")
    lotte.locator("summary").click()
    look(page, f"my-organisation-roles{prefix[1:]}")
    go(lotte.locator("form[action$='/geen-coordinator/'] button"))
    expect(page.locator("#ol-messages")).not_to_be_empty()
    tap(page, "form[action$='/nagelopen/'] button")
    expect(page.locator("section:has(> #colleagues)")).to_contain_text("Coen Demo")
    expect(page.locator("section:has(> #colleagues)")).to_contain_text("2027")
    page.goto(f"{prefix}/rollen/")
    look(page, f"roles{prefix[1:]}")
    assert page.locator("h2[id^=role-]").count() >= 4


def test_a_mail_domain_lets_colleagues_in_until_it_is_taken_away(open_page: Callable[..., Watched]) -> None:
    page = open_page(MAKER).page
    page.goto("/mijn-organisatie/")
    page.locator("#domain_domain").select_option("utrecht.example")
    tap(page, "form[action$='/maildomein/'] button")
    domains = page.locator("section:has(> #domains)")
    expect(domains).to_contain_text("wacht op een moderator")
    moderator = open_page("moderator").page
    moderator.goto("/beheer/organisaties/")
    look(moderator, "domain-claim")
    tap(moderator, "form[action$='/bevestigen/'] button")
    page.reload()
    expect(domains).to_contain_text("@utrecht.example")
    new = open_page().page
    sign_up(new, new_address("teun", "utrecht.example"))
    expect(new.locator("header")).to_contain_text("Utrecht")
    go(domains.locator("li", has_text="@utrecht.example").locator("button"))
    expect(domains.locator(".ol-lines")).not_to_contain_text("@utrecht.example")


@WAYS
def test_a_moderator_hides_a_comment_with_a_reason(
    open_page: Callable[..., Watched], prefix: str, viewport: dict[str, int], script: bool
) -> None:
    page = open_page("lid-b@demo.test", viewport=viewport, script=script).page
    moderator, visitor = open_page("moderator", viewport=viewport, script=script).page, open_page().page
    said, address = f"Bel mij thuis ({time.monotonic_ns()})", f"{prefix}/praktijken/algoritmeregister-amsterdam/"
    page.goto(address)
    page.locator("form[action*='/reacties/praktijk/'] textarea").fill(said)
    tap(page, "form[action*='/reacties/praktijk/'] button")
    visitor.goto(address)
    visitor.locator("li.ol-card", has_text=said).locator("a[href*='/melden/reactie/']").click()
    visitor.wait_for_url("**/melden/reactie/**")
    tap(visitor, "main .ol-grid a[href$='/misbruik/']")
    visitor.locator("textarea[name=text]").fill("Hier staat iets privés.")
    on(visitor)
    reference = visitor.url.rstrip("/").rpartition("/")[2]
    hide(moderator, f"{prefix}/beheer/{reference}/")
    visitor.goto(address)
    assert said not in visitor.locator("body").inner_text()


def hide(page: Page, address: str) -> None:
    page.goto(address)
    open_up(page, "form[action$='/verbergen/']")
    page.locator("form[action$='/verbergen/'] textarea").fill("Een telefoonnummer hoort hier niet.")
    look(page, "desk-message")
    tap(page, "form[action$='/verbergen/'] button")


def test_a_moderator_merges_two_municipalities_and_nothing_is_lost(open_page: Callable[..., Watched]) -> None:
    page, visitor = open_page("moderator").page, open_page().page
    page.goto("/beheer/organisaties/samenvoegen/?old=gemeente-scherpenzeel")
    page.locator("#id_old").fill("Gemeente Scherpenzeel")
    page.locator("#id_into").fill("Gemeente Barneveld")
    page.locator("#id_on").fill("2026-01-01")
    look(page, "merge")
    on(page)
    visitor.goto("/organisaties/gemeente-scherpenzeel/")
    look(visitor, "organisation-merged")
    expect(visitor.locator("main")).to_contain_text("Barneveld")
    visitor.goto("/organisaties/gemeente-barneveld/")
    expect(visitor.locator("main")).to_contain_text("Scherpenzeel")
