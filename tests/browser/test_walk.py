"""The reading walk of a professional and of a moderator: two languages, phone and desktop, with and without script."""

from collections.abc import Callable, Iterator
from itertools import product
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import DESKTOP, PHONE
from tests.browser.server import MODERATOR, Server
from tests.browser.watch import Watched
from tests.figures import say
from tests.turns import EVERY, turn

NEED = "klanten moeten terugkomen omdat de pasfoto niet goed is"
CASE = "/praktijken/pasfotohokje-bij-de-balie/"
ORDER = ["problem", "done", "brought", "needs", "change", "wrong", "lessons", "users", "origin", "source"]
PREFIX = {"nl": "", "en": "/en"}
EIGHT = [
    pytest.param(language, viewport, script, id=f"{language}-{name}-{'script' if script else 'plain'}")
    for language, (name, viewport), script in product(PREFIX, [("phone", PHONE), ("desktop", DESKTOP)], [True, False])
]
# `make proof` walks every way; the suite two that have nothing in common, others with each commit
EVERYWHERE = EIGHT if EVERY else [EIGHT[turn() % 4], EIGHT[7 - turn() % 4]]
walks = pytest.mark.parametrize(("language", "viewport", "script"), EVERYWHERE)
Open = Callable[..., Watched]


@pytest.fixture(autouse=True)
def _counted() -> Iterator[None]:
    yield
    say("{walks} walks through real pages", walks=1)


@walks
def test_a_problem_in_own_words_leads_to_who_solved_it(
    open_page: Open, language: str, viewport: Any, script: bool
) -> None:
    page = open_page(viewport=viewport, script=script).page
    page.goto(f"{PREFIX[language]}/")
    expect(page.locator("html")).to_have_attribute("lang", language)
    expect(page.locator("h1")).to_have_count(1)
    page.locator("main [data-search]").fill(NEED)
    page.locator("main form[role=search] button[type=submit]").click()
    page.wait_for_url("**/zoeken/?q=*")
    first = page.locator("#answers .ol-hit").first
    expect(first).to_contain_text("D3")
    expect(first.locator(".ol-hit__why")).to_contain_text("pasfoto")
    first.locator("a[data-about]").click()
    page.wait_for_url(f"**{PREFIX[language]}{CASE}")
    assert sections(page) == ORDER
    expect(page.locator("h1")).to_contain_text("asfotohokje")


def sections(page: Page) -> list[str]:
    """The questions a case answers, in the order of the page."""
    return [
        name
        for name in page.locator(".ol-answers h2[id]").evaluate_all("all => all.map(one => one.id)")
        if name in ORDER
    ]


@walks
def test_answers_can_be_narrowed_and_the_filter_stands_in_the_address(
    open_page: Open, language: str, viewport: Any, script: bool
) -> None:
    page = open_page(viewport=viewport, script=script).page
    page.goto(f"{PREFIX[language]}/zoeken/?q=digitaal")
    before = page.locator("#answers .ol-hit").count()
    if viewport == PHONE:
        page.locator("#answers details.ol-only-phone summary").click()
    box = page.locator("#answers .ol-facets:visible input[type=checkbox]").first
    box.check()
    if not script:
        page.locator("#answers .ol-facets:visible button[type=submit]").click()
    page.wait_for_url("**&*=*")
    assert 0 < page.locator("#answers .ol-hit").count() <= before
    page.go_back()
    page.wait_for_url("**/zoeken/?q=digitaal")
    expect(page.locator("#answers .ol-hit")).to_have_count(before)


@walks
def test_a_case_shows_who_uses_it_where_since_when_and_leads_on(
    open_page: Open, language: str, viewport: Any, script: bool
) -> None:
    page = open_page(viewport=viewport, script=script).page
    page.goto(f"{PREFIX[language]}/praktijken/virtuele-assistent-gem/")
    users = page.locator("section:has(> #users)")
    expect(users.locator("svg[role=img], svg:has(title)").first).to_be_visible()
    users.locator("details > summary").last.click()
    rows = users.locator("details[open] table tbody tr")
    assert rows.count() > 3
    rows.locator("a").first.click()
    page.wait_for_url("**/organisaties/*/")
    expect(page.locator("#copied-here")).to_be_visible()
    assert page.locator("a[href*='/praktijken/']").count() > 0


