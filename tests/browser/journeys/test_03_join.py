"""Journey 3: join by mail domain, by asking, by invitation; act for one of several; propose what is missing."""

import re
import time
from collections.abc import Callable

from playwright.sync_api import Page, expect

from tests.browser.steps import WAYS, go, letter, look, new_address, on, sign_up, tap
from tests.browser.watch import Watched

COORDINATOR, OTHERS = "coordinator-b@demo.test", "coordinator-a@demo.test"


@WAYS
def test_an_address_joins_at_once_and_a_coordinator_lets_in_elsewhere(
    open_page: Callable[..., Watched], prefix: str, viewport: dict[str, int], script: bool
) -> None:
    page = open_page(viewport=viewport, script=script).page
    coordinator = open_page(COORDINATOR, viewport=viewport, script=script).page
    name = f"Noor {time.monotonic_ns()}"
    sign_up(page, new_address("noor", "zeist.nl"), prefix, name=name)
    expect(page.locator("header")).to_contain_text("Zeist")  # the domain is of one body only: she belongs there now
    page.goto(f"{prefix}/mijn-organisatie/")
    expect(page.locator("h1")).to_contain_text("Gemeente Zeist")
    look(page, f"my-organisation-alone{prefix[1:]}")
    page.goto(f"{prefix}/meedoen/")
    look(page, f"where{prefix[1:]}")
    ask_to_join(page, prefix)
    let_in(coordinator, prefix, name)
    page.goto(f"{prefix}/werkplek/")
    page.locator("details.ol-switch > summary").click()
    look(page, f"act-for-another{prefix[1:]}")
    tap(page, "form[action$='/namens/demo-heidestad/'] button")
    expect(page.locator("h1")).to_contain_text("Heidestad")
    expect(page.locator("header")).to_contain_text("Heidestad")


def ask_to_join(page: Page, prefix: str) -> None:
    """One more organisation, where the address says nothing."""
    page.goto(f"{prefix}/meedoen/?q=heidestad")
    look(page, f"where-search{prefix[1:]}")
    tap(page, "#results a[href$='/meedoen/']")
    page.locator("#id_words").fill("Ik zit op dinsdag bij jullie in de Hal.")
    look(page, f"join-ask{prefix[1:]}")
    on(page)
    look(page, f"join-waits{prefix[1:]}")


def let_in(page: Page, prefix: str, name: str) -> None:
    """The request stands on the desk of the coordinator; she lets the asker in."""
    page.goto(f"{prefix}/werkplek/")
    expect(page.locator(".ol-tasks")).to_contain_text(name)
    page.goto(f"{prefix}/mijn-organisatie/")
    look(page, f"my-organisation{prefix[1:]}")
    asked = page.locator("li.ol-card", has_text=name)
    expect(asked).to_contain_text("dinsdag")
    go(asked.locator("form[action$='/toelaten/'] button"))
    expect(page.locator("section:has(> #colleagues)")).to_contain_text(name)


@WAYS
def test_an_invitation_opens_the_door_for_one_address(
    open_page: Callable[..., Watched], prefix: str, viewport: dict[str, int], script: bool
) -> None:
    coordinator = open_page(OTHERS, viewport=viewport, script=script).page
    page, invited = open_page(viewport=viewport, script=script).page, new_address("femke")
    coordinator.goto(f"{prefix}/mijn-organisatie/")
    coordinator.locator("form[action$='/uitnodigen/'] input[type=email]").fill(invited)
    tap(coordinator, "form[action$='/uitnodigen/'] button")
    expect(coordinator.locator("section:has(> #invitations)")).to_contain_text(invited)
    found = re.search(r"https?://\S+/uitnodiging/\S+", letter(page, invited, "/uitnodiging/").inner_text())
    assert found is not None
    sign_up(page, invited, prefix, name="Femke Demo")
    page.goto(found[0])
    look(page, f"invitation{prefix[1:]}")
    on(page)
    expect(page.locator("h1")).to_contain_text("Waterdam")
    page.goto(found[0])
    assert not page.locator("main form .nl-button--primary").count(), "it works once"


@WAYS
def test_a_missing_organisation_is_proposed_and_a_moderator_puts_it_in_the_list(
    open_page: Callable[..., Watched], prefix: str, viewport: dict[str, int], script: bool
) -> None:
    page = open_page("inwoner@demo.test", viewport=viewport, script=script).page
    moderator = open_page("moderator", viewport=viewport, script=script).page
    name = f"Bibliotheek de Plas {time.monotonic_ns()}"
    page.goto(f"{prefix}/meedoen/organisatie-voorstellen/")
    page.locator("#id_name").fill("Zeist")
    page.locator("#id_kind").select_option("municipality")
    on(page)
    look(page, f"propose-looks-like{prefix[1:]}")
    expect(page.locator("main a[href$='/gemeente-zeist/meedoen/']")).to_be_visible()
    page.locator("#id_name").fill(name)
    page.locator("#id_kind").select_option(index=2)
    if page.locator("#id_sure").count():
        page.locator("#id_sure").check()
    on(page)
    moderator.goto(f"{prefix}/beheer/organisaties/")
    look(moderator, f"desk-organisations{prefix[1:]}")
    go(moderator.locator("li.ol-card", has_text=name).locator("form[action$='/bevestigen/'] button"))
    page.goto(f"{prefix}/meedoen/?q={name.replace(' ', '+')}")
    expect(page.locator("#results")).to_contain_text(name)


def test_the_only_coordinator_can_not_just_leave(open_page: Callable[..., Watched]) -> None:
    page = open_page(OTHERS).page
    page.goto("/mijn-organisatie/verlaten/")
    look(page, "leave")
    expect(page.locator("main")).to_contain_text("coördinator")
    assert not page.locator("main form:not([action])").count(), "there is no button to leave"
    page.goto("/mijn-organisatie/")
    expect(page.locator("h1")).to_contain_text("Waterdam")
