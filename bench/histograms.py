"""The national picture and the comparison at 350 organisations × 200 people × 35 statements, on both databases.

    .venv/bin/python bench/histograms.py [ORGANISATIONS] [PEOPLE]

Rounds are frozen by the product's own code; then it times what the pages read, checks every number against the answers,
and asks the same percentiles of PostgreSQL's percentile_cont and of DuckDB over all answers, in the same run.
"""

import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from contextlib import contextmanager
from datetime import date, timedelta
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "tools")]
SEED, REPEAT = 2026, 300
QUARTERS = (0.25, 0.5, 0.75)
AS_OF = date(2026, 7, 1)
TARGETS = {"national page data": 2.0, "own beside the others": 1.0}


def main(sizes: list[str]) -> int:
    """One process for each database; 1 when a target is missed or a number differs."""
    from run_tests import own_postgres

    print(f"{os.cpu_count()} cores; {os.getloadavg()[0]:.1f} processes busy before this began", flush=True)
    clean = {key: value for key, value in os.environ.items() if key not in {"DATABASE_URL", "OLIEVLEK_DATA"}}
    codes = []
    with tempfile.TemporaryDirectory() as folder, own_postgres() as address:
        for name, more in (("SQLite", {}), ("PostgreSQL", {"DATABASE_URL": address or ""})):
            if name == "PostgreSQL" and not address:
                print("PostgreSQL: NOT MEASURED, no DATABASE_URL and no initdb")
                continue
            given = {"OLIEVLEK_DATA": folder, "DJANGO_SETTINGS_MODULE": "olievlek.settings", "PYTHONPATH": str(ROOT)}
            command = [sys.executable, "-W", "ignore", __file__, "--here", *sizes]
            codes.append(subprocess.run(command, env={**clean, **given, **more}, cwd=ROOT, check=False).returncode)
    return max(codes)


def here(organisations: int, people: int) -> int:
    """On the database of the environment."""
    import django

    django.setup()
    from django.core.management import call_command
    from django.db import connection

    from olievlek.surveys import histograms, national
    from olievlek.surveys.models import Picture

    call_command("migrate", verbosity=0)
    questionnaire, rounds, values = build(organisations, people)
    print(
        f"\n{connection.vendor}: {organisations} × {people} × {values.shape[2]} = {values.size:,} answers", flush=True
    )
    with told("freeze the half year, audited over organisations"):
        national.freeze(questionnaire, as_of=AS_OF)
    with told("count all answers again"):
        wrong = [*histograms.wrong_rounds(), *histograms.wrong_pictures()]
    print(f"  {len(wrong)} numbers wrong; {Picture.objects.released().count()} of 5 pictures shown")
    slow = pages(rounds)
    ours = [[histograms.percentile(one, part) for part in QUARTERS] for one in _picture().counts.values()]
    other = rivals(values, connection)
    print(f"  percentiles of {len(other)} rivals equal ours: {all(one == ours for one in other)}")
    return int(bool(wrong) or slow or any(one != ours for one in other))


def _picture() -> Any:
    from olievlek.surveys.models import Picture

    return Picture.objects.get(size_class="")


def build(organisations: int, people: int) -> Any:
    """Answers by chance; cells and histograms as `close` freezes them."""
    import numpy as np

    from olievlek.organisations.models import Kind, Organisation
    from olievlek.organisations.sizes import SizeClass
    from olievlek.surveys import content, releasing
    from olievlek.surveys.links import fresh_code
    from olievlek.surveys.models import Answer, ComparisonConsent, Questionnaire, Round
    from olievlek.vocabulary import content as vocabulary

    vocabulary.load()
    content.load()
    questionnaire = Questionnaire.objects.newest("innovation_scan")
    items = list(questionnaire.items.order_by("position").values_list("key", flat=True))
    dice = np.random.default_rng(SEED)
    values = np.clip(np.round(dice.normal(2, 1.1, (organisations, people, len(items)))), 0, 4).astype(np.int8)
    then = _moment(AS_OF - timedelta(days=60))
    bodies = Organisation.objects.bulk_create(
        Organisation(code=f"B{n}", slug=f"b-{n}", name=f"B {n}", kind=Kind.OTHER, size_class=SizeClass.values[n % 4])
        for n in range(organisations)
    )
    ComparisonConsent.objects.bulk_create(
        ComparisonConsent(organisation=one, instrument=questionnaire.key, given_at=then) for one in bodies
    )
    rounds = Round.objects.bulk_create(
        Round(
            questionnaire=questionnaire, organisation=one, size_class=one.size_class, code=fresh_code(),
            closes_on=then.date(), started_at=then, closed_at=then, shuffled_on=then.date(),
        )
        for one in bodies
    )  # fmt: skip
    with told(f"write {organisations * people:,} rows of answers and freeze {organisations} rounds"):
        for round_, said in zip(rounds, values.tolist(), strict=True):
            Answer.objects.bulk_create(Answer(round=round_, values=dict(zip(items, one, strict=True))) for one in said)
            releasing.freeze(round_, [releasing.EVERYBODY])
    return questionnaire, rounds, values