@walks
def test_anyone_may_say_that_something_is_not_right(
    open_page: Open, language: str, viewport: Any, script: bool
) -> None:
    page = open_page(viewport=viewport, script=script).page
    page.goto(f"{PREFIX[language]}{CASE}")
    page.locator(".ol-case__head a[href*='/melden/praktijk/'][href$='/verbeteren/']").click()
    page.locator("main form button[type=submit]").click()
    summary = page.locator(".ol-errors")
    expect(summary).to_be_visible()
    if script:
        assert page.evaluate("document.activeElement.matches('.ol-errors')"), "the focus goes to what is not right"
    page.locator("textarea[name=text]").fill(f"Het hokje staat nu in de hal. ({language})")
    page.locator("main form button[type=submit]").click()
    page.wait_for_url("**/bericht/*/")
    reference = page.url.rstrip("/").rpartition("/")[2]
    expect(page.locator("main")).to_contain_text(reference)
    expect(page.locator("main")).not_to_contain_text("in de hal")


@walks
def test_the_pages_about_olievlek_stand_in_the_footer(
    open_page: Open, language: str, viewport: Any, script: bool
) -> None:
    page = open_page(viewport=viewport, script=script).page
    page.goto(f"{PREFIX[language]}/")
    for path in ("/toegankelijkheid/", "/privacy/", "/beveiliging/", "/over/", "/contact/"):
        page.locator(f"footer a[href='{PREFIX[language]}{path}']").first.click()
        page.wait_for_url(f"**{PREFIX[language]}{path}")
        expect(page.locator("h1")).to_have_count(1)
    other = "en" if language == "nl" else "nl"
    page.locator(f"footer a[hreflang={other}]").click()
    page.wait_for_url(f"**{PREFIX[other]}/contact/")
    expect(page.locator("html")).to_have_attribute("lang", other)


@pytest.mark.parametrize(("language", "script"), [("nl", True), ("en", False)], ids=["nl-script", "en-plain"])
def test_a_moderator_handles_what_came_in(server: Server, open_page: Open, language: str, script: bool) -> None:
    visitor = open_page(script=script).page
    visitor.goto(f"{PREFIX[language]}/praktijken/?page=2")
    address = visitor.locator("#results h3 a").nth(3 if script else 5).get_attribute("href") or ""
    visitor.goto(address)
    visitor.locator("main a[href*='/melden/praktijk/'][href$='/misbruik/']").first.click()
    visitor.locator("textarea[name=text]").fill("Hier staat een telefoonnummer van een mens.")
    visitor.locator("main form button[type=submit]").click()
    visitor.wait_for_url("**/bericht/*/")
    reference = visitor.url.rstrip("/").rpartition("/")[2]

    desk = open_page(script=script).page
    desk.goto(server.run("login_link", MODERATOR).strip().splitlines()[-1])
    desk.locator("main form button[type=submit]").first.click()
    desk.wait_for_load_state()
    desk.goto(f"{PREFIX[language]}/beheer/{reference}/")
    desk.locator("form[action$='/verbergen/'] textarea").fill("Er staat een telefoonnummer in.")
    desk.locator("form[action$='/verbergen/'] button[type=submit]").click()
    expect(desk.locator("#ol-messages")).not_to_be_empty()
    gone = visitor.goto(address)
    assert gone is not None
    assert gone.status == 404
    desk.locator("form[action$='/tonen/'] button[type=submit]").click()
    back = visitor.goto(address)
    assert back is not None
    assert back.status == 200
    desk.locator("form[action$='/sluiten/'] input[type=radio]").first.check(force=True)
    desk.locator("form[action$='/sluiten/'] button[type=submit]").click()
    expect(desk.locator("form[action$='/heropenen/']")).to_be_visible()
    assert desk.locator(".ol-moves li, .ol-timeline li, main ol li").count() >= 3, "everything is recorded"
