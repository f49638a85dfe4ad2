"""axe: what it finds on a page, light and dark, wide and at 320 px. The sweep of test_budgets asks it of every page."""

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any
from zlib import crc32

from django.conf import settings
from playwright.sync_api import Page, Response

from tests.browser.watch import Watched
from tests.turns import page_has_turn

LOOKS = [("light", 1280), ("dark", 1280), ("dark", 320), ("light", 320)]
RUN = """async () => {
  await document.fonts.ready;
  for (const closed of document.querySelectorAll("details:not(.ol-menu)")) closed.open = true;
  await new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn)));
  const found = await axe.run(document, {resultTypes: ["violations"],
    runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]});
  return found.violations.map((one) => `${one.id}: ${one.nodes.slice(0, 3).map((node) => node.target).join(" | ")}`);
}"""
EVERY = os.environ.get("OLIEVLEK_LOOKS") == "all"


def looks_at(url: str) -> list[tuple[str, int]]:
    """Dutch at 320 px and English wide, in a scheme that the address draws; `make proof` takes all four for both."""
    if EVERY:
        return LOOKS
    scheme = ("light", "dark")[crc32(url.encode()) % 2]
    return [(scheme, 1280 if "/en/" in f"{url}/" else 320)]


def chosen(pages: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """What changed, and of the other pages the third that has its turn, in the language that the name draws.

    `make proof` takes all pages in both languages.
    """
    drawn = [one for one in pages if EVERY or one["language"] == ("nl", "en")[crc32(one["name"].encode()) % 2]]
    return [one for one in drawn if page_has_turn(one["name"], of=3)]


def axe_file() -> Path:
    """From npm; the build keeps it beside the other packages."""
    places = [
        Path(settings.ROOT) / folder / "axe-core" / "axe.min.js" for folder in ("build/node_modules", "node_modules")
    ]
    return next(place for place in places if place.exists())


def violations(page: Page) -> list[str]:
    if not page.evaluate("typeof axe === 'object'"):
        page.evaluate(axe_file().read_text(encoding="utf-8"))  # past the policy, that would not let it in as a script
    found: list[str] = page.evaluate(RUN)
    return found


def is_page(response: Response) -> bool:
    """Not a file for programs, nor a fragment that htmx puts in a page (that page is looked at)."""
    is_html = "text/html" in response.headers.get("content-type", "")
    return is_html and b"<!doctype html" in response.body()[:100].lower()


def sideways(page: Page) -> int:
    """How many pixels the page is wider than the window."""
    wider: int = page.evaluate(
        """() => {
          const shown = document.documentElement.clientWidth;  // the body scrolls by itself: it is a container
          return Math.max(document.documentElement.scrollWidth, document.body.scrollWidth) - shown;
        }"""
    )
    return wider


def found_by_axe(page: Page, url: str) -> list[str]:
    """What is wrong on the page that stands open, in each look that it gets."""
    wrong = []
    for scheme, width in looks_at(url):
        page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]  # one of two words
        page.set_viewport_size({"width": width, "height": 900})
        where = f"{url} {scheme} {width}"
        wrong += [f"{where}: {line}" for line in violations(page)]
        wrong += [f"{where}: {sideways(page)} px too wide"] if sideways(page) > 0 else []
    return wrong


def test_axe_would_notice(open_page: Callable[..., Watched]) -> None:
    page: Any = open_page(bypass_csp=True).page
    page.goto("/over/")
    page.evaluate("document.querySelector('main').innerHTML += '<img src=\"/static/core/favicon.svg\"><input>'")
    assert {line.split(":")[0] for line in violations(page)} >= {"image-alt", "label"}
