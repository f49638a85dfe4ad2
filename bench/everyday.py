"""Everyday problems of civil servants against the library as it ships: found, rightly not found, wrongly not found.

    .venv/bin/python bench/everyday.py [SETS…]        the development half; name files for others

Each line of a set is a problem with the examples that help ("fits") and that come near ("touches"), judged against the
whole library by somebody who saw neither engine. Of a problem that has an example that fits: is one in the first three,
and does the page wrongly say that nobody told this? Of a problem that has none: does the page say so? Beside it a plain
rival, SQLite FTS5 with any of the words, which says "none" only where no word is found at all.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import re
import sqlite3
import statistics
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent
SEED, TIMES, FIRST = 20, 1000, 3
Row = dict[str, Any]


@dataclass(frozen=True)
class Shown:
    """What a page says about a problem: the first examples by slug, and whether it says that nobody told this."""

    first: list[str]
    is_none: bool


Ask = Callable[[str, str], Shown]  # the problem, the language of the page


def main() -> None:
    asked = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    asked.add_argument("sets", type=Path, nargs="*", default=[HERE / "everyday_dev.jsonl"])
    asked.add_argument("--data", type=Path, help="keep the library in this folder, for another run")
    asked.add_argument("--each", action="store_true", help="one line for each problem (development half only)")
    given = asked.parse_args()
    with library(given.data):
        engines = {"FTS5, any word": fts5(), "Olievlek": olievlek}
        for path in given.sets:
            problems = read(path)
            for language in sorted({one["lang"] for one in problems}):
                some = [one for one in problems if one["lang"] == language]
                for name, ask in engines.items():
                    print(f"{path.stem:<14} {language}  {name:<16}{told(measure(ask, some))}", flush=True)
            if given.each:
                each(olievlek, problems)


def read(path: Path) -> list[Row]:
    """The problems of a set; lines above them say who made it."""
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line[:1] == "{"]


def measure(ask: Ask, problems: Sequence[Row]) -> dict[str, list[float]]:
    """For each question that the set can answer, a 0 or 1 for each problem it is about."""
    found: dict[str, list[float]] = {"top 3": [], "wrongly none": [], "honest none": []}
    for one in problems:
        shown = ask(one["text"], one["lang"])
        if one["verdict"] == "fits":
            found["top 3"].append(not set(one["fits"]).isdisjoint(shown.first[:FIRST]))
            found["wrongly none"].append(shown.is_none)
        elif one["verdict"] == "none":
            found["honest none"].append(shown.is_none)
    return found


def told(found: dict[str, list[float]]) -> str:
    parts = []
    for name, values in found.items():
        low, high = interval(values)
        parts.append(f"{name} {statistics.mean(values):.2f} [{low:.2f}, {high:.2f}] of {len(values)}")
    return "  ".join(parts)


def interval(values: Sequence[float]) -> tuple[float, float]:
    """The 95 % interval, by bootstrap over the problems."""
    dice = random.Random(SEED)
    means = sorted(statistics.mean(dice.choices(values, k=len(values))) for _ in range(TIMES))
    return means[int(TIMES * 0.025)], means[int(TIMES * 0.975)]


def each(ask: Ask, problems: Sequence[Row]) -> None:
    for one in problems:
        shown = ask(one["text"], one["lang"])
        right = {
            "fits": not set(one["fits"]).isdisjoint(shown.first[:FIRST]) and not shown.is_none,
            "none": shown.is_none,
        }.get(one["verdict"], True)
        said = "NONE " if shown.is_none else ""
        print(f"{'  ' if right else '✗ '}{one['verdict']:<8}{one['text']}")
        print(f"      {said}{shown.first[:FIRST]}  ← {one['fits']}")


@contextmanager
def library(folder: Path | None = None) -> Iterator[None]:
    """The content that ships, in a database and an index of its own."""
    with tempfile.TemporaryDirectory() as made:
        os.environ.pop("DATABASE_URL", None)
        os.environ["OLIEVLEK_DATA"] = str(folder or made)
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "olievlek.settings")
        import django

        django.setup()
        from django.core.management import call_command

        from olievlek.index import indexer
        from olievlek.search import sources

        call_command("migrate", verbosity=0)
        call_command("load_content", stdout=sys.stderr)
        sources.refresh_lower_rooms()
        indexer.catch_up()
        indexer.learn_associations()
        yield


def olievlek(text: str, language: str) -> Shown:
    """What the page of answers shows to a visitor."""
    from django.contrib.auth.models import AnonymousUser
    from django.utils import translation

    from olievlek.search.answers import Asked
    from olievlek.search.find import find

    with translation.override(language):
        found = find(Asked(text), user=AnonymousUser())
    slugs = [one.url.rstrip("/").rsplit("/", 1)[-1] for one in found.page.object_list]
    return Shown(slugs, found.is_none)


def fts5() -> Ask:
    """The same texts in SQLite's own search, best first, any of the words."""
    from olievlek.index.models import Document

    table = sqlite3.connect(":memory:")
    table.execute("CREATE VIRTUAL TABLE texts USING fts5(slug UNINDEXED, title, words, body, tokenize='unicode61')")
    for one in Document.objects.live().filter(kind="case").order_by("pk"):
        slug = one.url.rstrip("/").rsplit("/", 1)[-1]
        table.execute("INSERT INTO texts VALUES (?, ?, ?, ?)", (slug, one.title, one.own_words, one.body))
    best = "SELECT slug FROM texts WHERE texts MATCH ? ORDER BY rank LIMIT ?"

    def ask(text: str, _language: str) -> Shown:
        words = " OR ".join(f'"{word}"' for word in re.findall(r"\w+", text))
        found = [slug for (slug,) in table.execute(best, (words, FIRST))]
        return Shown(found, not found)

    return ask


if __name__ == "__main__":
    main()
