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
def everyday() -> frozenset[str]:
    """Words of daily talk that say little about a subject: asked with less weight than the others."""
    return _words("everyday_nl.txt")


@cache
def stop_words_en() -> frozenset[str]:
    """English words without a subject: left out of a question in English."""
    return _words("stop_en.txt")


@cache
def filler_en() -> frozenset[str]:
    """English words of the question itself, or of daily talk, that say little about a subject."""
    return _words("filler_en.txt")


@cache
def english() -> tuple[tuple[str, str], ...]:
    """English words of daily talk with what they are in Dutch."""
    with (FOLDER / "english_nl.csv").open(encoding="utf-8", newline="") as file:
        return tuple((row["english"], row["dutch"]) for row in csv.DictReader(file))


@cache
def plain_words() -> tuple[tuple[str, str], ...]:
    """Office words with plain words that people use for them."""
    return tuple((office, plain) for _, office, plain in plain_words_by_theme())


@cache
def plain_words_by_theme() -> tuple[tuple[str, str, str], ...]:
    """The same pairs, each after its theme."""
    with (FOLDER / "plain_words_nl.csv").open(encoding="utf-8", newline="") as file:
        return tuple((row["theme"], row["office"], row["plain"]) for row in csv.DictReader(file))


@cache
def compound_parts() -> frozenset[str]:
    """Words that compounds are made of, known before the first document."""
    return _words("parts_nl.txt")


@cache
def never_parts() -> frozenset[str]:
    """Endings that look like words."""
    return _words("never_parts_nl.txt")


@cache
def verbs() -> dict[str, tuple[str, ...]]:
    """Infinitives, with the past and the participle of strong ones."""
    found = (word.partition(":") for word in _words("verbs_nl.txt"))
    return {verb: tuple(strong.split(",")) if strong else () for verb, _, strong in sorted(found)}


@cache
def no_verb_forms() -> frozenset[str]:
    """Words that look like a form of a verb and are a noun of their own."""
    return _words("no_verb_forms_nl.txt")


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
