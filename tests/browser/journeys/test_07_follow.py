"""Journey 7: follow, say something, thank, report; hear of it; one mail a day that stops at once; the workplace."""

import re
from collections.abc import Callable

from playwright.sync_api import Page, expect

from tests.browser.server import Server
from tests.browser.steps import WAYS, letter, look, new_address, on, sign_up, tap
from tests.browser.watch import Watched

FOLLOWER, SPEAKER = "lid-a@demo.test", "lid-b@demo.test"
CASES = {"": "signalen", "/en": "het-beweeghuis"}


@WAYS
def test_who_follows_hears_of_it_on_a_page_and_in_one_mail_that_stops(
    open_page: Callable[..., Watched], server: Server, prefix: str, viewport: dict[str, int], script: bool
) -> None:
    page = open_page(FOLLOWER, viewport=viewport, script=script).page
    speaker = open_page(SPEAKER, viewport=viewport, script=script).page
    address = f"{prefix}/praktijken/{CASES[prefix]}/"
    page.goto(address)
    tap(page, "form[action*='/volgen/praktijk/'] button")
    speak_thank_report(speaker, address)
    page.goto(f"{prefix}/werkplek/")
    look(page, f"workplace{prefix[1:]}")
    tap(page, "header a[href$='/meldingen/']")
    look(page, f"notifications{prefix[1:]}")
    speaker.goto(address)
    expect(page.locator("li.ol-task h3", has_text=speaker.locator("h1").inner_text())).to_be_visible()
    mail_and_stop(page, server, prefix)
    page.goto(f"{prefix}/meldingen/instellen/")
    look(page, f"what-to-hear{prefix[1:]}")
    tap(page, "form[action$='/meldingen/mail-aan/'] button")
    page.goto(f"{prefix}/meldingen/")
    tap(page, "li.ol-task form[action$='/gelezen/'] button")
    if page.locator("form[action$='/meldingen/gelezen/']").count():
        tap(page, "form[action$='/meldingen/gelezen/'] button")
    expect(page.locator("header a.ol-tool[href$='/meldingen/']").first).not_to_contain_text(re.compile(r"\d"))


def speak_thank_report(page: Page, address: str) -> None:
    page.goto(address)
    page.locator("form[action*='/reacties/praktijk/'] textarea").fill("Bij ons werkt dit ook in het buitengebied.")
    tap(page, "form[action*='/reacties/praktijk/'] button")
    expect(page.locator("section:has(> #comments)")).to_contain_text("buitengebied")
    tap(page, "form[action*='/bedankjes/praktijk/'] button")
    expect(page.locator("form[action$='/terugnemen/']").first).to_be_visible()
    look(page, f"case-with-comment{'-en' if '/en/' in address else ''}")
    tap(page, "main a[href*='/melden/praktijk/'][href$='/misbruik/']")
    page.locator("textarea[name=text]").fill("De foto is niet van jullie.")
    on(page)
    assert "/bericht/" in page.url


def mail_and_stop(page: Page, server: Server, prefix: str) -> None:
    """The mail of today; its link stops the mail and nothing else."""
    server.run("-m", "tests.browser.digest")  # one a day at most: the second time today there is none
    found = re.search(r"https?://\S+/meldingen/stoppen/\S+", letter(page, FOLLOWER, "/meldingen/stoppen/").inner_text())
    assert found is not None
    page.goto(found[0])
    look(page, f"stop-the-mail{prefix[1:]}")
    on(page)
    assert not page.locator("main form").count()


@WAYS
def test_who_is_new_finds_four_first_steps(
    open_page: Callable[..., Watched], prefix: str, viewport: dict[str, int], script: bool
) -> None:
    page = open_page(viewport=viewport, script=script).page
    sign_up(page, new_address("joris", "gooisemeren.nl"), prefix, name="Joris Demo")
    page.goto(f"{prefix}/werkplek/")
    look(page, f"workplace-new{prefix[1:]}")
    steps = page.locator(".ol-first > li, .ol-first > *")
    assert steps.count() == 4
    expect(page.locator("h1")).to_contain_text("Joris")
