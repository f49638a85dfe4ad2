"""make bench: how long the pages take, beside a floor measured in the same run: a view that answers "ok".

Whole requests through every middleware, on the loaded content, one after the other; then the same pages through the
server with four clients at once. Prints milliseconds, queries and how many cores were busy.
"""

import os
import statistics
import sys
import tempfile
import time
import urllib.parse
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))
ROUNDS, WARM = 40, 5
PAGES = {
    "floor: a view that answers ok": "/bench/",
    "front page": "/",
    "search": "/zoeken/?q=klanten+moeten+terugkomen+omdat+de+pasfoto+niet+goed+is",
    "list of cases": "/praktijken/",
    "case": "",
    "list of organisations": "/organisaties/",
    "organisation": "/organisaties/gemeente-zeist/",
    "search by the API": "/api/v1/search?query=pasfoto&pageSize=20",
}


def main() -> None:
    from tests.browser.server import environment, loaded_content, served

    with tempfile.TemporaryDirectory() as shared:
        folder = loaded_content(Path(shared))
        with served(Path(shared)) as server:
            over_the_wire(server.url)
        os.environ.update(environment(folder, 8000))
        in_process()


def over_the_wire(url: str) -> None:
    """Four clients at once, as a person's browser would see it; pages a second."""
    from bench.serve import load

    port = urllib.parse.urlsplit(url).port
    assert port
    pages = [path for name, path in PAGES.items() if path and not name.startswith("floor")]
    for seconds in (2, 10):  # first to warm
        told = load(port, pages, clients=4, seconds=seconds).told(seconds)
    print(f"served to 4 clients at once: {told}")


def in_process() -> None:
    """Each page by itself, in this process."""
    import django

    django.setup()
    from django.db import connection, reset_queries
    from django.http import HttpRequest, HttpResponse
    from django.test import Client
    from django.test.utils import CaptureQueriesContext
    from django.urls import get_resolver, path

    from olievlek.cases.models import Case
    from olievlek.core.marks import public

    def bare(_request: HttpRequest) -> HttpResponse:
        return HttpResponse("ok")

    get_resolver().url_patterns.insert(0, path("bench/", public(bare)))
    case = Case.objects.published().filter(title__icontains="pasfoto").first() or Case.objects.published().first()
    pages = {**PAGES, "case": case.get_absolute_url() if case else "/"}
    client = Client(headers={"host": "localhost"})
    floor = 0.0
    for name, url in pages.items():
        reset_queries()
        with CaptureQueriesContext(connection) as queries:
            status = client.get(url).status_code
        asked = len(queries)
        assert status == 200, f"{url} answered {status}"
        wall, cpu = timed(client, url)
        floor = floor or wall
        print(f"{name:32} {wall:7.1f} ms  {wall / floor:5.1f} × floor  {asked:3} queries  {cpu / wall:.2f} cores")


def timed(client: object, url: str) -> tuple[float, float]:
    """Median wall and processor time of one request, in milliseconds."""
    walls, cpus = [], []
    for turn in range(WARM + ROUNDS):
        wall, cpu = time.perf_counter(), time.process_time()
        client.get(url)  # type: ignore[attr-defined]  # a test client
        if turn >= WARM:
            walls.append((time.perf_counter() - wall) * 1000)
            cpus.append((time.process_time() - cpu) * 1000)
    return statistics.median(walls), statistics.median(cpus)


if __name__ == "__main__":
    main()
