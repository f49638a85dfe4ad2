"""Whatever arrives, the answer is no server error. `make proof` sends ten thousand; the suite a sample."""

import os
from collections.abc import Iterator
from typing import Any

import pytest
from django.db import transaction
from django.http import HttpRequest, HttpResponse

from tests.figures import say
from tests.matrix import probe, routes
from tests.matrix.arguments import ARGUMENTS
from tests.matrix.malformed import Request, requests
from tests.matrix.world import World, make_world

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
COUNT = int(os.environ.get("OLIEVLEK_MALFORMED", "2000"))


@pytest.fixture
def world() -> World:
    return make_world()


def send(request: Request, world: World) -> Any:
    """Hand it to Django as a server would; the deed, if there was one, is undone."""
    with transaction.atomic():
        response = world.clients[request.role].generic(
            request.verb,
            request.path,
            data=request.body,
            content_type=request.kind,
            query_params=None,
            **{"QUERY_STRING": request.query, **request.headers},
        )
        transaction.set_rollback(True)
    return response


def server_errors(world: World, count: int) -> Iterator[str]:
    known = [route for route in routes.every_route() if route.name in ARGUMENTS]
    real: dict[str, list[str]] = {}
    for question in probe.questions(known, world, ("GET",)):
        real.setdefault(question.route.name, []).append(question.url.split("?")[0])
    for request in requests(known, real, seed=2026, count=count):
        response = send(request, world)
        if response.status_code >= 500:
            trace = getattr(response, "exc_info", None)
            yield f"{response.status_code} {trace[1]!r:.300} at {place(trace)}: {request}" if trace else str(request)


def place(trace: Any) -> str:
    """The last line of our own code in the traceback."""
    found, step = "?", trace[2]
    while step:
        code = step.tb_frame.f_code
        if "olievlek" in code.co_filename and ".venv" not in code.co_filename:
            found = f"{code.co_filename.rpartition('olievlek/')[2]}:{step.tb_lineno}"
        step = step.tb_next
    return found


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
    assert any("somebody typed" in error for error in server_errors(world, 300))
