"""The session ends, the key of a form is old, somebody else signed in: nothing typed is lost, nobody lands on a 405."""

import re
import time
from html import unescape
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import translation

from olievlek.accounts.addresses import own_page
from olievlek.cases.models import Case
from olievlek.core import landing
from tests.factories.accounts import make_user
from tests.factories.library import make_case
from tests.figures import say
from tests.matrix import probe
from tests.matrix.arguments import ARGUMENTS
from tests.matrix.world import World, make_world

PASSWORD = "een lang wachtwoord"
TYPED = "Wij schreven hier een hele avond aan."
HERE: dict[str, Any] = {"HTTP_ORIGIN": "http://testserver"}
HTMX: dict[str, Any] = {"HTTP_HX_REQUEST": "true"}

pytestmark = pytest.mark.django_db


@pytest.fixture
def world() -> World:
    return make_world()


def posts(world: World) -> list[probe.Question]:
    """Every POST of every address that asks who somebody is, one object of each relation."""
    asked = probe.questions(probe.asked_routes(), world, ("POST",), roles=("visitor",), every=False)
    return [one for one in asked if "POST" in one.route.verbs and ARGUMENTS[one.route.name].access != "public"]


def door_of(page: str) -> str:
    """Where the answer says to sign in."""
    found = re.search(r'href="([^"]*/inloggen/\?next=[^"]*)"', page)
    return unescape(found[1]) if found else ""


def lands(client: Client, address: str, known: dict[str, int]) -> int:
    """The status of a GET; a page that is not found for this person is a page all the same. Asked once, then known."""
    if address not in known:
        known[address] = client.get(address).status_code
    return known[address]


def hidden(page: str, form: int = -1) -> dict[str, str]:
    """The hidden fields of the form that sends again."""
    part = page.partition('data-kept="')[2].partition("</form>")[0]
    return {name: unescape(value) for name, value in re.findall(r'type="hidden" name="([^"]+)" value="([^"]*)"', part)}


@pytest.mark.slow
@pytest.mark.sweep
def test_every_post_after_the_session_keeps_what_was_typed(world: World) -> None:
    """Pages hold the text and the way to the door; htmx gets one line; both lead to a page."""
    asked, lost, no_page, whole, known = 0, [], [], [], dict[str, int]()
    for question in posts(world):
        asked += 1
        answer = world.clients["visitor"].post(question.url, {"text": TYPED})
        page = answer.content.decode()
        lost += [str(question)] if answer.status_code != 401 or TYPED not in page else []
        line = world.clients["visitor"].post(question.url, {"text": TYPED}, **HTMX)
        said = line.content.decode()
        whole += [str(question)] if line.status_code != 401 or "<html" in said or "<form" in said else []
        for door in (door_of(page), door_of(said)):
            then = parse_qs(urlsplit(door).query).get("next", [""])[0]
            no_page += [f"{question}: {then}"] if not then or lands(world.clients["member"], then, known) == 405 else []
    say(
        "{asked} POSTs after the session: {lost} lose what was typed, {whole} put a page in it, {no} lead to no page",
        asked=asked,
        lost=len(lost),
        whole=len(whole),
        no=len(no_page),
    )
    assert asked > 100
    assert not lost + no_page + whole


