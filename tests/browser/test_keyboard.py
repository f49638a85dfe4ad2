"""By keyboard alone, and what a screen reader hears: focus is seen, goes where it should, and changes are said."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.server import Server
from tests.browser.watch import Watched

RING = """() => {
  const one = document.activeElement;
  if (!one || one === document.body) return "";
  const ringed = (part) => {
    const style = part && getComputedStyle(part);
    const outlined = style && style.outlineStyle !== "none" && parseFloat(style.outlineWidth) > 0;
    return style && (outlined || style.boxShadow !== "none");
  };
  const seen = [one, one.parentElement, one.closest("label")].some(ringed) && one.getBoundingClientRect().width > 0;
  return (seen ? "seen " : "UNSEEN ") + one.outerHTML.slice(0, 120);
}"""
TARGET = re.compile(r'hx-target="([^"]+)"')
WALKED = ["/", "/zoeken/?q=digitaal", "/praktijken/", "/organisaties/", "/contact/", "/inloggen/"]


@pytest.mark.parametrize("path", WALKED)
def test_every_stop_of_the_tab_key_shows_where_it_is(page: Page, path: str) -> None:
    page.goto(path)
    stops = []
    for _ in range(25):
        page.keyboard.press("Tab")
        stops.append(str(page.evaluate(RING)))
    assert not [stop for stop in stops if stop.startswith("UNSEEN")]
    assert len(set(stops)) > 10


def test_the_first_stop_leads_to_the_content(page: Page) -> None:
    page.goto("/praktijken/")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.wait_for_url("**#inhoud")
    assert page.evaluate("document.activeElement.id") == "inhoud"


def test_suggestions_come_while_typing_and_open_by_keyboard(page: Page) -> None:
    page.goto("/over/")
    page.keyboard.press("/")
    box = page.locator("[data-search]:focus")
    expect(box).to_have_count(1)
    page.keyboard.type("pasf")
    lines = page.locator("[data-suggestions] a")
    expect(lines.first).to_contain_text("asf")
    expect(page.locator("#ol-announce")).not_to_be_empty()
    page.keyboard.press("ArrowDown")
    expect(lines.first).to_be_focused()
    page.keyboard.press("Escape")
    expect(lines).to_have_count(0)
    expect(page.locator("[data-search]:focus")).to_have_count(1)
    page.keyboard.type("o")
    expect(lines.first).to_be_visible()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_url("**/praktijken/*/")


SWAPS = [
    ("/zoeken/?q=digitaal", "#answers .ol-facets:visible input[type=checkbox]", "#answers"),
    ("/organisaties/", "main form[hx-get] select", "#results"),
    ("/praktijken/", "main form[hx-get] select", "#results"),
]


@pytest.mark.parametrize(("path", "control", "region"), SWAPS)
@pytest.mark.parametrize("language", ["", "/en"], ids=["nl", "en"])
def test_after_a_swap_the_focus_stays_and_the_outcome_is_said(
    page: Page, path: str, control: str, region: str, language: str
) -> None:
    page.goto(language + path)
    one = page.locator(control).first
    name = one.get_attribute("id")
    one.focus()
    if one.evaluate("one => one.matches('select')"):
        one.select_option(index=1)
    else:
        page.keyboard.press("Space")
    page.wait_for_url("**?*=*")
    expect(page.locator("#ol-announce")).not_to_be_empty()
    said = page.locator(f"{region}[data-announce], {region} [data-announce]").first.get_attribute("data-announce")
    expect(page.locator("#ol-announce")).to_have_text(said or "?")
    assert page.evaluate("document.activeElement.id") == name, "the focus was lost"


def test_every_region_that_htmx_fills_can_be_said_aloud(server: Server, open_page: Callable[..., Watched]) -> None:
    watched = open_page()
    seen: set[str] = set()
    for one in server.pages():
        if one["role"] != "visitor" or one["language"] != "nl":
            continue
        html = watched.page.request.get(one["url"]).text()
        fresh = set(TARGET.findall(html)) - seen
        if not fresh:
            continue
        watched.page.goto(one["url"])
        for target in fresh:
            seen.add(target)
            assert watched.page.locator(target).count() == 1, f"{one['url']} has no {target}"
    assert {"#answers", "#results"} <= seen
