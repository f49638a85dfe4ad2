"""Journey 6: ask who made it. Yes shows how to reach somebody; no needs no reason; where nobody is yet, it waits."""

from collections.abc import Callable

from playwright.sync_api import Page, expect

from tests.browser.conftest import PHONE
from tests.browser.server import COPIER, MAKER
from tests.browser.steps import WAYS, go, look, on, tap
from tests.browser.watch import Watched

MADE_BY_MAKER, BY_NOBODY_HERE = "u-reka", "beter-bereikbaar-app"


def ask(page: Page, prefix: str, case: str, text: str) -> None:
    """From the page of a case to a question that is on its way."""
    page.goto(f"{prefix}/praktijken/{case}/")
    tap(page, "a[href*='/vragen/aan/praktijk/']")
    look(page, f"whom{prefix[1:]}")
    tap(page, "main .ol-grid a[href*='/vragen/aan/praktijk/']")
    page.locator("#id_text").fill(text)
    look(page, f"ask-{case}{prefix[1:]}")
    on(page)
    expect(page.locator("main")).to_contain_text(text)


def answer(page: Page, prefix: str, text: str) -> None:
    """Open the question on the maker's own browser."""
    page.goto(f"{prefix}/vragen/")
    look(page, f"requests{prefix[1:]}")
    go(page.locator("li.ol-task", has_text=text).locator("a").last)
    look(page, f"request-to-answer{prefix[1:]}")


@WAYS
def test_after_a_yes_one_sees_how_to_reach_the_maker(
    open_page: Callable[..., Watched], prefix: str, viewport: dict[str, int], script: bool
) -> None:
    page = open_page(COPIER, viewport=viewport, script=script).page
    maker = open_page(MAKER, viewport=viewport, script=script).page
    text = f"Hoeveel tijd kost het jullie per week? ({script})"
    ask(page, prefix, MADE_BY_MAKER, text)
    assert MAKER not in page.locator("body").inner_text()
    answer(maker, prefix, text)
    maker.locator("#id_reply").fill("Bel gerust op maandag.")
    tap(maker, "form[action$='/ja/'] button")
    expect(maker.locator("main")).to_contain_text(MAKER)
    page.reload()
    expect(page.locator("main")).to_contain_text(MAKER)
    expect(page.locator("main")).to_contain_text("Bel gerust op maandag.")
    look(page, f"request-yes{prefix[1:]}")


def test_a_no_needs_no_reason_and_shows_no_address(open_page: Callable[..., Watched]) -> None:
    page, maker = open_page(COPIER, viewport=PHONE).page, open_page(MAKER, viewport=PHONE).page
    text = "Mogen wij een ochtend meekijken?"
    ask(page, "", "huishoudboekje", text)
    answer(maker, "", text)
    tap(maker, "form[action$='/nee/'] button")
    page.reload()
    look(page, "request-no")
    assert MAKER not in page.locator("body").inner_text()
    assert not page.locator("form[action$='/terugnemen/']").count()


def test_where_nobody_is_yet_the_moderators_get_the_question_and_nobody_types_a_name(
    open_page: Callable[..., Watched],
) -> None:
    page = open_page(COPIER, viewport=PHONE).page
    page.goto(f"/praktijken/{BY_NOBODY_HERE}/")
    assert not page.locator("a[href*='/vragen/aan/praktijk/']").count()
    tap(page, "a[href*='/melden/praktijk/'][href$='/vragen/']")
    assert not page.locator("main [name=name], main [name=email]").count()
    page.locator("main #id_text").fill("Werkt dit ook zonder eigen app?")
    look(page, "question-to-moderators")
    on(page)
    expect(page.locator("main")).to_contain_text("Werkt dit ook zonder eigen app?")


def test_a_question_by_its_own_address_waits_for_the_first_colleague(open_page: Callable[..., Watched]) -> None:
    page = open_page(COPIER, viewport=PHONE).page
    page.goto(f"/praktijken/{BY_NOBODY_HERE}/")
    address = page.locator("a[href*='/melden/praktijk/'][href$='/vragen/']").first.get_attribute("href") or ""
    page.goto(f"/vragen/aan/praktijk/{address.split('/')[3]}/")
    tap(page, "main .ol-grid a[href*='/vragen/aan/praktijk/']")
    page.locator("#id_text").fill("Werkt dit ook zonder eigen app?")
    on(page)
    card = page.locator(".ol-card--amber")
    expect(card).to_contain_text("wacht")
    expect(card.locator("a[rel~=nofollow]")).to_be_visible()
    look(page, "request-waits")
    card.locator("summary").click()
    assert (card.locator("a[href^='mailto:']").get_attribute("href") or "").startswith("mailto:")
    tap(page, "form[action$='/terugnemen/'] button")
    assert not page.locator("form[action$='/terugnemen/']").count()
