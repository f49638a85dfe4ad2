"""axe on every page of the resolver: both languages, light and dark, wide and at 320 px. No violation."""

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any
from zlib import crc32

import pytest
from django.conf import settings
from playwright.sync_api import Page, Response

from tests.browser.server import Server
from tests.browser.watch import Watched
from tests.figures import say

LOOKS = [("light", 1280), ("dark", 1280), ("dark", 320), ("light", 320)]
RUN = """async () => {
  await document.fonts.ready;
  for (const closed of document.querySelectorAll("details:not(.ol-menu)")) closed.open = true;
  await new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn)));
  const found = await axe.run(document, {resultTypes: ["violations"],
    runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]});
  return found.violations.map((one) => `${one.id}: ${one.nodes.slice(0, 3).map((node) => node.target).join(" | ")}`);
}"""
SHARDS = 8
EVERY = os.environ.get("OLIEVLEK_LOOKS") == "all"


def looks_at(url: str) -> list[tuple[str, int]]:
    """Dutch at 320 px and English wide, in a scheme that the address draws; `make proof` takes all four for both."""
    if EVERY:
        return LOOKS
    scheme = ("light", "dark")[crc32(url.encode()) % 2]
    return [(scheme, 1280 if "/en/" in f"{url}/" else 320)]


def chosen(pages: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Every page, in the language that its name draws; `make proof` takes both."""
    return [one for one in pages if EVERY or one["language"] == ("nl", "en")[crc32(one["name"].encode()) % 2]]


def axe_file() -> Path:
    """From npm; the build keeps it beside the other packages."""
    places = [
        Path(settings.ROOT) / folder / "axe-core" / "axe.min.js" for folder in ("build/node_modules", "node_modules")
    ]
    return next(place for place in places if place.exists())


def violations(page: Page) -> list[str]:
    if not page.evaluate("typeof axe === 'object'"):
        page.add_script_tag(path=axe_file())
    found: list[str] = page.evaluate(RUN)
    return found


def is_page(response: Response) -> bool:
    """Not a file for programs, nor a fragment that htmx puts in a page (that page is looked at)."""
    is_html = "text/html" in response.headers.get("content-type", "")
    return is_html and b"<!doctype html" in response.body()[:100].lower()


def sideways(page: Page) -> int:
    """How many pixels the page is wider than the window."""
    wider: int = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    return wider


@pytest.mark.parametrize("shard", range(SHARDS))
def test_no_page_has_an_accessibility_violation(server: Server, open_page: Callable[..., Watched], shard: int) -> None:
    wrong, looked_at, pages = [], 0, 0
    for one in chosen(server.pages())[shard::SHARDS]:
        page = open_page(one["role"], bypass_csp=True).page
        response = page.goto(one["url"])
        assert response is not None
        if not is_page(response):
            page.context.close()
            continue
        pages += 1
        for scheme, width in looks_at(one["url"]):
            page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]  # one of two words
            page.set_viewport_size({"width": width, "height": 900})
            looked_at += 1
            where = f"{one['url']} {scheme} {width}"
            wrong += [f"{where}: {line}" for line in violations(page)]
            wrong += [f"{where}: {sideways(page)} px too wide"] if sideways(page) > 0 else []
        page.context.close()
    say("{pages} pages, {looks} looks, {violations} violations", pages=pages, looks=looked_at, violations=len(wrong))
    assert not wrong, "\n".join(wrong[:40])


def test_axe_would_notice(open_page: Callable[..., Watched]) -> None:
    page: Any = open_page(bypass_csp=True).page
    page.goto("/over/")
    page.evaluate("document.querySelector('main').innerHTML += '<img src=\"/static/core/favicon.svg\"><input>'")
    assert {line.split(":")[0] for line in violations(page)} >= {"image-alt", "label"}
