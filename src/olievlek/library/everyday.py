"""Words and questions with which people would look for the examples that ship, and questions that none of them answers.

They stand beside the words that the makers gave; no page shows them.
"""

import csv
from collections.abc import Sequence
from functools import cache
from pathlib import Path

from olievlek.core.content import told_in

WORDS, QUESTIONS, UNANSWERED = "everyday_words.yaml", "everyday_questions.csv", "unanswered_questions.csv"
FILES = (WORDS, QUESTIONS)
HERE = Path(__file__).parent / "content"


def _rows(name: str) -> list[dict[str, str]]:
    with (HERE / name).open(encoding="utf-8", newline="") as handle:
        return list(csv.DictReader(handle))


@cache
def _all() -> dict[str, list[str]]:
    told = told_in(HERE / WORDS)
    found = {key: [line for lines in languages.values() for line in lines] for key, languages in told.items()}
    for row in _rows(QUESTIONS):
        found.setdefault(row["case"], []).append(row["line"])
    return found


def keys() -> Sequence[str]:
    """The keys of the examples that the files know."""
    return list(_all())


def words_for(key: str) -> Sequence[str]:
    """Lines to search by, for the key of an example; none for one that did not ship."""
    return _all().get(key, [])


@cache
def questions_by_key() -> tuple[tuple[str, str], ...]:
    """The same questions, each after the key of the example that answers it."""
    return tuple((row["case"], row["line"]) for row in _rows(QUESTIONS))


@cache
def questions() -> tuple[str, ...]:
    """Questions of daily work to which one of the examples that ship is an answer."""
    return tuple(line for _, line in questions_by_key())


@cache
def unanswered() -> tuple[str, ...]:
    """Questions of daily work to which none of the examples that ship is an answer."""
    return tuple(row["line"] for row in _rows(UNANSWERED))