def _moment(day: date) -> Any:
    from django.utils import timezone

    return timezone.make_aware(timezone.datetime(day.year, day.month, day.day, 12))


def pages(rounds: list[Any]) -> bool:
    """What the two pages read and work out; True when one is slower than its target."""
    from olievlek.scan import landscape
    from olievlek.vocabulary.models import Term

    factors = list(Term.objects.of("scan_factors"))
    means = {one.key: 50.0 for one in factors}

    def national_page() -> None:
        found = landscape.Landscape()
        assert len([one.pieces for one in found.spreads]) == len(factors)

    def own() -> None:
        found = landscape.benchmark_of(rounds[7])
        assert found
        assert len(landscape.beside(found, factors, means)) == len(factors)

    slow = False
    for name, work in (("national page data", national_page), ("own beside the others", own)):
        times = sorted(timed(work) for _ in range(REPEAT))
        middle, p95 = statistics.median(times), times[int(0.95 * REPEAT)]
        print(f"  {name}: median {middle:.2f} ms, p95 {p95:.2f} ms (target {TARGETS[name]:.0f} ms)", flush=True)
        slow = slow or middle > TARGETS[name]
    return slow


def timed(work: Callable[[], Any]) -> float:
    """Milliseconds."""
    began = time.perf_counter()
    work()
    return (time.perf_counter() - began) * 1000


@contextmanager
def told(what: str) -> Any:
    began = time.perf_counter()
    yield
    print(f"  {what}: {time.perf_counter() - began:.1f} s", flush=True)


def rivals(values: Any, connection: Any) -> list[list[list[float]]]:
    """The same percentiles over a table with one row for each answer: statement by statement, three numbers."""
    import duckdb
    import numpy as np

    many = values.shape[2]
    table = {"item": np.tile(np.arange(many, dtype=np.int16), values.size // many), "value": values.reshape(-1)}
    duck = duckdb.connect()
    duck.register("said", table)
    duck.execute("CREATE TABLE answers AS SELECT * FROM said")
    ask = "SELECT item, {} FROM answers GROUP BY item ORDER BY item".format(
        ", ".join(f"percentile_cont({part}) WITHIN GROUP (ORDER BY value)" for part in QUARTERS)
    )
    found = [compared("DuckDB", lambda: duck.execute(ask).fetchall())]
    if connection.vendor == "postgresql":
        found.append(compared("PostgreSQL percentile_cont", lambda: on_postgres(connection, table, ask)))
    return found


def on_postgres(connection: Any, table: dict[str, Any], ask: str) -> list[tuple[Any, ...]]:
    """The table is written once, the question is timed after that."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT to_regclass('answers')")
        if cursor.fetchone()[0] is None:
            cursor.execute("CREATE TABLE answers (item smallint, value smallint)")
            with cursor.copy("COPY answers FROM STDIN") as copy:
                pairs = zip(table["item"].tolist(), table["value"].tolist(), strict=True)
                copy.write("".join(f"{item}\t{value}\n" for item, value in pairs))
            cursor.execute("ANALYZE answers")
        cursor.execute(ask)
        rows: list[tuple[Any, ...]] = cursor.fetchall()
        return rows


def compared(name: str, work: Callable[[], list[tuple[Any, ...]]]) -> list[list[float]]:
    """Print the median of five, the first left out; the answer in points."""
    rows = work()
    middle = statistics.median(timed(work) for _ in range(5))
    print(f"  {name} over all answers: median {middle:.0f} ms", flush=True)
    return [[float(value) * 25 for value in row[1:]] for row in rows]


if __name__ == "__main__":
    given = [one for one in sys.argv[1:] if one != "--here"]
    if "--here" in sys.argv:
        organisations, people = [*map(int, given), 350, 200][:2] if len(given) == 2 else (350, 200)
        sys.exit(here(organisations, people))
    sys.exit(main(given))