def test_the_sweep_sees_a_door_that_loses_text(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    """Control: with Django's own redirect the same questions find it."""
    from django.contrib.auth.middleware import LoginRequiredMiddleware

    from olievlek.core.ending import SayThatTheSessionEnded

    monkeypatch.setattr(SayThatTheSessionEnded, "handle_no_permission", LoginRequiredMiddleware.handle_no_permission)
    first = posts(world)[:20]
    kept = [one for one in first if TYPED in world.clients["visitor"].post(one.url, {"text": TYPED}).content.decode()]
    say("control: without the guard {lost} of {asked} lose it", lost=len(first) - len(kept), asked=len(first))
    assert not kept


@pytest.mark.slow
@pytest.mark.sweep
def test_next_always_answers_get(world: World) -> None:
    """Whatever address is asked for, signing in leads to one that is not 405."""
    wrong, asked, known = [], 0, dict[str, int]()
    for question in probe.questions(probe.asked_routes(), world, roles=("member",), every=False, known_verbs_only=True):
        with translation.override("nl"):
            then = own_page(question.url)
        asked += 1
        wrong += [f"{question.url} → {then}"] if not then or lands(world.clients["member"], then, known) == 405 else []
    say("{asked} addresses as `next`, {wrong} lead to an address that takes only POST", asked=asked, wrong=len(wrong))
    assert asked > 150
    assert not wrong


def test_what_a_view_says_and_what_it_does_agree(world: World) -> None:
    """The derived verbs are those of the answers."""
    wrong = []
    for question in probe.questions(probe.asked_routes(), world, ("GET",), roles=("moderator",), every=False):
        answers = lands(world.clients["moderator"], question.url, {}) != 405
        wrong += [question.url] if answers != ("GET" in landing.verbs_of(question.route.view)) else []
    assert not wrong


def test_a_button_alone_leads_back_to_where_it_was_pressed() -> None:
    case = make_case()
    there: dict[str, Any] = {"HTTP_REFERER": f"http://testserver{case.get_absolute_url()}"}
    client = Client()
    answer = client.post(f"/volgen/praktijk/{case.pk}/", {"once": "x", "csrfmiddlewaretoken": "x"}, **there)
    assert answer.status_code == 302
    assert "druk daarna nog een keer op de knop" in client.get(answer["Location"]).content.decode()
    assert parse_qs(urlsplit(answer["Location"]).query)["next"] == [case.get_absolute_url()]
    elsewhere = Client().post(f"/volgen/praktijk/{case.pk}/", HTTP_REFERER="https://evil.example/praktijken/")
    assert parse_qs(urlsplit(elsewhere["Location"]).query)["next"] == ["/"]


def signed_in(**more: Any) -> tuple[Client, Any]:
    client, user = Client(enforce_csrf_checks=True), make_user(password=PASSWORD, **more)
    come_in(client, user)
    return client, user


def come_in(client: Client, user: Any) -> None:
    key = client.get("/sleutel/").json()["key"]
    given = {"email": user.email, "password": PASSWORD, "csrfmiddlewaretoken": key}
    assert client.post("/inloggen/", given).status_code == 302


def test_without_script_the_text_is_sent_after_signing_in_beside_it() -> None:
    """Session over → page with the text → sign in in another tab → the key is another one → press → done."""
    client, user = signed_in(name="Noor")
    address = reverse("accounts:change_details")
    form = hidden_of_first_form(client.get(reverse("accounts:account")).content.decode())
    del client.cookies["sessionid"]
    answer = client.post(address, {**form, "name": TYPED, "language": "nl"}, **HERE)
    assert answer.status_code == 401
    page = answer.content.decode()
    assert TYPED in page
    assert 'target="_blank"' in page
    come_in(client, user)
    second = client.post(address, hidden(page), **HERE)
    assert second.status_code == 403
    assert TYPED in second.content.decode()
    assert client.post(address, hidden(second.content.decode()), **HERE).status_code == 302
    user.refresh_from_db()
    assert user.name == TYPED


def hidden_of_first_form(page: str) -> dict[str, str]:
    part = page[page.index('name="made_for"') - 300 :].partition("</form>")[0]
    return dict(re.findall(r'name="(csrfmiddlewaretoken|made_for)" value="([^"]+)"', part))


def test_cookies_that_are_gone_lose_nothing() -> None:
    client = Client(enforce_csrf_checks=True)
    answer = client.post("/contact/", {"text": TYPED}, **HERE)
    page = answer.content.decode()
    assert answer.status_code == 403
    assert TYPED in page
    assert "csrftoken" in answer.cookies
    assert client.post("/contact/", hidden(page), **HERE).status_code != 403


@pytest.mark.parametrize("origin", [{"HTTP_ORIGIN": "https://evil.example"}, {}, {"HTTP_ORIGIN": "null"}])
def test_what_another_site_sends_is_never_put_in_a_form_of_ours(origin: dict[str, Any]) -> None:
    answer = Client(enforce_csrf_checks=True).post("/contact/", {"text": TYPED}, **origin)
    assert answer.status_code == 403
    assert TYPED not in answer.content.decode()


def test_secrets_do_not_come_back() -> None:
    given = {"text": TYPED, "password": "geheim-123", "new_password": "geheim-123", "code": "geheim-123"}
    for address in ("/account/wachtwoord/", "/praktijken/delen/"):
        assert "geheim-123" not in Client().post(address, given).content.decode()


def test_another_person_on_the_same_browser_sends_nothing_by_accident() -> None:
    """What one person had open is not saved as the other's, also not by a form that saves itself."""
    first, second = make_user(name="Noor"), make_user(name="Sam")
    client = Client()
    client.force_login(second)
    given = {"made_for": f"{first.pk}.", "title": TYPED, "name": TYPED, "language": "nl"}
    answer = client.post("/account/gegevens/", given)
    assert answer.status_code == 409
    assert "Sam" in answer.content.decode()
    line = client.post("/praktijken/delen/bewaren/", given, **HTMX)
    assert line.status_code == 409
    assert "<form" not in line.content.decode()
    second.refresh_from_db()
    assert second.name == "Sam"
    assert not Case.objects.exists()


def test_use_prolongs_a_session_and_writes_twice_a_day_at_most(monkeypatch: pytest.MonkeyPatch) -> None:
    client, _user = signed_in()
    now = time.time()

    def at(hours: int) -> bool:
        monkeypatch.setattr(time, "time", lambda: now + hours * 3600)
        return "sessionid" in client.get("/account/").cookies

    assert [at(1), at(11), at(13), at(14), at(24), at(26)] == [False, False, True, False, False, True]
