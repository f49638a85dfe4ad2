"""Quality and speed of search beside SQLite FTS5 (any word), in one run.

    .venv/bin/python bench/search.py DOCUMENTS.jsonl NEEDS.jsonl

DOCUMENTS has the columns of `olievlek import_library`; NEEDS has `query` and `relevant` (ids) on each line.
"""

from __future__ import annotations

import argparse
import json
import math
import os
import re
import statistics
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

K = 100
Rank = Callable[[str], list[str]]


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    asked.add_argument("documents", type=Path)
    asked.add_argument("needs", type=Path)
    asked.add_argument("--repeat", type=int, default=5, help="how often each query is timed")
    given = asked.parse_args()
    documents, needs = read_lines(given.documents), read_lines(given.needs)
    with tempfile.TemporaryDirectory() as folder:
        os.environ.setdefault("OLIEVLEK_DATA", folder)
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "olievlek.settings")
        import django

        django.setup()
        print(f"{len(documents)} documents, {len(needs)} needs, {os.cpu_count()} cores shared")
        print(f"{'engine':<16}{'nDCG@10':>9}{'R@100':>8}{'p50 ms':>9}{'p95 ms':>9}{'build s':>9}")
        for name, build in (("FTS5 any word", fts5), ("Olievlek", lambda rows: olievlek(rows, Path(folder)))):
            began = time.perf_counter()
            rank = build(documents)
            built = time.perf_counter() - began
            print(f"{name:<16}" + "{:>9.3f}{:>8.3f}".format(*quality(rank, needs)), end="")
            print("{:>9.2f}{:>9.2f}".format(*speed(rank, needs, given.repeat)) + f"{built:>9.1f}")


def read_lines(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]


def quality(rank: Rank, needs: list[dict[str, Any]]) -> tuple[float, float]:
    """Mean nDCG@10 and mean recall@100, every relevant document counting the same."""
    gains, recalls = [], []
    for need in needs:
        relevant, found = set(need["relevant"]), rank(need["query"])
        ideal = sum(1 / math.log2(place + 2) for place in range(min(10, len(relevant))))
        gains.append(sum(1 / math.log2(place + 2) for place, one in enumerate(found[:10]) if one in relevant) / ideal)
        recalls.append(len(relevant.intersection(found[:K])) / len(relevant))
    return statistics.mean(gains), statistics.mean(recalls)


def speed(rank: Rank, needs: list[dict[str, Any]], repeat: int) -> tuple[float, float]:
    """Milliseconds, median and 95th of a hundred, after the warm run that measured quality."""
    times = []
    for _ in range(repeat):
        for need in needs:
            began = time.perf_counter()
            rank(need["query"])
            times.append((time.perf_counter() - began) * 1000)
    times.sort()
    return statistics.median(times), times[int(len(times) * 0.95)]


def fts5(rows: list[dict[str, Any]]) -> Rank:
    import sqlite3

    table = sqlite3.connect(":memory:")
    table.execute("CREATE VIRTUAL TABLE texts USING fts5(id UNINDEXED, title, body, tokenize='unicode61')")
    table.executemany(
        "INSERT INTO texts VALUES (?, ?, ?)", [(r["id"], r["title"], r["description"] or "") for r in rows]
    )

    def rank(query: str) -> list[str]:
        words = " OR ".join(f'"{word}"' for word in re.findall(r"\w+", query))
        found = table.execute("SELECT id FROM texts WHERE texts MATCH ? ORDER BY rank LIMIT ?", (words, K))
        return [one for (one,) in found]

    return rank


def olievlek(rows: list[dict[str, Any]], folder: Path) -> Rank:
    from olievlek.index import associations, indexer
    from olievlek.index.analysis import count_words
    from olievlek.index.engine import Engine
    from olievlek.index.models import Document
    from olievlek.index.ranking import Language, plan, read

    documents = [
        Document(pk=key, kind="case", title=row["title"], body=row["description"] or "", audience=["public"])
        for key, row in enumerate(rows, 1)
    ]
    language = Language.learn(count_words(f"{one.title}\n{one.body}" for one in documents))
    engine = Engine(folder / "engine")
    engine.apply([(one.pk, indexer.fields(one, language)) for one in documents], upto=len(documents))

    words = language.analyser.words
    learnt = associations.learn(words(f"{one.title}\n{one.title}\n{one.body}") for one in documents)

    def rank(query: str) -> list[str]:
        question = read(query)
        weights = plan(question, language, engine.doc_freq, associations=learnt).weights
        found = engine.query(weights, must=[[("vis", "public")]], phrases=question.phrases, k=K)
        return [rows[key - 1]["id"] for key, _ in found]

    return rank


if __name__ == "__main__":
    main()
