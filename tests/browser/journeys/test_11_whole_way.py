"""The whole way: Amersfoort finds in plain words what Utrecht made, copies it, asks, uses it and shares it back.

Both municipalities are real and on the map; the two people are not. One has a phone, the other a desk.
"""

from collections.abc import Callable

from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import DESKTOP, PHONE
from tests.browser.server import COPIER, MAKER
from tests.browser.steps import Watch, go, look, on, tap
from tests.browser.watch import Watched
from tests.figures import say

PROBLEM = "inwoners met schulden betalen hun vaste lasten niet"
ORIGINAL = "/praktijken/huishoudboekje/"
QUESTION = "Wie bij jullie betaalt de rekeningen als iemand ziek is?"
KEPT, CHANGED = "Eén vast gezicht voor elke inwoner.", "Wij doen het samen met de bibliotheek."
OURS = "Samen de post doen in de bibliotheek"


def test_a_municipality_copies_a_real_case_asks_its_maker_and_shares_back(open_page: Callable[..., Watched]) -> None:
    saar, bas = open_page(COPIER, viewport=PHONE).page, open_page(MAKER, viewport=DESKTOP).page
    visitor = open_page(viewport=DESKTOP).page
    before = people_of(visitor, ORIGINAL)
    copying = find_and_copy(saar)
    ask_the_maker(saar, bas)
    use_it(saar, copying)
    ours = share_back(saar, copying)
    the_lineage_stands_on_both_pages(visitor, ours, before)
    the_maker_hears_of_it(bas)


def people_of(page: Page, address: str) -> int:
    """How many use it, as its page says."""
    page.goto(f"{address}gebruik/")
    return page.locator("main table tbody tr").count()


def find_and_copy(page: Page) -> str:
    """Type a problem, look whether it fits, and begin; the address of the copy."""
    page.goto("/")
    watch = Watch()
    watch.write(page.locator("main [data-search]"), PROBLEM)
    watch.go(page.locator("main form[role=search] button[type=submit]"))
    look(page, "whole-1-found")
    found = page.locator("#answers .ol-hit", has_text="Huishoudboekje").first
    watch.go(found.locator("h2 a, h3 a").first)
    look(page, "whole-2-case")
    watch.go(page.locator("form[action$='/afkijken/'] button").first)
    expect(page.locator("main")).to_contain_text("Utrecht")  # compared with the maker
    for name in ("problem_fits", "needs_fit", "starts_small"):
        watch.tap(page.locator(f"label:has(input[name={name}][value=yes])"))
    watch.go(page.locator("form[action$='/past-het/'] button").first)
    look(page, "whole-3-fits")
    say(
        "from a problem to a copy that fits, on a phone: {taps} taps, {seconds:.0f} seconds with typing",
        taps=watch.taps, seconds=watch.seconds,
    )  # fmt: skip
    copying: str = page.evaluate("location.pathname")
    return copying


def ask_the_maker(page: Page, maker: Page) -> None:
    """The question goes to Utrecht; a colleague there says yes in her own browser."""
    page.goto(ORIGINAL)
    tap(page, "a[href*='/vragen/aan/praktijk/']")
    tap(page, "main .ol-grid a[href$='/gemeente-utrecht/']")
    page.locator("#id_text").fill(QUESTION)
    on(page)
    maker.goto("/werkplek/")
    look(maker, "whole-4-maker-workplace")
    go(maker.locator("main a[href*='/vragen/']").first)
    if not maker.locator("form[action$='/ja/']").count():
        go(maker.locator("li.ol-task", has_text=QUESTION).locator("a").last)
    maker.locator("#id_reply").fill("Twee collega's, om de beurt.")
    look(maker, "whole-5-maker-answers")
    tap(maker, "form[action$='/ja/'] button")
    page.reload()
    expect(page.locator("main")).to_contain_text(MAKER)
    expect(page.locator("main")).to_contain_text("om de beurt")
    look(page, "whole-6-yes")


def use_it(page: Page, copying: str) -> None:
    """Talked, decided, introduced, in use; and what was kept and changed."""
    page.goto(copying)
    tap(page, "form[action$='/naar/interest/'] button")
    tap(page, "form[action$='/naar/decided_yes/'] button")
    for stage in ("introducing", "in_use"):
        tap(page, f"a[href$='/naar/{stage}/']")
        on(page)
    look(page, "whole-7-in-use")
    tap(page, "a[href$='/aanpassen/']")
    page.locator("#id_kept").fill(KEPT)
    page.locator("#id_changed").fill(CHANGED)
    look(page, "whole-8-adapt")
    on(page)


def share_back(page: Page, copying: str) -> str:
    """As an example of our own, of which most is filled in already."""
    page.goto(copying)
    tap(page, "a[href$='/terugdelen/']")
    look(page, "whole-9-share-back")
    tap(page, "form[action$='/terugdelen/eigen/'] button")
    page.locator("#id_title").fill(OURS)
    assert CHANGED in page.locator("#id_done").input_value()
    look(page, "whole-10-own-draft")
    on(page)
    on(page)
    page.locator("label:has(input[value=public])").click()
    page.locator("#id_licence").check()
    on(page)
    ours: str = page.evaluate("location.pathname")
    return ours


def the_lineage_stands_on_both_pages(page: Page, ours: str, before: int) -> None:
    """For everyone, without an account: on the pages, in the pictures, on the map and in the numbers."""
    page.goto(ours)
    look(page, "whole-11-child")
    origin = page.locator("section:has(> #origin)")
    expect(origin.locator(f"a[href='{ORIGINAL}']").first).to_be_visible()
    expect(picture_in(origin, "lineage")).to_be_visible()
    page.goto(ORIGINAL)
    look(page, "whole-12-parent")
    origin, users = page.locator("section:has(> #origin)"), page.locator("section:has(> #users)")
    expect(origin.locator(f"a[href='{ours}']").first).to_be_visible()
    expect(picture_in(origin, "lineage")).to_be_visible()
    expect(users.locator("svg[role=img]").first).to_be_visible()
    assert "Amersfoort" in users.locator("svg[role=img]").first.inner_html() + users.inner_text()
    assert people_of(page, ORIGINAL) == before + 1
    expect(page.locator("main")).to_contain_text("Gemeente Amersfoort")
    page.goto("/organisaties/gemeente-amersfoort/")
    look(page, "whole-13-organisation")
    expect(page.locator("section:has(> #copied-here), #copied-here").first).to_be_visible()
    expect(page.locator("main")).to_contain_text("Huishoudboekje")
    expect(page.locator("main")).to_contain_text(OURS)


def picture_in(section: Locator, name: str) -> Locator:
    return section.locator(f"svg[aria-labelledby^={name}]")


def the_maker_hears_of_it(page: Page) -> None:
    page.goto("/meldingen/")
    look(page, "whole-14-maker-hears")
    expect(page.locator("main")).to_contain_text("Huishoudboekje")
