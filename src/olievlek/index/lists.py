"""The word lists of this room, read once into memory."""

from __future__ import annotations

import csv
from functools import cache
from pathlib import Path

FOLDER = Path(__file__).parent / "content"


def _words(name: str) -> frozenset[str]:
    lines = (FOLDER / name).read_text(encoding="utf-8").splitlines()
    return frozenset(word for line in lines if not line.startswith("#") for word in line.split())


@cache
def stop_words() -> frozenset[str]:
    """Words without a subject: never indexed, never asked."""
    return _words("stop_nl.txt")


@cache
def filler() -> frozenset[str]:
    """Words of the question itself ("hoe kunnen wij …"): left out of a query that has other words."""
    return _words("filler_nl.txt")


@cache
def compound_parts() -> frozenset[str]:
    """Words that compounds are made of, known before the first document."""
    return _words("parts_nl.txt")


@cache
def never_parts() -> frozenset[str]:
    """Endings that look like words."""
    return _words("never_parts_nl.txt")


@cache
def related() -> tuple[tuple[str, str], ...]:
    """Pairs that may stand for each other: synonyms, and abbreviations with their meaning."""
    pairs: list[tuple[str, str]] = []
    for name, left, right in (
        ("synonyms_nl.csv", "term", "synonym"),
        ("abbreviations_nl.csv", "abbreviation", "meaning"),
    ):
        with (FOLDER / name).open(encoding="utf-8", newline="") as file:
            pairs += [(row[left], row[right]) for row in csv.DictReader(file)]
    return tuple(pairs)
