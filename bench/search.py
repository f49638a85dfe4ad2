"""Quality and speed of search beside the engines it could have used, in one run.

    .venv/bin/python bench/search.py DOCUMENTS.jsonl NEEDS.jsonl [--pages 100000] [--sizes 1000,10000] [--million]

DOCUMENTS has the columns of `olievlek import_library`; NEEDS has `query` and `relevant` (ids) on each line. Where the
documents of judged_nl.jsonl are among them, those questions take part; more sets are made from the titles, and texts
for the sizes of their sentences.
`--pages` imports that many into a database of its own and times what people wait for; `--million` adds 1,000,000.
PostgreSQL takes part where DATABASE_URL or its programs are.
"""

from __future__ import annotations

import argparse
import http.client
import itertools
import multiprocessing
import os
import random
import re
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "tools"))
from quality import MOST, SEED, Rank, Row, Set, judged, needs_of, read_lines, sets_of, text_of
from run_tests import own_postgres  # after the path is set

from olievlek.core import memory

FEW = 20
K = MOST


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    asked.add_argument("documents", type=Path)
    asked.add_argument("needs", type=Path)
    asked.add_argument("--repeat", type=int, default=3, help="how often each query is timed")
    asked.add_argument("--sizes", default="1000,10000,100000", help="numbers of made documents, with commas")
    asked.add_argument("--million", action="store_true", help="a million made documents too: minutes, and gigabytes")
    asked.add_argument("--pages", type=int, default=0, help="import so many made documents and time the pages")
    asked.add_argument("--no-quality", action="store_true", help="speed only")
    given = asked.parse_args()
    rows, needs = read_lines(given.documents), read_lines(given.needs)
    sizes = [int(size) for size in given.sizes.split(",") if size] + [1_000_000] * given.million
    with own_postgres() as postgres, tempfile.TemporaryDirectory() as folder:
        os.environ.pop("DATABASE_URL", None)  # the pages are measured on a database of their own
        os.environ["OLIEVLEK_DATA"] = folder
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "olievlek.settings")
        os.environ.setdefault("PORT", "8131")
        import django

        django.setup()
        engines = every_engine(postgres or "")
        print(f"{len(rows)} documents, {len(needs)} needs, {os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}")
        if not given.no_quality:
            compare(engines, rows, sets_of(rows, needs), given.repeat)
        for size in sizes:
            print(f"\n{size} made documents, the first 20, load {os.getloadavg()[0]:.1f}")
            compare(engines, list(made(rows, size)), [needs_of(needs)], given.repeat, quality=False)
        if given.pages:
            pages(list(made(rows, given.pages)), [one["query"] for one in needs], given.repeat)


def compare(engines: dict[str, Any], rows: list[Row], sets: list[Set], repeat: int, *, quality: bool = True) -> None:
    """One line for each engine; the floor is the time of a query that asks nothing."""
    global K  # what every engine is asked for: a page of answers where speed counts, more where quality does
    K = MOST if quality else FEW
    print(f"{'engine':<24}{'p50 ms':>8}{'p95 ms':>8}{'docs/s':>9}{'MB':>7}")
    for name, build in engines.items():
        before, began = megabytes(), time.perf_counter()
        rank = build(rows)
        seconds = time.perf_counter() - began
        p50, p95 = speed(rank, sets[0].queries, repeat)
        print(f"{name:<24}{p50:>8.2f}{p95:>8.2f}{len(rows) / seconds:>9.0f}{megabytes() - before:>7.0f}", flush=True)
        for one in sets if quality else []:
            print(f"    {one.name:<20}{judged(rank, one)}", flush=True)
    p50, p95 = speed(lambda _query: [], sets[0].queries, repeat)
    print(f"{'floor':<24}{p50:>8.4f}{p95:>8.4f}")


def speed(rank: Rank, queries: list[str], repeat: int) -> tuple[float, float]:
    """Milliseconds, median and 95th of a hundred, after one warm round, with the collector as in the web process."""
    for query in queries:
        rank(query)
    memory.settle()
    times = []
    for _ in range(repeat):
        for query in queries:
            began = time.perf_counter()
            rank(query)
            times.append((time.perf_counter() - began) * 1000)
    times.sort()
    return statistics.median(times), times[int(len(times) * 0.95)]


