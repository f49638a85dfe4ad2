"""Large letters and narrow windows on every kind of page: nothing lies over a link or a text, nothing runs sideways."""

import os
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page

from tests.browser.server import Server
from tests.browser.test_axe import is_page, sideways
from tests.browser.watch import Watched
from tests.figures import say
from tests.turns import page_has_turn

# window, letters
LOOKS = [(1280, 150), (1280, 200), (1024, 100), (1000, 100), (960, 100), (390, 200), (320, 100)]
EVERY = os.environ.get("OLIEVLEK_LOOKS") == "all"
KINDS = {
    "home", "cases:case", "library:cases", "search:results", "organisations:organisation", "organisations:mine",
    "home:workplace", "writing:share", "accounts:account", "conversations:desk", "adoptions:use", "organisations:where",
}  # fmt: skip

COVERED = """async () => {
  await document.fonts.ready;
  const drawn = () => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
  await drawn();
  const said = [];
  const wholeCard = (part, met) => met.closest(".ol-card__link") && met.closest(".ol-card")?.contains(part);
  const own = (part, met) => met && (part.contains(met) || met.contains(part) || wholeCard(part, met));
  const look = (part, rects, what) => {
    const seen = [...rects].filter((rect) => rect.width > 2 && rect.height > 2);
    if (!seen.length) return;
    const last = seen[seen.length - 1];
    const middle = (rect) => (rect.top + rect.bottom) / 2;
    const places = [[last.right - 2, middle(last)], [seen[0].left + 2, middle(seen[0])]];
    for (const [x, y] of places) {
      if (y < 0 || y > innerHeight) continue;
      if ((x < 0 || x > innerWidth) && part.closest(".ol-scroll")) continue; // a wide table, whose own bar moves it
      const met = document.elementFromPoint(x, y);
      if (own(part, met)) continue;
      const name = (part.innerText || part.getAttribute("aria-label") || "").trim().slice(0, 40);
      said.push(`${what} "${name}" under ${met ? met.tagName + "." + met.className : "nothing"}`);
      return;
    }
  };
  const forEarsOnly = (part) => part && (getComputedStyle(part).clipPath !== "none" || forEarsOnly(part.parentElement));
  const hidden = (part) => !part.checkVisibility({ checkOpacity: true, checkVisibilityCSS: true })
    || part.closest("[hidden], .ol-hidden, .nl-skip-link, svg, dialog, #ol-announce");
  // a radio button or a tick box lies under its own label here and there: the label is looked at, with the texts
  const PRESSED = "a[href], button, summary, input:not([type=hidden], [type=radio], [type=checkbox]), textarea, select";
  const texts = "main :is(p, h1, h2, h3, h4, dt, dd, label, legend, summary, caption, th)";
  for (const part of document.querySelectorAll(PRESSED)) {
    if (hidden(part) || forEarsOnly(part)) continue;
    part.scrollIntoView({ block: "center", inline: "nearest", behavior: "instant" });
    look(part, part.getClientRects(), part.tagName);
  }
  for (const part of document.querySelectorAll(texts)) {
    if (hidden(part) || forEarsOnly(part)) continue;
    part.scrollIntoView({ block: "center", inline: "nearest", behavior: "instant" });
    const range = document.createRange();
    range.selectNodeContents(part);
    look(part, range.getClientRects(), part.tagName);
  }
  return said;
}"""


CARD = """() => {
  const card = document.createElement("div");
  Object.assign(card.style, { marginTop: "-200px", height: "400px", position: "relative", background: "#000" });
  document.querySelector("main").append(card);
}"""


def set_look(page: Page, width: int, letters: int) -> None:
    page.set_viewport_size({"width": width, "height": 900})
    page.evaluate(f"document.documentElement.style.fontSize = '{letters}%'")


def wrong_on(page: Page, url: str, looks: list[tuple[int, int]]) -> list[str]:
    """What is covered or runs sideways, on the page that stands open."""
    wrong = []
    for width, letters in looks:
        set_look(page, width, letters)
        where = f"{url} at {width} px, letters {letters} %"
        found: list[str] = page.evaluate(COVERED)
        wrong += [f"{where}: {line}" for line in found[:4]]
        wrong += [f"{where}: {sideways(page)} px too wide"] if sideways(page) > 0 else []
    return wrong


def chosen(pages: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """In the suite of a dozen kinds in Dutch those that have their turn; `make proof` takes every page."""
    if EVERY:
        return [one for one in pages if one["language"] == "nl"]
    met = dict[str, dict[str, Any]]()
    for one in pages:
        if one["name"] in KINDS and one["language"] == "nl" and page_has_turn(one["name"], of=2):
            met.setdefault(one["name"], one)
    return list(met.values())


@pytest.mark.slow
@pytest.mark.sweep
def test_nothing_is_covered_with_large_letters_and_in_narrow_windows(
    server: Server, open_page: Callable[..., Watched]
) -> None:
    wrong, looked, views = [], 0, {role: open_page(role).page for role in ("visitor", "moderator")}
    for one in chosen(server.pages()):
        page = views[one["role"]]
        response = page.goto(one["url"])
        if response is None or not is_page(response):
            continue
        looked += 1
        wrong += wrong_on(page, one["url"], LOOKS)
    say(
        "{pages} pages in {looks} looks, {wrong} places covered or too wide",
        pages=looked,
        looks=len(LOOKS),
        wrong=len(wrong),
    )
    assert looked >= 2
    assert not wrong, "\n".join(wrong)


def test_the_look_notices_a_card_over_a_link(open_page: Callable[..., Watched]) -> None:
    """Control: a card that rises over the links."""
    page: Any = open_page(bypass_csp=True).page
    page.goto("/over/")
    assert not wrong_on(page, "/over/", [(1280, 100)])
    page.evaluate(CARD)
    assert wrong_on(page, "/over/", [(1280, 100)])
