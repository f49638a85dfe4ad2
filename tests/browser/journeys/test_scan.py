"""The scan, as people do it: a session in a room, a mail, what comes of it, what goes to the board, and alone at home.

In the suite each journey is done on a phone in Dutch and on a desk in English, answering without script; `make proof`
(OLIEVLEK_LOOKS=all) does each in all three ways.
"""

import io
import os
import re
from collections.abc import Callable

import pikepdf
import pytest
from _pytest.mark.structures import ParameterSet
from playwright.sync_api import Page

from tests.browser.conftest import DESKTOP, PHONE
from tests.browser.server import Server
from tests.browser.steps import Watch, go, letter, look, new_address, on, open_up, tap
from tests.browser.watch import Watched
from tests.figures import say

DUTCH_WAY, ENGLISH_WAY = ("", PHONE, True, "coordinator-a@demo.test"), ("/en", DESKTOP, True, "coordinator-b@demo.test")
DUTCH, ENGLISH = pytest.param(*DUTCH_WAY, id="phone"), pytest.param(*ENGLISH_WAY, id="english")
PLAIN = pytest.param("", PHONE, False, "coordinator-a@demo.test", id="no-script")
OTHER = {"coordinator-a@demo.test": "lid-b@demo.test", "coordinator-b@demo.test": "lid-a@demo.test"}
OTHER_NAME = {"coordinator-a@demo.test": "Heidestad (demo)", "coordinator-b@demo.test": "Waterdam (demo)"}
NAMES = ("prefix", "viewport", "script", "email")

Open = Callable[..., Watched]
Size = dict[str, int]


def ways(*chosen: ParameterSet) -> pytest.MarkDecorator:
    """Those chosen; all three in the proof."""
    everything = os.environ.get("OLIEVLEK_LOOKS") == "all"
    return pytest.mark.parametrize(NAMES, [DUTCH, ENGLISH, PLAIN] if everything else chosen)


def tell(what: str, watch: Watch) -> None:
    say(f"scan, {what}: {{max_taps}} taps, {{max_seconds:.0f}} seconds with typing",
        max_taps=watch.taps, max_seconds=watch.seconds)  # fmt: skip


def begin_session(page: Page, prefix: str, watch: Watch) -> str:
    """From the page of the scan to the screen of an open round; its six characters."""
    page.goto(f"{prefix}/scan/")
    watch.go(page.locator("a[href$='/scan/beginnen/']"))
    watch.tap(page.locator("#id_colleagues"))
    watch.tap(page.locator("#id_open_link"))
    watch.write(page.locator("#id_expected"), "15")
    watch.go(page.locator("main form .nl-button--primary").first)
    watch.go(page.locator("a[href$='/scherm/']"))
    return page.locator(".ol-stage__code").inner_text().replace(" ", "")


def seven_pages(phone: Page, watch: Watch) -> None:
    """Every statement of every factor, and the button that goes on."""
    for number in range(7):
        for statement in phone.locator(".ol-statement").all():
            watch.tap(statement.locator(f"input[value='{number % 3 + 1}']"))
        watch.go(phone.locator(".ol-thumbbar .nl-button--primary"))


@ways(DUTCH, ENGLISH)
def test_a_session_from_the_first_click_to_the_result_on_the_wall(
    open_page: Open, server: Server, prefix: str, viewport: Size, script: bool, email: str
) -> None:
    page, watch = open_page(email, viewport=viewport, script=script).page, Watch()
    code = begin_session(page, prefix, watch)
    assert watch.seconds < 180, "starting takes three minutes at most"
    tell("starting a session", watch)
    go(page.locator("button[name=minuten][value='10']"))
    assert re.search(r"\?tot=\d\d:\d\d$", page.url.replace("%3A", ":"))
    assert page.locator(".ol-stage__live .ol-number", has_text=re.compile(r"^(10|9)$")).count()
    server.run("-m", "tests.browser.fill", code, "12")
    assert page.locator(".own").count() == 0, "no result before closing"
    tap(page, "a[href$='/sluiten/']")
    on(page)
    assert page.locator(".ol-profile__row .own").count() >= 7
    tap(page, "a[href$='/bespreken/1/']")
    talk_through(page, script)


