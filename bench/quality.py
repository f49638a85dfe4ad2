"""Sets of questions with what they should find, and how well an engine does on them.

The needs of a file, our own judged questions, titles, and titles that were harmed: a typo, a compound apart, two words
joined.
"""

from __future__ import annotations

import json
import math
import random
import re
import statistics
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

MOST = 100
SEED = 20
Row = dict[str, Any]
Rank = Callable[[str], list[str]]


@dataclass(frozen=True)
class Set:
    """Queries with what they should find; `own` holds the unharmed query of each, to compare with.

    With `grades` (2 answers fully, 1 partly, 0 not), documents that nobody graded do not count.
    """

    name: str
    queries: list[str]
    relevant: list[set[str]]
    own: list[str] = field(default_factory=list)
    grades: list[dict[str, int]] = field(default_factory=list)


def judged(rank: Rank, one: Set) -> str:
    """Mean nDCG@10 with its 95 % interval, recall@100, a relevant one in the top three, what a harmed query keeps."""
    found = [rank(query) for query in one.queries]
    if one.grades:
        found = [[hit for hit in hits if hit in grades] for hits, grades in zip(found, one.grades, strict=True)]
        gains = [graded(hits, grades) for hits, grades in zip(found, one.grades, strict=True)]
    else:
        gains = [ndcg(hits, relevant) for hits, relevant in zip(found, one.relevant, strict=True)]
    recall = statistics.mean(
        len(r.intersection(hits[:MOST])) / len(r) for hits, r in zip(found, one.relevant, strict=True)
    )
    top = statistics.mean(bool(r.intersection(hits[:3])) for hits, r in zip(found, one.relevant, strict=True))
    low, high = interval(gains)
    text = f"nDCG@10 {statistics.mean(gains):.3f} [{low:.3f}, {high:.3f}]  R@{MOST} {recall:.3f}  top 3 {top:.2f}"
    if one.own:
        whole = [ndcg(rank(query), relevant) for query, relevant in zip(one.own, one.relevant, strict=True)]
        text += f"  keeps {statistics.mean(gains) / (statistics.mean(whole) or 1):.3f}"
    return text


def ndcg(hits: list[str], relevant: set[str]) -> float:
    """Every relevant document counts the same."""
    ideal = sum(1 / math.log2(place + 2) for place in range(min(10, len(relevant))))
    return sum(1 / math.log2(place + 2) for place, one in enumerate(hits[:10]) if one in relevant) / ideal


def graded(hits: list[str], grades: dict[str, int]) -> float:
    """A full answer counts twice a partial one."""
    ideal = sorted(grades.values(), reverse=True)[:10]
    return discounted([grades[hit] for hit in hits[:10]]) / discounted(ideal)


def discounted(gains: list[int]) -> float:
    return sum(gain / math.log2(place + 2) for place, gain in enumerate(gains))


def interval(values: list[float], times: int = 1000) -> tuple[float, float]:
    """Bootstrap over the queries."""
    dice = random.Random(SEED)
    means = sorted(statistics.mean(dice.choices(values, k=len(values))) for _ in range(times))
    return means[int(times * 0.025)], means[int(times * 0.975)]


def read_lines(path: Path) -> list[Row]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]


def text_of(row: Row) -> str:
    return f"{row['title']}\n{row['description'] or ''}"


def needs_of(needs: list[Row]) -> Set:
    return Set("needs", [one["query"] for one in needs], [set(one["relevant"]) for one in needs])


def judged_sets(rows: list[Row]) -> list[Set]:
    """Our own questions of bench/judged_nl.jsonl; a grade is for every document of the same title."""
    same: dict[str, list[str]] = {}
    title_of = {row["id"]: plain_title(row) for row in rows}
    for key, title in title_of.items():
        same.setdefault(title, []).append(key)
    sets = []
    for number, name in ((1, "judged, plain words"), (2, "judged, questions")):
        queries, grades = [], []
        for one in read_lines(Path(__file__).with_name("judged_nl.jsonl")):
            found = {key: g for id_, g in one["grades"].items() if id_ in title_of for key in same[title_of[id_]]}
            if one["set"] == number and 2 in found.values():
                queries.append(one["query"])
                grades.append(found)
        full = [{key for key, grade in found.items() if grade == 2} for found in grades]
        sets += [Set(name, queries, full, grades=grades)] if queries else []
    return sets


def plain_title(row: Row) -> str:
    return re.sub(r"\W+", " ", row["title"].lower()).strip()


def sets_of(rows: list[Row], needs: list[Row]) -> list[Set]:
    """The needs, our judged questions, titles, and titles harmed in three ways; relevant is every document of one."""
    same: dict[str, set[str]] = {}
    for row in rows:
        same.setdefault(row["title"].strip().lower(), set()).add(row["id"])
    dice = random.Random(SEED)
    titles = sorted(title for title, ids in same.items() if len(title.split()) > 1 and len(ids) <= 20)
    dice.shuffle(titles)
    titles = titles[:300]
    sets = [needs_of(needs), *judged_sets(rows), Set("titles", titles, [same[title] for title in titles])]
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
