"""A spreadsheet in a real Chromium: brought with the keyboard and without script; a list taken along opens again."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook
from playwright.sync_api import Locator, Page

from tests.browser.conftest import DESKTOP, PHONE
from tests.browser.test_axe import sideways, violations
from tests.browser.watch import Watched
from tests.factories.sheets import as_xlsx

MEMBER = "lid-a@demo.test"
HEAD = ["Naam van het project", "Aanleiding", "Wat hebben we gedaan", "Jaar", "Contactpersoon", "Opmerking"]


def rows(mark: str) -> list[list[Any]]:
    """Two right, one with a remark, one without a title; each test has titles of its own."""
    return [
        HEAD,
        [f"Buurtkast {mark}", "Spullen werden weggegooid.", "Een kast waar je iets leent.", 2023, "Noor", ""],
        [f"Wachtrij {mark}", "Lange rijen op maandag.", "Afspraken per kwartier.", 2024, "", "intern"],
        [f"Losse tegel {mark}", "", "", "voorjaar", "", ""],
        ["", "Niemand weet wie wat doet.", "", "", "", ""],
    ]


def press(button: Locator) -> None:
    """As somebody without a mouse does."""
    button.focus()
    with button.page.expect_navigation():
        button.page.keyboard.press("Enter")


def fits(page: Page, *, script: bool = False) -> None:
    """Nothing sticks out of the screen; with script axe finds nothing either."""
    assert sideways(page) <= 0, f"{page.url} is {sideways(page)} pixels too wide"
    if script:
        assert not violations(page), (page.url, violations(page))


@pytest.mark.parametrize(
    ("prefix", "viewport", "script"),
    [("", PHONE, True), ("/en", DESKTOP, True), ("", PHONE, False)],
    ids=["phone", "english", "no-script"],
)
def test_a_spreadsheet_becomes_drafts_with_the_keyboard_alone(
    open_page: Callable[..., Watched], tmp_path: Path, prefix: str, viewport: Any, script: bool
) -> None:
    file = tmp_path / "lijst.xlsx"
    file.write_bytes(as_xlsx(rows(f"{prefix}{script}")))
    page = open_page(MEMBER, viewport=viewport, script=script, bypass_csp=script).page
    page.goto(f"{prefix}/praktijken/mijn/")
    press(page.locator(f"main a[href='{prefix}/praktijken/spreadsheet/']"))
    page.locator("#id_file").set_input_files(file)
    fits(page, script=script)
    press(page.locator("main form .nl-button--primary").first)
    chosen = page.locator("main select").evaluate_all("all => all.map(one => one.value)")
    assert chosen == ["title", "problem", "done", "year", "", "", "nl"], "the last is the language"
    fits(page, script=script)
    press(page.locator("main form .nl-button--primary").first)
    told = page.locator("main").inner_text()
    assert ("3 rijen zijn in orde" in told) is not prefix.startswith("/en")
    assert ("Row 5" if prefix else "Rij 5") in told
    assert "voorjaar" in told, "a year that says no year is a remark"
    fits(page, script=script)
    press(page.locator("form[action$='/maken/'] button"))
    assert page.locator("main a[href*='/delen/vertellen/']").count() == 3
    fits(page, script=script)
    press(page.locator("form[action$='/terugdraaien/'] button"))
    assert page.locator("main a[href*='/delen/vertellen/']").count() == 0


@pytest.mark.parametrize("script", [True, False], ids=["script", "no-script"])
def test_the_rows_to_mend_and_a_filtered_list_open_again_in_a_spreadsheet(
    open_page: Callable[..., Watched], tmp_path: Path, script: bool
) -> None:
    page = open_page(MEMBER, script=script).page
    page.goto("/praktijken/?kind=service")
    shown = page.locator("#results h2").inner_text()
    heads, *cases = taken_along(page, tmp_path)
    assert shown.startswith(f"{len(cases)} voorbeeld")
    assert {row[heads.index("Soort")] for row in cases} == {"Dienst of hulpmiddel"}
    page.goto("/praktijken/spreadsheet/")
    page.locator("#id_file").set_input_files(
        {"name": "x.xlsx", "mimeType": "application/octet-stream", "buffer": as_xlsx(rows(f"mend {script}"))}
    )
    for _step in ("file", "columns"):
        press(page.locator("main form .nl-button--primary").first)
    heads, *wrong = taken_along(page, tmp_path)
    assert heads == [*HEAD, "Wat er mis is"]
    assert [row[0] for row in wrong] == [None]
    assert wrong[0][-1]


def taken_along(page: Page, folder: Path) -> list[list[Any]]:
    """Press XLSX, and open what comes."""
    with page.expect_download() as arrived:
        page.locator(".ol-downloads a", has_text="XLSX").click()
    path = folder / arrived.value.suggested_filename
    assert path.suffix == ".xlsx"
    arrived.value.save_as(path)
    return [list(row) for row in load_workbook(path).worksheets[0].iter_rows(values_only=True)]


def test_paper_holds_no_menu_no_form_and_no_button(open_page: Callable[..., Watched]) -> None:
    page = open_page(MEMBER, viewport=DESKTOP).page
    page.goto("/praktijken/")
    case = page.locator(".ol-hit a").first.get_attribute("href")
    for address in (case or "", "/praktijken/", "/organisaties/", "/rollen/", "/werkplek/", "/praktijken/mijn/"):
        page.goto(address)
        page.emulate_media(media="print")
        for thing in (
            "header",
            "footer",
            "nav",
            "button",
            "input:not([type=radio])",
            "select",
            "textarea",
            ".nl-button",
        ):
            seen = page.locator(f"body {thing}:visible").count()
            assert not seen, f"{address}: {seen} × {thing} on paper"
        assert page.locator("h1").is_visible()
        fits(page)
        page.emulate_media(media="screen")