def talk_through(page: Page, script: bool) -> None:
    """Seven factors: with the arrow keys where there is script, with the links where there is none."""
    seen = set()
    while "/bespreken/" in page.url:
        seen.add(page.locator("h1").inner_text())
        assert page.locator(".ol-stage__asks li").count() >= 3
        if script:
            with page.expect_navigation():
                page.keyboard.press("ArrowRight")
        else:
            tap(page, "a[rel=next]")
    assert len(seen) == 7


@ways(PLAIN, ENGLISH)
def test_somebody_answers_by_the_code_pauses_goes_on_and_hands_in(
    open_page: Open, prefix: str, viewport: Size, script: bool, email: str
) -> None:
    code = begin_session(open_page(email).page, "", Watch())
    phone, watch = open_page(viewport=viewport, script=script).page, Watch()
    phone.goto(f"{prefix}/d/")
    watch.write(phone.locator("#id_code"), code.lower())
    watch.go(phone.locator("main form .nl-button--primary"))
    assert phone.locator(".ol-private").count(), "who can see what stands before the first question"
    watch.tap(phone.locator("input[name=layer][value=practice]"))
    watch.go(phone.locator("main form .nl-button--primary"))
    watch.tap(phone.locator(".ol-statement input[value='2']").first)
    watch.go(phone.locator("button[value=pause]"))
    watch.go(phone.locator("main .nl-button--primary"))
    watch.tap(phone.locator("input[name=layer][value=practice]"))
    watch.go(phone.locator("main form .nl-button--primary"))
    assert phone.locator(".ol-statement input[value='2']:checked").count() == 1
    seven_pages(phone, watch)
    watch.go(phone.locator("main form .nl-button--primary"))
    assert phone.url.endswith("/klaar/")
    assert watch.seconds < 600
    tell("answering", watch)


@ways(PLAIN)
def test_a_personal_address_from_the_mail_works_once(
    open_page: Open, prefix: str, viewport: Size, script: bool, email: str
) -> None:
    page, invited = open_page(email).page, new_address("vera")
    page.goto("/scan/beginnen/")
    page.locator("#id_colleagues").uncheck()
    page.locator("#id_addresses").fill(invited)
    on(page)
    address = re.search(r"/d/[\w-]{43}/", letter(open_page("moderator").page, invited).inner_text())
    assert address
    for works in (True, False):
        phone = open_page(viewport=viewport, script=script).page
        phone.goto(f"{prefix}{address[0]}")
        on(phone)
        for statement in phone.locator(".ol-statement").all():
            statement.locator("input[value='4']").check()
        tap(phone, ".ol-thumbbar .nl-button--primary")
        phone.goto(re.sub(r"/\d+/$", "/inleveren/", phone.url))
        on(phone)
        assert phone.url.endswith("/klaar/") is works


@ways(DUTCH, ENGLISH)
def test_a_flag_goes_with_evidence_and_an_advice_becomes_a_task(
    open_page: Open, prefix: str, viewport: Size, script: bool, email: str
) -> None:
    page, watch = open_page(email, viewport=viewport, script=script).page, Watch()
    address = of_the_demo(page, prefix)
    flags = page.locator(".ol-profile__flag a[href$='/scan/bewijs/']").count()
    assert flags
    page.goto(f"{prefix}/scan/bewijs/")
    for item in ("R1", "L1", "M1", "D1"):
        open_up(page, f"#{item}_text")
        watch.write(page.locator(f"#{item}_text"), "Staat in de begroting")
        watch.go(page.locator(f"form[action$='/bewijs/{item}/'] .nl-button--secondary"))
    page.goto(address)
    assert page.locator(".ol-profile__flag a[href$='/scan/bewijs/']").count() < flags
    watch.go(page.locator(".ol-next a[href*='/plan/']").first)
    watch.write(page.locator("#id_due"), "2027-03-01")
    watch.go(page.locator("main form .nl-button--primary"))
    tasks = page.locator("section:has(#plan) a[href*='/acties/']")
    watch.go(tasks.first)
    watch.write(page.locator("#id_outcome"), "Twee proeven")
    watch.go(page.locator("form[action$='/klaar/'] button"))
    assert "Twee proeven" in page.locator("main").inner_text()
    tell("evidence, a plan and what it brought", watch)


