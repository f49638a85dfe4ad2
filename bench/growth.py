"""How pages grow: each kind of page in a town, a country and a continent, in one run.

    .venv/bin/python bench/growth.py town country [--slow]

Prints queries, milliseconds (middle and p95; see `timed`) and bytes for each kind of page, and how many times the last
world costs the first. `--slow` names the dearest statement of each page with the plan that the database makes of it.
Worlds that are not there yet are made first (`bench/world.py`).
"""

from __future__ import annotations

import argparse
import json
import os
import statistics
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))
ROUNDS, WARM = 15, 2
MOST = 2.0  # times the first world, at p95
SLOW = 20.0  # milliseconds of one statement


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("sizes", nargs="*", default=["town", "country"])
    parser.add_argument("--slow", action="store_true")
    parser.add_argument("--here", action="store_true", help="measure the database of the environment; used by itself")
    given = parser.parse_args()
    if given.here:
        print(json.dumps(measured(slow=given.slow)))
        return
    show({size: _in_world(size, slow=given.slow) for size in given.sizes})


def _in_world(size: str, *, slow: bool) -> dict[str, Any]:
    """The figures of one world, from a process of its own."""
    from bench import world

    kept = {**os.environ, **world.made(size), "DJANGO_SETTINGS_MODULE": "olievlek.settings", "PYTHONWARNINGS": "ignore"}
    command = [sys.executable, str(Path(__file__)), "--here", *(["--slow"] if slow else [])]
    done = subprocess.run(command, cwd=ROOT, env=kept, check=True, stdout=subprocess.PIPE, text=True)
    figures: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return figures


def show(worlds: dict[str, dict[str, Any]]) -> None:
    """One line for each kind of page; a mark where it grows too fast."""
    heads = "".join(f"{size:>36}" for size in worlds)
    print(f"{'':14}{heads}   growth")
    print(f"{'':14}" + "".join(f"{'queries':>9}{'p50':>9}{'p95':>9}{'kB':>9}" for _ in worlds))
    first, *_, last = worlds.values()
    for kind in first:
        cells = "".join(
            f"{one['queries']:9}{one['p50']:9.1f}{one['p95']:9.1f}{one['bytes'] / 1000:9.0f}"
            for one in (figures[kind] for figures in worlds.values())
        )
        grown = last[kind]["p95"] / first[kind]["p95"]
        print(f"{kind:14}{cells}{grown:7.1f} ×{'  too much' if grown > MOST else ''}")
    for size, figures in worlds.items():
        for kind, one in figures.items():
            for ms, text in one["slow"]:
                print(f"\n{size}, {kind}: {ms:.0f} ms\n{text}")


def measured(*, slow: bool = False) -> dict[str, Any]:
    """The figures of this world, page by page, in this process."""
    import django

    django.setup()
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    from olievlek.accounts.models import User

    visitor, member = (Client(headers={"host": "localhost"}) for _ in range(2))
    addresses, person = pages()
    member.force_login(User.objects.get(pk=person), backend="django.contrib.auth.backends.ModelBackend")
    figures = {}
    for kind, (url, signed_in) in addresses.items():
        client = member if signed_in else visitor
        client.get(url)
        with CaptureQueriesContext(connection) as asked:
            answer = client.get(url)
            statements = list(asked.captured_queries)  # the next request empties the log
        assert answer.status_code == 200, f"{url} answered {answer.status_code}"
        p50, p95 = timed(client, url)
        dear = _dear(statements) if slow else []
        figures[kind] = {"queries": len(statements), "p50": p50, "p95": p95, "bytes": len(answer.content), "slow": dear}
    return figures


def pages() -> tuple[dict[str, tuple[str, bool]], int]:
    """An address of each kind, for whom, and the member: of what stands highest, where most hangs on it."""
    from django.db.models import Count

    from olievlek.adoptions.models import Adoption
    from olievlek.cases.models import Case
    from olievlek.organisations.models import Membership, Organisation

    case = Case.objects.published().annotate(n=Count("adoptions")).order_by("-n", "pk")[0]
    body = Organisation.objects.bodies().annotate(n=Count("cases_made")).order_by("-n", "pk")[0]
    member = Membership.objects.active().filter(organisation=body, layer__gt="").order_by("pk")[0]
    copied = Adoption.objects.filter(organisation=body).order_by("pk")[0]
    return {
        "front": ("/", False),
        "list": ("/praktijken/", False),
        "list, page 20": ("/praktijken/?page=20", False),
        "example": (case.get_absolute_url(), False),
        "organisation": (body.get_absolute_url(), False),
        "organisations": ("/organisaties/", False),
        "themes": ("/themas/", False),
        "theme": ("/themas/dienstverlening/", False),
        "search": ("/zoeken/?q=klanten+wachten+lang+op+het+rijbewijs", False),
        "API list": ("/api/v1/search?query=rijbewijs&pageSize=20", False),
        "workplace": ("/werkplek/", True),
        "copy": (copied.get_absolute_url(), True),
        "own copies": ("/afkijken/", True),
        "own place": ("/mijn-organisatie/", True),
    }, member.user_id


def timed(client: Any, url: str) -> tuple[float, float]:
    """Milliseconds of one request, the middle and p95: of the processor; of the clock with PostgreSQL."""
    from django.db import connection

    clock = time.process_time if connection.vendor == "sqlite" else time.perf_counter
    times = []
    for turn in range(WARM + ROUNDS):
        begun = clock()
        client.get(url)
        if turn >= WARM:
            times.append((clock() - begun) * 1000)
    return statistics.median(times), statistics.quantiles(times, n=20)[18]


def _dear(asked: list[dict[str, str]]) -> list[tuple[float, str]]:
    """Statements that take long, with their plan."""
    from django.db import connection

    found = []
    for one in asked:
        if (ms := float(one["time"]) * 1000) < SLOW:
            continue
        explain = "EXPLAIN QUERY PLAN" if connection.vendor == "sqlite" else "EXPLAIN"
        with connection.cursor() as cursor:
            try:
                cursor.execute(f"{explain} {one['sql']}", None)
                plan = "\n".join("    " + " ".join(map(str, row)) for row in cursor.fetchall())
            except Exception as error:  # the log writes values without quotes, and then it is no statement
                plan = f"    no plan: {error}"
        found.append((ms, f"{one['sql'][:1500]}\n{plan}"))
    return found


if __name__ == "__main__":
    main()
