"""A verb that an address does not know gets 405 and hears which it knows, with and without the key of a form."""

import os
from collections.abc import Iterator
from itertools import product
from typing import Any

import pytest
from django.test import Client

from olievlek.core import guard
from olievlek.core.landing import nearest_page
from tests.figures import say
from tests.matrix import probe
from tests.matrix.routes import Route, is_api
from tests.matrix.world import World, make_world

VERBS = ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "BREW")
ROLES = ("visitor", "member", "moderator")
WHOLE = "OLIEVLEK_MATRIX" in os.environ  # `make proof` asks as three kinds of people; the suite as one

pytestmark = pytest.mark.django_db


@pytest.fixture
def world() -> World:
    return make_world()


def wrong_answers(world: World, routes: list[Route], *, roles: tuple[str, ...]) -> Iterator[str | None]:
    """Every wrong verb at one object of each address; None for an answer that is right."""
    for route in routes:
        first = next(probe.questions([route], world, ("GET",), roles=roles[:1], every=False), None)
        if first is None:
            continue
        for verb in sorted(set(VERBS) - route.verbs):
            for role, has_key in product(roles, (True, False)):
                answer = ask(verb, first.url, world.clients[role], has_key=has_key)
                told = {one.strip() for one in answer.get("Allow", "").split(",")}
                right = answer.status_code == 405 and told == route.verbs
                yield None if right else f"{role} {verb} {first.url} {has_key=}: {answer.status_code} {told}"


def ask(verb: str, url: str, client: Client, *, has_key: bool) -> Any:
    client.handler.enforce_csrf_checks = not has_key
    answer = client.generic(verb, url, "a=b", content_type=probe.FORM)
    client.handler.enforce_csrf_checks = False
    return answer


@pytest.mark.slow
@pytest.mark.sweep
def test_every_wrong_verb_gets_405_with_what_is_allowed(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    if not WHOLE:
        probe.draw_no_refusals(monkeypatch)
    routes = [route for route in probe.asked_routes() if not is_api(route.view)]
    found = list(wrong_answers(world, routes, roles=ROLES if WHOLE else ("visitor",)))
    wrong = [one for one in found if one]
    monkeypatch.setattr(guard, "verbs_of", lambda _view: frozenset())
    control = sum(1 for one in wrong_answers(world, routes[::10], roles=ROLES[:2]) if one)
    say(
        "{asked} wrong verbs, {wrong} not answered with 405 and Allow; without the guard {control}",
        asked=len(found), wrong=len(wrong), control=control,
    )  # fmt: skip
    assert len(found) > 2000
    assert not wrong, "\n".join(wrong[:20])
    assert control


def test_the_page_of_405_leads_to_a_page(client: Client) -> None:
    """Somebody who types the address of a button, or comes back to it, is not left with an empty window."""
    answer = client.get("/account/gegevens/")
    assert answer.status_code == 405
    assert f'href="{nearest_page("/account/gegevens/")}"' in answer.content.decode()
    assert nearest_page("/account/gegevens/") == "/account/"


def test_a_wrong_verb_reads_no_body(client: Client) -> None:
    answer = client.generic("POST", "/over/", b"\xff\xfe{", content_type="application/json")
    assert (answer.status_code, answer["Allow"]) == (405, "GET, HEAD")
