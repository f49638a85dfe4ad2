"""The session ends while somebody types, and one draft in two tabs: as a browser sees it."""

import re
from collections.abc import Callable

from playwright.sync_api import Page, expect

from tests.browser.server import Server
from tests.browser.steps import go, with_password
from tests.browser.watch import Watched

MEMBER = "lid-a@demo.test"
TITLE, PROBLEM = "Getypt voor de sessie stopte", "Getypt nadat de sessie stopte."


def sign_out_elsewhere(page: Page) -> None:
    """As the end of two weeks does: the cookie is gone."""
    page.context.clear_cookies(name="sessionid")


def begin(page: Page, title: str) -> None:
    page.goto("/praktijken/delen/")
    page.locator("#id_title").fill(title)
    saved(page)


def saved(page: Page) -> None:
    page.locator("#saved", has_text="Bewaard om").wait_for()


def test_a_draft_has_its_own_address_from_the_first_save(open_page: Callable[..., Watched]) -> None:
    """Reload and back land on the draft, and there is one of it."""
    page = open_page(MEMBER).page
    begin(page, "Een klad met een eigen adres")
    expect(page).to_have_url(re.compile(r"/praktijken/klad-[0-9a-f]+/delen/vertellen/$"))
    page.locator("#id_problem").fill("Tweede zin")
    with page.expect_response("**/bewaren/"):
        page.locator("#id_problem").blur()
    saved(page)
    page.reload()
    expect(page.locator("#id_title")).to_have_value("Een klad met een eigen adres")
    expect(page.locator("#id_problem")).to_have_value("Tweede zin")
    go(page.locator("main form .nl-button--primary").first)
    page.go_back()
    expect(page.locator("#id_title")).to_have_value("Een klad met een eigen adres")
    page.goto("/praktijken/mijn/")
    assert page.locator("main").inner_text().count("Een klad met een eigen adres") == 1


def test_typing_goes_on_after_the_session(open_page: Callable[..., Watched], server: Server) -> None:
    """One line with a link, no page inside the form; after signing in beside it what waited is saved by itself."""
    page = open_page(MEMBER).page
    begin(page, TITLE)
    sign_out_elsewhere(page)
    page.locator("#id_problem").fill(PROBLEM)
    page.locator("#saved", has_text="Je bent uitgelogd").wait_for()
    expect(page.locator("h1")).to_have_count(1)
    expect(page.locator("#id_problem")).to_have_value(PROBLEM)
    with page.context.expect_page() as opened:
        page.locator("#saved a").click()
    beside = opened.value
    with_password(beside, MEMBER, server.password_of(MEMBER))
    page.bring_to_front()
    page.evaluate("window.dispatchEvent(new Event('focus'))")
    saved(page)
    page.reload()
    expect(page.locator("#id_problem")).to_have_value(PROBLEM)


def test_the_button_of_a_form_after_the_session(open_page: Callable[..., Watched], server: Server) -> None:
    """Without script: a page that holds the text; sign in beside it, press, look once more, press: it is there."""
    page = open_page(MEMBER, script=False).page
    page.goto("/praktijken/delen/")
    page.locator("#id_title").fill("Zonder script en zonder sessie")
    sign_out_elsewhere(page)
    go(page.locator("main form .nl-button--primary").first)
    expect(page.locator("h1")).to_have_text("Je bent uitgelogd")
    with page.context.expect_page() as opened:
        page.locator("main a[target=_blank]").first.click()
    beside = opened.value
    beside.locator("details:not(.ol-menu) > summary").first.click()
    beside.locator("#known_email").fill(MEMBER)
    beside.locator("#known_password").fill(server.password_of(MEMBER))
    go(beside.locator("form:has(#known_password) button[type=submit]"))
    assert "/praktijken/delen/" in beside.url
    for _press in range(2):  # the key of the form is another one since signing in: it asks once more
        go(page.locator("main form[data-waits] button"))
        if "/bewijs/" in page.url:
            break
    page.goto("/praktijken/mijn/")
    expect(page.locator("main")).to_contain_text("Zonder script en zonder sessie")


def test_two_tabs_keep_both_texts_and_show_what_differs(open_page: Callable[..., Watched]) -> None:
    """One box each: both stay. The same box: not saved over, both are shown."""
    first = open_page(MEMBER).page
    begin(first, "Twee tabbladen")
    second = first.context.new_page()
    second.goto(first.url)
    first.locator("#id_done").fill("Uit het eerste tabblad")
    with first.expect_response("**/bewaren/"):
        first.locator("#id_done").blur()
    second.locator("#id_problem").fill("Uit het tweede tabblad")
    saved(second)
    third = first.context.new_page()
    third.goto(first.url)
    expect(third.locator("#id_done")).to_have_value("Uit het eerste tabblad")
    expect(third.locator("#id_problem")).to_have_value("Uit het tweede tabblad")
    second.locator("#id_done").fill("Anders")
    second.locator("#saved", has_text="ergens anders veranderd").wait_for()
    go(second.locator("main form .nl-button--primary").first)
    expect(second.locator("main")).to_contain_text("Uit het eerste tabblad")
    expect(second.locator("#id_done")).to_have_value("Anders")
