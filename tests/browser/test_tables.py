"""Tables: on a wide screen no word is broken over two lines, on a phone every line begins at the same side."""

from collections.abc import Callable
from typing import Any

import pytest

from tests.browser.watch import Watched

PAGES = ["/organisaties/", "/en/organisaties/", "/privacy/"]
BROKEN = """async () => {
  await document.fonts.ready;
  const found = [];
  for (const cell of document.querySelectorAll(".ol-table :is(th, td)")) {
    const walker = document.createTreeWalker(cell, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
      for (const word of walker.currentNode.data.matchAll(/[\\p{L}\\p{N}]+/gu)) {
        const range = document.createRange();
        range.setStart(walker.currentNode, word.index);
        range.setEnd(walker.currentNode, word.index + word[0].length);
        const lines = new Set([...range.getClientRects()].map((rect) => Math.round(rect.top)));
        if (lines.size > 1) found.push(word[0]);
      }
    }
  }
  return found;
}"""
SIDES = """() => [...document.querySelectorAll(".ol-table--stack td")].map((one) => getComputedStyle(one).textAlign)"""


@pytest.mark.parametrize("path", PAGES)
def test_no_word_in_a_table_is_broken_on_a_wide_screen(open_page: Callable[..., Watched], path: str) -> None:
    page: Any = open_page(viewport={"width": 1280, "height": 900}, bypass_csp=True).page
    page.goto(path)
    assert page.evaluate(BROKEN) == []
    page.add_style_tag(content=".ol-table :is(th, td) { word-break: break-all; max-inline-size: 3rem; }")
    assert page.evaluate(BROKEN), "control: this check can fail"


def test_on_a_phone_figures_begin_where_the_other_lines_begin(open_page: Callable[..., Watched]) -> None:
    page: Any = open_page(viewport={"width": 390, "height": 844}).page
    page.goto(PAGES[0])
    assert set(page.evaluate(SIDES)) == {"start"}
