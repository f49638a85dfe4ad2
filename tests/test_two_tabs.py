"""One person with two tabs, or two people: no form lays an old text over a newer one without a word."""

from collections.abc import Iterator
from typing import Any
from urllib.parse import urljoin, urlsplit

import pytest
from django.test import Client
from django.urls import resolve

from olievlek.core import editing
from tests.figures import say
from tests.matrix import probe
from tests.matrix.html import Form, Page
from tests.matrix.routes import Route
from tests.matrix.world import World, make_world

pytestmark = [pytest.mark.django_db, pytest.mark.slow, pytest.mark.sweep]

READERS = ("member", "coordinator", "moderator")
TEXT = {"text", "textarea"}
OLD, A, B = "", "Dit schreef tabblad een.", "Dit schreef tabblad twee."
CONTROL = ("accounts:", "organisations:")  # rooms with forms that compare
NO_ROW = {
    # a form that shows something without being the editing of a row, and why nothing can be lost by it
    "writing:share": "makes a row; its once key finds the draft, and then it compares",
}


@pytest.fixture
def world() -> World:
    return make_world()


def editors(world: World, routes: list[Route]) -> Iterator[tuple[str, str, int, Form]]:
    """Each POST form with text boxes that somebody meets: role, page, place on it, form."""
    met, read = set[tuple[str, int]](), set[str]()
    for question in probe.questions(routes, world, ("GET",), roles=READERS, every=False):
        if "GET" not in question.route.verbs or question.url in read:
            continue
        response = world.clients[question.role].get(question.url)
        if response.status_code != 200 or "html" not in response.headers.get("Content-Type", ""):
            continue
        read.add(question.url)
        for place, form in enumerate(Page(response.content.decode()).forms):
            here = (
                resolve(urlsplit(urljoin(question.url, form.action or "")).path).view_name
                if form.method == "post"
                else ""
            )
            if here and any(one.kind in TEXT for one in form.visible) and (here, place) not in met:
                met.add((here, place))
                yield question.role, question.url, place, form


def shows_a_row(form: Form) -> bool:
    return any(one.kind in TEXT and (one.value or "").strip() for one in form.visible)


def test_two_tabs_lose_nothing(world: World) -> None:
    """Tab one writes in one box, tab two (older) in another or the same: both texts live, or both are shown.

    Each form that shows what a row says has the marks of `core.editing`, or the fingerprint of what was decided about.
    """
    every = list(editors(world, probe.asked_routes()))
    found = [(url, form) for _role, url, _place, form in every if shows_a_row(form)]
    bare = [f"{url} → {form.action}" for url, form in found if not {"seen", "once", "shown"} & set(form.given)]
    say("{asked} forms show what a row says, {bare} without marks", asked=len(found), bare=len(bare))
    assert len(found) >= 5
    assert not bare
    asked, lost = play(world, every)
    say("{asked} forms in two tabs, {lost} lose a text", asked=asked, lost=len(lost))
    assert asked >= 5
    assert not lost


def test_the_play_sees_a_form_that_does_not_compare(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    """Control: with the comparison taken out texts are lost."""
    monkeypatch.setattr(editing.Compares, "agrees", lambda _form: True)
    few = [one for one in probe.asked_routes() if one.name.startswith(CONTROL)]
    asked, lost = play(world, list(editors(world, few)))
    say("control: without comparing {lost} of {asked} lose a text", lost=len(lost), asked=asked)
    assert lost


def play(world: World, forms: list[tuple[str, str, int, Form]]) -> tuple[int, list[str]]:
    """Every form with marks: same box in both tabs, older tab last."""
    asked, lost = 0, []
    for role, url, place, form in forms:
        boxes = [one.name for one in form.visible if one.kind in TEXT and one.attributes.get("type", "text") != "url"]
        if "seen" not in form.given or not boxes:
            continue
        client, target = world.clients[role], form.action or url
        first = client.post(target, {**form.given, boxes[0]: A})
        if first.status_code not in {200, 302}:
            continue
        if A not in what_stands(client, url, place, boxes[0]):
            continue  # it asks something else first: a rule, a colour
        asked += 1
        if len(boxes) > 1:
            client.post(target, {**form.given, boxes[1]: B})
            lost += [f"{url} {boxes[0]}: another box"] if A not in what_stands(client, url, place, boxes[0]) else []
        again = client.post(target, {**form.given, boxes[0]: B})
        page, now = again.content.decode(), what_stands(client, url, place, boxes[0])
        both = A in now and A in page and B in page
        wrong = lost and lost[-1].startswith(f"{url} {boxes[0]}:")
        lost += [] if both or wrong else [f"{url} {boxes[0]}: {again.status_code}, {now!r}"]
    return asked, lost


def what_stands(client: Client, url: str, place: int, name: str) -> str:
    response: Any = client.get(url)
    forms = Page(response.content.decode()).forms if response.status_code == 200 else []
    if len(forms) <= place:
        return ""
    return " ".join(str(value) for value in forms[place].given.get(name, []))
