"""The front door: the search box stands in the first screen, and what is empty takes no place."""

from collections.abc import Callable

import pytest

from tests.browser.watch import Watched

LAPTOP, PHONE = {"width": 1366, "height": 650}, {"width": 390, "height": 844}


@pytest.mark.parametrize("path", ["/", "/en/"])
@pytest.mark.parametrize(("viewport", "lowest"), [(LAPTOP, 450), (PHONE, 844)])
def test_the_search_box_stands_in_the_first_screen(
    open_page: Callable[..., Watched], path: str, viewport: dict[str, int], lowest: int
) -> None:
    page = open_page(viewport=viewport).page
    page.goto(path)
    page.evaluate("document.fonts.ready.then(() => 1)")
    for part in (".ol-search--big input", ".ol-search--big button"):
        box = page.locator(part).bounding_box()
        assert box is not None
        assert box["y"] + box["height"] <= lowest, (part, box)


def test_suggestions_without_a_line_are_not_seen(open_page: Callable[..., Watched]) -> None:
    page = open_page(viewport=LAPTOP).page
    page.goto("/")
    with page.expect_response("**/zoeken/suggesties/*"):
        page.locator(".ol-search--big input").press_sequentially("qqqqxz")
    page.wait_for_load_state("networkidle")
    assert not page.locator(".ol-suggest").first.is_visible()


def test_each_band_of_the_front_page_keeps_room_above_and_below_its_text(open_page: Callable[..., Watched]) -> None:
    page = open_page(viewport=LAPTOP).page
    page.goto("/")
    room = page.locator(".ol-band").evaluate_all(
        "bands => bands.map(one => [getComputedStyle(one).paddingTop, getComputedStyle(one).paddingBottom])"
    )
    assert room
    assert all(float(side.removesuffix("px")) >= 16 for band in room for side in band), room
