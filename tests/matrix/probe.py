"""Ask one thing, and judge the answer."""

import copy
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import pytest
from django.conf import settings
from django.db import connection, transaction
from django.http import HttpResponse
from django.shortcuts import resolve_url
from django.test import Client
from django.urls import NoReverseMatch, reverse
from django.utils import translation

from olievlek.core import guard
from tests.matrix.arguments import ARGUMENTS, Aim, Line
from tests.matrix.roles import FEW, OUTSIDE, ROLES
from tests.matrix.routes import LANGUAGES, Route, every_route
from tests.matrix.world import World

SAFE = frozenset({"GET", "HEAD", "OPTIONS"})
ASKED = ("GET", "POST", "PUT", "DELETE", "PATCH")
FORM = "application/x-www-form-urlencoded"
WRITES = re.compile(r"\s*(INSERT|UPDATE|DELETE|REPLACE|MERGE|TRUNCATE|ALTER|DROP|CREATE)\b", re.I)


@dataclass(frozen=True)
class Question:
    """One address, one verb, one role, one object."""

    route: Route
    verb: str
    role: str
    aim: Aim
    url: str

    def __str__(self) -> str:
        return f"{self.role} {self.verb} {self.url} ({self.route.name}, {self.aim.label})"


def asked_routes() -> list[Route]:
    """Every route the matrix knows how to ask; a test says which it does not."""
    return [route for route in every_route() if route.name in ARGUMENTS]


def addresses(route: Route, aim: Aim) -> list[str]:
    """The address of a route with these arguments, in every language; one where languages share it."""
    found = []
    for language in LANGUAGES:
        with translation.override(language):
            try:
                url = reverse(route.name, kwargs=aim.kwargs)
            except NoReverseMatch:  # another pattern of the same name takes these arguments
                continue
        found += [url + aim.query] if url + aim.query not in found else []
    return found


def questions(
    routes: list[Route],
    world: World,
    verbs: tuple[str, ...] = ASKED,
    *,
    roles: tuple[str, ...] = FEW,
    every: bool = True,
    every_object: bool = False,
    known_verbs_only: bool = False,
) -> Iterator[Question]:
    """Routes × objects × languages × verbs × roles. A verb that the view does not know is tried at one object.

    Without `every`: one object of each relation, in one language. With `every_object`: all objects, in one language.
    """
    for route in routes:
        tried: set[Any] = set()
        for aim in ARGUMENTS[route.name].aims(world):
            relation = (aim.label, aim.readers) if every or every_object else (aim.readers, aim.query)
            if set(aim.kwargs) != set(route.arguments) or (not every and relation in tried):
                continue
            first = not tried
            tried.add(relation)
            for place, url in enumerate(addresses(route, aim)[: None if every else 1]):
                asked = set(verbs) & route.verbs
                yield from (Question(route, verb, role, aim, url) for verb in verbs if verb in asked for role in roles)
                if first and place == 0 and not known_verbs_only:
                    wrong = [verb for verb in verbs if verb not in asked]
                    few = roles if every else FEW
                    yield from (Question(route, verb, role, aim, url) for verb in wrong for role in few)


def ask(question: Question, client: Client) -> tuple[Any, list[str]]:
    """The response, and the statements that wrote; a deed is undone afterwards."""
    cookies = copy.deepcopy(client.cookies)
    with transaction.atomic(), writes() as written:
        response = client.generic(question.verb, question.url, question.aim.sent, content_type=FORM)
        transaction.set_rollback(question.verb not in SAFE)
    client.cookies = cookies
    return response, written


@contextmanager
def writes() -> Iterator[list[str]]:
    """Collects every statement that changes a table."""
    written: list[str] = []

    def watch(execute: Any, sql: str, *rest: Any) -> Any:
        if WRITES.match(sql):
            written.append(sql)
        return execute(sql, *rest)

    with connection.execute_wrapper(watch):
        yield written


def draw_no_refusals(monkeypatch: pytest.MonkeyPatch) -> None:
    """For sweeps that ask the status alone: half of their answers are 404 or 405, whose pages cost as much as any."""
    monkeypatch.setattr("olievlek.urls.handler404", lambda *_, **__: HttpResponse(status=404), raising=False)
    monkeypatch.setattr(guard, "render", lambda *_, status, **__: HttpResponse(status=status))


def goes_to_login(response: Any) -> bool:
    if response.status_code == 401 and response.headers.get("X-Olievlek-Kept") == "ended":
        return True  # something was typed: the answer holds it, with the way to the door
    if response.status_code != 302:
        return False
    logins = set()
    for language in LANGUAGES:
        with translation.override(language):
            logins.add(resolve_url(settings.LOGIN_URL))
    return response["Location"].split("?")[0] in logins


def judge(question: Question, response: Any, written: list[str]) -> str | None:
    """What is wrong with this answer; None when it is as it should be."""
    line, status, login = ARGUMENTS[question.route.name], response.status_code, goes_to_login(response)
    if status >= 500:
        return f"answered {status}: {getattr(response, 'exc_info', None)}"
    wanted = _wanted(question, line)
    if wanted == "open":
        refused = status in {401, 403, 404, 405} - line.also or (login and 302 not in line.also)
        return f"was refused with {status}" if refused else None
    if written:
        return f"was refused with {status}, but wrote: {written[0][:120]}"
    right = {"login": login, "hidden": status in {404, 410}, "wrong verb": login or status in {400, 403, 404, 405}}[
        wanted
    ]
    return None if right else f"answered {status}, wanted: {wanted}"


def _wanted(question: Question, line: Line) -> str:
    """`open`, `login` (who is not in), `hidden` (not found, or gone) or `wrong verb`."""
    if question.verb not in question.route.verbs:
        return "wrong verb"
    if question.role not in line.roles:
        return "login" if question.role in OUTSIDE else "hidden"
    return "open" if question.role in question.aim.readers else "hidden"


def problems(
    routes: list[Route], world: World, *, roles: tuple[str, ...] = ROLES, **which: Any
) -> Iterator[str | None]:
    """What is wrong with each answer; None for one that is right."""
    for question in questions(routes, world, roles=roles, **which):
        found = judge(question, *ask(question, world.clients[question.role]))
        yield f"{question}: {found}" if found else None
