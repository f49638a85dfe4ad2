"""Whatever arrives, the answer is no server error. `make proof` sends ten thousand; the suite a sample."""

import copy
import os
import sys
from collections.abc import Iterator
from io import BytesIO
from typing import Any

import pytest
from django.core.signals import got_request_exception, request_finished, request_started
from django.db import close_old_connections, transaction
from django.http import HttpRequest, HttpResponse
from django.test import RequestFactory

from olievlek.wsgi import application
from tests.figures import say
from tests.matrix import probe, routes
from tests.matrix.malformed import Request, requests
from tests.matrix.world import World, make_world

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
TOKEN = "a" * 32
COUNT = int(os.environ.get("OLIEVLEK_MALFORMED", "1000"))


@pytest.fixture
def world() -> Iterator[World]:
    """A world, and a connection that stays open between requests: it holds the transaction of the test."""
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield make_world()
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


class Environ(RequestFactory):
    """Builds what a server hands to the application."""

    def request(self, **given: Any) -> Any:
        return self._base_environ(**given)  # type: ignore[attr-defined]  # the stubs leave it out


def send(request: Request, world: World) -> tuple[int, Any]:
    """Status and traceback, from the application that is served; the deed, if there was one, is undone."""
    factory, said, traces = Environ(), list[str](), list[Any]()
    factory.cookies = copy.deepcopy(world.clients[request.role].cookies)
    factory.cookies["csrftoken"] = TOKEN  # so that a POST is not refused before anybody reads it
    headers: dict[str, Any] = {"HTTP_X_CSRFTOKEN": TOKEN, **request.headers}
    environ: Any = factory.generic(
        request.verb, request.path, request.body, request.kind, QUERY_STRING=request.query, **headers
    )
    environ["wsgi.input"] = BytesIO(request.body)  # a server stops where the body stops, whatever was announced

    def remember(**_given: Any) -> None:
        traces.append(sys.exc_info())

    got_request_exception.connect(remember)
    with transaction.atomic():
        try:
            answer = application(environ, lambda status, _headers: said.append(status))
            getattr(answer, "close", list)()
        except Exception:
            said, traces = ["599 nothing was answered"], [sys.exc_info()]
        transaction.set_rollback(True)
    got_request_exception.disconnect(remember)
    return int(said[0].split()[0]), traces[-1] if traces else None


def server_errors(world: World, count: int) -> Iterator[str]:
    real: dict[str, list[str]] = {}
    for question in probe.questions(probe.asked_routes(), world, ("GET",)):
        real.setdefault(question.route.name, []).append(question.url.split("?")[0])
    for request in requests(probe.asked_routes(), real, seed=2026, count=count):
        status, trace = send(request, world)
        if status >= 500:
            yield f"{status} {trace[1]!r:.300} at {place(trace)}: {request}" if trace else f"{status}: {request}"


def place(trace: Any) -> str:
    """The last line of our own code in the traceback."""
    found, step = "?", trace[2]
    while step:
        code = step.tb_frame.f_code
        if "olievlek" in code.co_filename and ".venv" not in code.co_filename:
            found = f"{code.co_filename.rpartition('olievlek/')[2]}:{step.tb_lineno}"
        step = step.tb_next
    return found


@pytest.mark.both
def test_no_malformed_request_makes_a_server_error(world: World) -> None:
    found = list(server_errors(world, COUNT))
    say("{count} malformed requests, {errors} server errors", count=COUNT, errors=len(found))
    assert not found, f"{len(found)} of {COUNT}:\n" + "\n".join(found[:20])


def test_a_view_that_trips_would_be_noticed(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    def trips(_request: HttpRequest, **_given: Any) -> HttpResponse:
        raise ValueError("somebody typed something")

    route = next(route for route in routes.every_route() if route.name == "home:about")
    trips.login_required = False  # type: ignore[attr-defined]  # read by the login middleware
    monkeypatch.setattr(route.pattern, "callback", trips)
    only = [one for one in routes.every_route() if one.name == route.name]
    monkeypatch.setattr(probe, "asked_routes", lambda: only)
    assert any("somebody typed" in error for error in server_errors(world, 100))
