"""Quality and speed of search beside the engines it could have used, in one run.

    .venv/bin/python bench/search.py DOCUMENTS.jsonl NEEDS.jsonl [--sizes 1000,10000,100000] [--postgres URL]

DOCUMENTS has the columns of `olievlek import_library`; NEEDS has `query` and `relevant` (ids) on each line. More sets
are made from the titles: a typo, a compound apart, two words joined. Texts for the sizes are made of its sentences.
"""

from __future__ import annotations

import argparse
import json
import math
import os
import random
import re
import resource
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

K = 100
SEED = 20
Row = dict[str, Any]
Rank = Callable[[str], list[str]]


@dataclass(frozen=True)
class Set:
    """Queries with what they should find; `own` holds the unharmed query of each, to compare with."""

    name: str
    queries: list[str]
    relevant: list[set[str]]
    own: list[str] = field(default_factory=list)


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    asked.add_argument("documents", type=Path)
    asked.add_argument("needs", type=Path)
    asked.add_argument("--repeat", type=int, default=3, help="how often each query is timed")
    asked.add_argument("--sizes", default="", help="numbers of made documents, with commas")
    asked.add_argument("--postgres", default="", help="connection URL; without it PostgreSQL is left out")
    given = asked.parse_args()
    rows, needs = read_lines(given.documents), read_lines(given.needs)
    with tempfile.TemporaryDirectory() as folder:
        os.environ.setdefault("OLIEVLEK_DATA", folder)
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "olievlek.settings")
        import django

        django.setup()
        engines = every_engine(given.postgres)
        print(f"{len(rows)} documents, {len(needs)} needs, {os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}")
        compare(engines, rows, sets_of(rows, needs), given.repeat)
        for size in filter(None, given.sizes.split(",")):
            print(f"\n{int(size)} made documents")
            compare(engines, list(made(rows, int(size))), [needs_of(needs)], given.repeat, quality=False)


def compare(engines: dict[str, Any], rows: list[Row], sets: list[Set], repeat: int, *, quality: bool = True) -> None:
    """One line for each engine; the floor is the time of a query that asks nothing."""
    print(f"{'engine':<24}{'p50 ms':>8}{'p95 ms':>8}{'docs/s':>9}{'MB':>7}")
    for name, build in engines.items():
        before, began = memory(), time.perf_counter()
        rank = build(rows)
        seconds = time.perf_counter() - began
        p50, p95 = speed(rank, sets[0].queries, repeat)
        print(f"{name:<24}{p50:>8.2f}{p95:>8.2f}{len(rows) / seconds:>9.0f}{memory() - before:>7.0f}", flush=True)
        for one in sets if quality else []:
            print(f"    {one.name:<20}{judged(rank, one)}", flush=True)
    p50, p95 = speed(lambda _query: [], sets[0].queries, repeat)
    print(f"{'floor':<24}{p50:>8.4f}{p95:>8.4f}")


def judged(rank: Rank, one: Set) -> str:
    """Mean nDCG@10 with its 95 % interval, recall@100, a relevant one in the top three, what a harmed query keeps."""
    found = [rank(query) for query in one.queries]
    gains = [ndcg(hits, relevant) for hits, relevant in zip(found, one.relevant, strict=True)]
    recall = statistics.mean(
        len(r.intersection(hits[:K])) / len(r) for hits, r in zip(found, one.relevant, strict=True)
    )
    top = statistics.mean(bool(r.intersection(hits[:3])) for hits, r in zip(found, one.relevant, strict=True))
    low, high = interval(gains)
    text = f"nDCG@10 {statistics.mean(gains):.3f} [{low:.3f}, {high:.3f}]  R@100 {recall:.3f}  top 3 {top:.2f}"
    if one.own:
        whole = [ndcg(rank(query), relevant) for query, relevant in zip(one.own, one.relevant, strict=True)]
        text += f"  keeps {statistics.mean(gains) / (statistics.mean(whole) or 1):.3f}"
    return text


def ndcg(hits: list[str], relevant: set[str]) -> float:
    """Every relevant document counts the same."""
    ideal = sum(1 / math.log2(place + 2) for place in range(min(10, len(relevant))))
    return sum(1 / math.log2(place + 2) for place, one in enumerate(hits[:10]) if one in relevant) / ideal