def of_the_demo(page: Page, prefix: str) -> str:
    """The newest result that the demo began with, and its address."""
    page.goto(f"{prefix}/scan/")
    for link in [one.get_attribute("href") for one in page.locator("main .ol-list a").all()]:
        page.goto(str(link))
        if page.locator("#plan").count() and page.locator("section:has(#plan) a[href*='/acties/']").count():
            return page.url
    raise AssertionError("no result of the demo")


@ways(DUTCH, ENGLISH)
def test_the_board_gets_a_page_and_a_neighbour_the_profile_until_it_is_withdrawn(
    open_page: Open, prefix: str, viewport: Size, script: bool, email: str
) -> None:
    page, watch = open_page(email, viewport=viewport, script=script).page, Watch()
    address = of_the_demo(page, prefix)
    with page.expect_download() as saved:
        watch.tap(page.locator("a[href$='/verslag/bestuur/pdf/']"))
    with pikepdf.open(io.BytesIO(saved.value.path().read_bytes())) as file:
        assert len(file.pages) == 1
        assert str(file.Root.Lang) == (prefix[1:] or "nl")
    watch.go(page.locator("a[href$='/delen/']").last)
    while page.locator("form[action$='/intrekken/']").count():
        tap(page, "form[action$='/intrekken/'] button")
    watch.write(page.locator("#id_organisation"), OTHER_NAME[email])
    watch.go(page.locator("main form .nl-button--primary"))
    theirs = open_page(OTHER[email], viewport=viewport, script=script).page
    theirs.goto(f"{prefix}/scan/gedeeld/")
    tap(theirs, f"a[href='{address[address.index(prefix + '/scan/') :]}profiel/']")
    profile = theirs.url
    assert theirs.locator(".ol-profile__row .own").count() == 7
    watch.go(page.locator("li form[action$='/intrekken/'] button"))
    assert theirs.request.get(profile).status == 404
    watch.go(page.locator("a[href$='/openbaar/']"))
    watch.go(page.locator("main form button[type=submit], main form button").first)
    assert open_page().page.request.get(profile).status == 200
    tell("a page for the board, and sharing", watch)


@ways(DUTCH, PLAIN)
def test_one_person_checks_for_herself_and_nothing_is_kept(
    open_page: Open, prefix: str, viewport: Size, script: bool, email: str
) -> None:
    page, watch = open_page(viewport=viewport, script=script).page, Watch()
    page.goto(f"{prefix}/scan/zelf/")
    for statement in page.locator(".ol-statement").all():
        watch.tap(statement.locator("input[value='3']"))
    watch.go(page.locator("main form .nl-button--primary"))
    assert page.locator(".ol-profile__row .own").count() == 7
    assert not [one for one in page.context.cookies() if one.get("name", "").startswith("olievlek_d_")]
    tell("the self-check", watch)


def test_an_organisation_stands_beside_others_once_it_takes_part_itself(open_page: Open, server: Server) -> None:
    """On a phone in Dutch by one coordinator, on a desk in English by the other; then the whole country."""
    pages = {}
    for prefix, viewport, _script, email in (DUTCH_WAY, ENGLISH_WAY):
        page, watch = open_page(email, viewport=viewport).page, Watch()
        page.goto(f"{prefix}/scan/")
        watch.go(page.locator("main .ol-list a").last)
        watch.go(page.locator("form[action$='/scan/vergelijken/'] button"))
        tell("taking part in the comparison", watch)
        pages[prefix] = page
    server.run("-m", "tests.browser.others")
    for prefix, page in pages.items():
        page.goto(f"{prefix}/scan/")
        go(page.locator("main .ol-list a").last)
        assert page.locator("#others ~ .ol-card .band").count() == 8, "seven factors and the key"
        look(page, f"beside-others{prefix[1:]}")
        go(page.locator("section[aria-labelledby=others] a[href$='/scan/landelijk/']"))
        assert page.locator("h1").count() == 1
        assert int(page.locator(".ol-facts--big .ol-number").first.inner_text()) >= 6
        look(page, f"national{prefix[1:]}")