def megabytes() -> float:
    """Megabytes this process ever held."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def made(rows: list[Row], size: int) -> Iterator[Row]:
    """As many documents as wanted: sentences of the real ones, shuffled, so that words keep their frequencies."""
    dice = random.Random(SEED)
    sentences = [part for row in rows for part in re.split(r"(?<=[.!?])\s+", row["description"] or "") if part]
    for number in range(size):
        body = " ".join(dice.choices(sentences, k=dice.randint(2, 9)))
        yield {"id": str(number), "title": dice.choice(rows)["title"], "description": body}


# Engines


def every_engine(postgres: str) -> dict[str, Callable[[list[Row]], Rank]]:
    engines: dict[str, Callable[[list[Row]], Rank]] = {
        "FTS5, all words": lambda rows: fts5(rows, " "),
        "FTS5, any word": lambda rows: fts5(rows, " OR "),
        "tantivy, Dutch stemmer": tantivy_dutch,
    }
    if postgres:
        engines["PostgreSQL, all words"] = lambda rows: postgresql(rows, postgres, " & ")
        engines["PostgreSQL, any word"] = lambda rows: postgresql(rows, postgres, " | ")
    return engines | {"Olievlek": olievlek, "Olievlek, a fifth mine": lambda rows: olievlek(rows, mine=5)}


def words_of(query: str) -> list[str]:
    return re.findall(r"\w+", query)


def fts5(rows: list[Row], between: str) -> Rank:
    import sqlite3

    table = sqlite3.connect(":memory:")
    table.execute("CREATE VIRTUAL TABLE texts USING fts5(id UNINDEXED, title, body, tokenize='unicode61')")
    table.executemany(
        "INSERT INTO texts VALUES (?, ?, ?)", [(r["id"], r["title"], r["description"] or "") for r in rows]
    )
    ask = "SELECT id FROM texts WHERE texts MATCH ? ORDER BY rank LIMIT ?"
    return lambda query: [i for (i,) in table.execute(ask, (between.join(f'"{w}"' for w in words_of(query)), K))]


def tantivy_dutch(rows: list[Row]) -> Rank:
    import tantivy

    builder = tantivy.SchemaBuilder()
    builder.add_text_field("text", tokenizer_name="nl")
    builder.add_text_field("id", stored=True, tokenizer_name="raw")
    index = tantivy.Index(builder.build())
    chain = tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.simple()).filter(tantivy.Filter.lowercase())
    index.register_tokenizer("nl", chain.filter(tantivy.Filter.stemmer("dutch")).build())
    writer = index.writer(50_000_000, 1)
    for row in rows:
        writer.add_document(tantivy.Document(text=f"{row['title']}\n{text_of(row)}", id=row["id"]))
    writer.commit()
    writer.wait_merging_threads()
    index.reload()
    searcher = index.searcher()

    def rank(query: str) -> list[str]:
        hits = searcher.search(index.parse_query(" ".join(words_of(query)), ["text"]), K).hits
        return [searcher.doc(address)["id"][0] for _, address in hits]

    return rank


def postgresql(rows: list[Row], url: str, between: str) -> Rank:
    import psycopg

    link = psycopg.connect(url, autocommit=True)
    link.execute("CREATE TEMP TABLE texts (id text, words tsvector)")
    with link.cursor() as cursor:
        cursor.executemany(
            "INSERT INTO texts VALUES (%s, to_tsvector('dutch', %s))", [(row["id"], text_of(row)) for row in rows]
        )
    link.execute("CREATE INDEX ON texts USING gin (words)")
    link.execute("ANALYZE texts")
    ask = """SELECT id FROM texts, to_tsquery('dutch', %s) AS asked WHERE words @@ asked
             ORDER BY ts_rank_cd(words, asked) DESC, id LIMIT %s"""

    def rank(query: str) -> list[str]:
        return [one for (one,) in link.execute(ask, (between.join(words_of(query)), K)).fetchall()]

    return rank


def olievlek(rows: list[Row], mine: int = 0) -> Rank:
    """As the worker builds it and the reader asks it, without the database around it.

    With `mine`, every so many documents is only for who asks, so nothing is learnt from it.
    """
    from olievlek.index import associations, indexer
    from olievlek.index.analysis import count_words
    from olievlek.index.models import Document
    from olievlek.index.ranking import Language, plan, read
    from olievlek.index.split import SplitEngine

    def documents(closed: bool) -> Iterator[Document]:
        for key, row in enumerate(rows, 1):
            if (mine > 0 and key % mine == 0) == closed:
                audience = ["user:1" if closed else "public"]
                title, body = row["title"], row["description"] or ""
                yield Document(pk=key, kind="case", title=title, body=body, audience=audience)

    def fields(closed: bool) -> Iterator[tuple[int, Any]]:
        return ((one.pk, indexer.fields(one, language)) for one in documents(closed))

    language = Language.learn(count_words(f"{one.title}\n{one.body}" for one in documents(closed=False)))
    engine = SplitEngine(Path(tempfile.mkdtemp(dir=os.environ["OLIEVLEK_DATA"])))
    engine.fill(fields(closed=False), fields(closed=True), upto=len(rows))
    words = language.analyser.words
    learnt = associations.learn(words(f"{one.title}\n{one.title}\n{one.body}") for one in documents(closed=False))
    tokens = {"public", "user:1"} if mine else {"public"}

    def rank(query: str) -> list[str]:
        question = read(query)
        weights = plan(question, language, engine.counting(), associations=learnt).weights
        found = engine.query(weights, tokens=tokens, phrases=question.phrases, k=K)
        return [rows[hit.document - 1]["id"] for hit in found]

    return rank


def pages(rows: list[Row], queries: list[str], repeat: int) -> None:
    """Import as the worker does, then time what a person waits for in a process of its own, as the web has one."""
    from django.core.management import call_command

    from olievlek.index import indexer

    call_command("migrate", verbosity=0)
    began = time.perf_counter()
    store_cases(rows)
    stored = time.perf_counter()
    indexer.catch_up()
    indexer.learn_associations()
    found = time.perf_counter()
    print(f"\n{len(rows)} imported: {len(rows) / (stored - began):.0f} documents/s stored, ", end="")
    print(f"{len(rows) / (found - stored):.0f} documents/s indexed, load {os.getloadavg()[0]:.1f}", flush=True)
    time_http(queries, repeat)
    web = multiprocessing.get_context("spawn").Process(target=time_pages, args=(queries, repeat))
    web.start()
    web.join()
    if web.exitcode:
        raise SystemExit(web.exitcode)


def time_http(queries: list[str], repeat: int) -> None:
    """What a browser waits for: new questions to the web process of `olievlek serve`, one after the other."""
    from django.conf import settings

    from olievlek.core.management.commands import serve

    web = subprocess.Popen(serve.Command().commands("127.0.0.1")[0])
    try:
        serve.wait_until_open("127.0.0.1", settings.PORT, [web])
        link, numbers = http.client.HTTPConnection("127.0.0.1", settings.PORT), itertools.count()

        def shown(query: str) -> list[str]:
            dots = "." * (next(numbers) % 100)  # find nothing, and make a question that was not asked yet
            asked = urlencode({"q": f"{query} {dots}"})
            link.request("GET", f"/zoeken/?{asked}" if query else "/zoeken/", headers={"Accept-Encoding": "gzip"})
            answer = link.getresponse()
            if answer.status != http.HTTPStatus.OK or not answer.read():
                raise SystemExit(f"{query}: {answer.status}")
            return []

        print(f"{'':<32}{'p50 ms':>8}{'p95 ms':>8}")
        for name, asked in (("HTTP, a page without search", [""] * len(queries)), ("HTTP, page of answers", queries)):
            p50, p95 = speed(shown, asked, repeat)
            print(f"{name:<32}{p50:>8.2f}{p95:>8.2f}", flush=True)
    finally:
        web.terminate()
        web.wait()


def time_pages(queries: list[str], repeat: int) -> None:
    """A page of answers to a new question, of documents that were answers before or not; what else people ask."""
    import django

    django.setup()
    from django.conf import settings
    from django.contrib.auth.models import AnonymousUser
    from django.test import Client

    from olievlek.index import reader
    from olievlek.search.answers import ANSWERS, ROWS
    from olievlek.search.suggestions import suggest

    settings.ALLOWED_HOSTS = ["testserver"]
    reader.prepare()
    client, filters = Client(), "&kind=practice&kind=service&theme=&page="
    typed = [query[:length] for query in queries for length in (3, 6, 10)]

    def shown(address: str, *, first: bool = True, strange: bool = False) -> list[str]:
        if first:
            ANSWERS.forget()
        if strange:
            ROWS.forget()
        answer = client.get(address)
        if answer.status_code != 200:
            raise SystemExit(f"{address}: {answer.status_code}")
        return []

    times: dict[str, Rank] = {
        "floor: a page without search": lambda _query: shown("/zoeken/"),
        "page of answers": lambda query: shown(f"/zoeken/?q={query}"),
        "  of rows never read before": lambda query: shown(f"/zoeken/?q={query}", strange=True),
        "page with 2 filters, 3 counts": lambda query: shown(f"/zoeken/?q={query}{filters}"),
        "its next page": lambda query: shown(f"/zoeken/?q={query}{filters}2", first=False),
        "API, 20": lambda query: shown(f"/api/v1/search?query={query}"),
        "index only, 20": lambda query: [str(len(reader.ask(query, tokens=["public"], k=20).hits))],
        "suggestions, index only": lambda text: [str(len(reader.suggest(text, tokens=["public"], k=8, among=150)))],
        "suggestions, all": lambda text: [str(len(suggest(text, user=AnonymousUser())))],
    }
    print(f"{'':<32}{'p50 ms':>8}{'p95 ms':>8}")
    for name, call in times.items():
        p50, p95 = speed(call, typed if name.startswith("suggestions") else queries, repeat)
        print(f"{name:<32}{p50:>8.2f}{p95:>8.2f}", flush=True)


def store_cases(rows: list[Row]) -> None:
    """Public cases with their documents, as an import leaves them but for what the timeline says."""
    from django.utils import timezone

    from olievlek.cases.models import Case
    from olievlek.index import projection
    from olievlek.vocabulary import content
    from olievlek.vocabulary.models import Term

    content.load()
    kinds = list(Term.objects.filter(list="case_kinds", key__in=["practice", "service"]).order_by("pk"))
    for chunk in chunks(rows, 500):
        cases = [
            Case(
                slug=f"c{row['id']}", source_id=row["id"], title=row["title"], description=row["description"] or "",
                kind=kinds[int(row["id"]) % len(kinds)], published_at=timezone.now(),
            )
            for row in chunk
        ]  # fmt: skip
        projection.refresh_many(Case.objects.bulk_create(cases))


def chunks(rows: Sequence[Any], size: int) -> Iterator[Sequence[Any]]:
    return (rows[at : at + size] for at in range(0, len(rows), size))


if __name__ == "__main__":
    main()