def interval(values: list[float], times: int = 1000) -> tuple[float, float]:
    """Bootstrap over the queries."""
    dice = random.Random(SEED)
    means = sorted(statistics.mean(dice.choices(values, k=len(values))) for _ in range(times))
    return means[int(times * 0.025)], means[int(times * 0.975)]


def speed(rank: Rank, queries: list[str], repeat: int) -> tuple[float, float]:
    """Milliseconds, median and 95th of a hundred, after one warm round."""
    for query in queries:
        rank(query)
    times = []
    for _ in range(repeat):
        for query in queries:
            began = time.perf_counter()
            rank(query)
            times.append((time.perf_counter() - began) * 1000)
    times.sort()
    return statistics.median(times), times[int(len(times) * 0.95)]


def memory() -> float:
    """Megabytes this process ever held."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def read_lines(path: Path) -> list[Row]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]


def text_of(row: Row) -> str:
    return f"{row['title']}\n{row['description'] or ''}"


# Sets


def needs_of(needs: list[Row]) -> Set:
    return Set("needs", [one["query"] for one in needs], [set(one["relevant"]) for one in needs])


def sets_of(rows: list[Row], needs: list[Row]) -> list[Set]:
    """The needs, titles, and titles that were harmed in three ways; relevant is every document of that title."""
    same: dict[str, set[str]] = {}
    for row in rows:
        same.setdefault(row["title"].strip().lower(), set()).add(row["id"])
    dice = random.Random(SEED)
    titles = sorted(title for title, ids in same.items() if len(title.split()) > 1 and len(ids) <= 20)
    dice.shuffle(titles)
    titles = titles[:300]
    sets = [needs_of(needs), Set("titles", titles, [same[title] for title in titles])]
    for name, harm in (("one typo", with_typo), ("compound apart", apart), ("words joined", joined)):
        pairs = [(changed, title) for title in titles if (changed := harm(title, dice)) not in ("", title)]
        sets.append(
            Set(name, [q for q, _ in pairs], [same[title] for _, title in pairs], [title for _, title in pairs])
        )
    return sets


def with_typo(title: str, dice: random.Random) -> str:
    """Two letters swapped, one left out, replaced or added, inside one word of five letters or more."""
    words = title.split()
    long = [at for at, word in enumerate(words) if len(word) >= 5 and word.isalpha()]
    if not long:
        return ""
    which = dice.choice(long)
    word, letter = words[which], dice.choice("etaoinrsdl")
    at = dice.randrange(1, len(word) - 1)
    swapped = word[:at] + word[at + 1] + word[at] + word[at + 2 :]
    ways = (swapped, word[:at] + word[at + 1 :], word[:at] + letter + word[at + 1 :], word[:at] + letter + word[at:])
    words[which] = dice.choice(ways)
    return " ".join(words)


def apart(title: str, _dice: random.Random) -> str:
    """The first compound in two words."""
    from olievlek.index.analysis import Analyser

    parts_of = Analyser({}).parts
    for word in re.findall(r"\w+", title):
        parts = parts_of(word)
        if len(parts) == 2 and "".join(parts) == word:
            return title.replace(word, " ".join(parts))
    return ""


def joined(title: str, _dice: random.Random) -> str:
    """The first two words of four letters or more side by side as one."""
    return re.sub(r"\b([a-z]{4,}) ([a-z]{4,})\b", r"\1\2", title, count=1)


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
    return engines | {"Olievlek": olievlek}


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


def olievlek(rows: list[Row]) -> Rank:
    """As the worker builds it and the reader asks it, without the database around it."""
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
    engine = Engine(Path(tempfile.mkdtemp(dir=os.environ["OLIEVLEK_DATA"])))
    for chunk in chunks(documents, indexer.BATCH):
        engine.apply([(one.pk, indexer.fields(one, language)) for one in chunk], upto=chunk[-1].pk)
    words = language.analyser.words
    learnt = associations.learn(words(f"{one.title}\n{one.title}\n{one.body}") for one in documents)

    def rank(query: str) -> list[str]:
        question = read(query)
        weights = plan(question, language, engine.counting(), associations=learnt).weights
        found = engine.query(weights, must=[[("vis", "public")]], phrases=question.phrases, k=K)
        return [rows[key - 1]["id"] for key, _ in found]

    return rank


def chunks(rows: Sequence[Any], size: int) -> Iterator[Sequence[Any]]:
    return (rows[at : at + size] for at in range(0, len(rows), size))


if __name__ == "__main__":
    main()
