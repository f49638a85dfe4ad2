"""A page that stood open while somebody chose another organisation does nothing for that one."""

import inspect
import re
from html import unescape
from typing import Any

import pytest
from django.test import Client

from olievlek.accounts.models import User
from olievlek.cases.models import Case
from olievlek.organisations import acting
from olievlek.organisations.models import Invitation, Organisation
from tests.factories.accounts import make_user
from tests.factories.organisations import make_membership, make_organisation
from tests.figures import say
from tests.matrix import probe
from tests.matrix.routes import Route
from tests.matrix.world import World, make_world

pytestmark = pytest.mark.django_db
TYPED = "Wij schreven hier een hele avond aan."


@pytest.fixture
def bodies() -> tuple[Organisation, Organisation]:
    return make_organisation(name="Waterdam"), make_organisation(name="Heidestad")


@pytest.fixture
def person(bodies: tuple[Organisation, Organisation]) -> User:
    user = make_user(name="Noor")
    for body in bodies:
        make_membership(user=user, organisation=body, coordinator=True)
    return user


def acting_as(user: User, body: Organisation) -> Client:
    client = Client()
    client.force_login(user)
    session = client.session
    session[acting.SESSION_KEY] = body.pk
    session.save()
    return client


def hidden(page: str) -> dict[str, str]:
    part = page.partition("data-kept=")[2].partition("</form>")[0]
    return {name: unescape(value) for name, value in re.findall(r'type="hidden" name="([^"]+)" value="([^"]*)"', part)}


def test_every_form_says_for_whom_it_was_made(person: User, bodies: tuple[Organisation, Organisation]) -> None:
    client = acting_as(person, bodies[0])
    for address in ("/praktijken/delen/", "/mijn-organisatie/", "/account/", "/praktijken/"):
        page = client.get(address).content.decode()
        keys, stamps = page.count('name="csrfmiddlewaretoken"'), page.count(f'name="made_for" value="{person.pk}.')
        assert keys == stamps > 0 or address == "/praktijken/"
    assert 'name="made_for"' not in Client().get("/contact/").content.decode()


@pytest.mark.parametrize("choice", [0, 1])
def test_an_invitation_goes_out_for_the_organisation_that_is_chosen_knowingly(
    person: User, bodies: tuple[Organisation, Organisation], choice: int
) -> None:
    client = acting_as(person, bodies[1])
    sent = {"email": "sam@waterdam.example", "role": "coordinator", "made_for": f"{person.pk}.{bodies[0].pk}"}
    once = re.search(r'name="once" value="([^"]+)"', client.get("/mijn-organisatie/").content.decode())
    answer = client.post("/mijn-organisatie/uitnodigen/", sent | ({"once": once[1]} if once else {}))
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "Waterdam" in page
    assert "Heidestad" in page
    assert "sam@waterdam.example" in page
    assert not Invitation.objects.exists()
    body = bodies[choice]
    again = hidden(page) | {"made_for": f"{person.pk}.{body.pk}"}
    assert client.post("/mijn-organisatie/uitnodigen/", again).status_code == 302
    assert [one.organisation for one in Invitation.objects.all()] == [body]


def test_a_draft_that_saves_itself_waits_with_one_line(person: User, bodies: tuple[Organisation, Organisation]) -> None:
    client = acting_as(person, bodies[1])
    sent = {"title": TYPED, "made_for": f"{person.pk}.{bodies[0].pk}"}
    answer = client.post("/praktijken/delen/bewaren/", sent, HTTP_HX_REQUEST="true")
    assert answer.status_code == 409
    assert "Waterdam" in answer.content.decode()
    assert "<form" not in answer.content.decode()
    assert not Case.objects.exists()


def test_who_left_the_organisation_can_send_it_for_the_other_only(
    person: User, bodies: tuple[Organisation, Organisation]
) -> None:
    client, gone = acting_as(person, bodies[1]), make_organisation(name="Verdwenen")
    page = client.post("/praktijken/delen/", {"title": TYPED, "made_for": f"{person.pk}.{gone.pk}"}).content.decode()
    assert f'value="{person.pk}.{bodies[1].pk}"' in page
    assert f'value="{person.pk}.{gone.pk}"' not in page
    answer = client.post("/praktijken/delen/", {"title": TYPED, "switch": "1", "made_for": f"{person.pk}.{gone.pk}"})
    assert answer.status_code == 409


def stale(world: World, routes: list[Route]) -> tuple[int, int, list[str]]:
    """Every POST by people of two organisations, from a page that was made for the other one than they act for.

    Gives how many were asked, how many were stopped, and those that wrote a row that names the organisation of now.
    """
    asked, stopped, wrong = 0, 0, []
    home, other = world.garden.bodies["home"], world.garden.bodies["elsewhere"]
    for role in ("member", "coordinator"):
        user, client = world.garden.people[role], world.clients[role]
        make_membership(user=user, organisation=other, coordinator=True)
        session = client.session
        session[acting.SESSION_KEY] = other.pk
        session.save()
        for question in probe.questions(routes, world, ("POST",), roles=(role,), every=False):
            if "POST" not in question.route.verbs:
                continue
            sent = f"{question.aim.sent}&made_for={user.pk}.{home.pk}&text=x&title=x&email=x%40y.example&role=member"
            aimed = probe.Question(
                question.route, "POST", role, type(question.aim)(**{**vars(question.aim), "sent": sent}), question.url
            )
            response, written = probe.ask(aimed, client)
            asked += 1
            stopped += response.status_code == 409
            if written and uses_acting(question) and response.status_code != 409:
                wrong.append(f"{question}: {response.status_code}, {written[0][:80]}")
    return asked, stopped, wrong


def uses_acting(question: probe.Question) -> bool:
    """Whether the view asks for which organisation somebody acts (`acting_for`, or what stands on it)."""
    return _asks(inspect.unwrap(question.route.view), deep=2)


def _asks(function: Any, deep: int) -> bool:
    """It, or what it calls in its own module, two calls deep."""
    called = set(re.findall(r"\b(\w+)\(", inspect.getsource(function)))
    if "acting_for" in called:
        return True
    own = [function.__globals__.get(name) for name in called]
    return deep > 0 and any(inspect.isfunction(one) and _asks(one, deep - 1) for one in own)


@pytest.mark.slow
@pytest.mark.sweep
def test_no_post_of_a_stale_tab_acts_for_the_other_organisation() -> None:
    asked, stopped, wrong = stale(make_world(), probe.asked_routes())
    say(
        "{asked} POSTs of a stale tab: {stopped} answered 409, {wrong} acted for the other organisation",
        asked=asked,
        stopped=stopped,
        wrong=len(wrong),
    )
    assert stopped > 20
    assert not wrong


@pytest.mark.slow
@pytest.mark.sweep
def test_the_sweep_sees_a_view_that_acts_for_whoever_is_chosen(monkeypatch: pytest.MonkeyPatch) -> None:
    """Control: forms that name nobody, as they were before, do act for the other."""
    monkeypatch.setattr(acting, "meant_for", lambda _request: (None, None))
    own = [route for route in probe.asked_routes() if route.name.startswith("organisations:")]
    _asked, stopped, wrong = stale(make_world(), own)
    say("control: without the word in the form {wrong} POSTs act for the other organisation", wrong=len(wrong))
    assert stopped < 10  # a few decisions are bound to what was shown, which another guard looks at
    assert wrong
