"""Words that stand in one place only: a bait to search by, and a canary that nobody may see who should not.

A search page repeats what was typed, so a leak can not be told by the typed word: type the bait, look for the canary.
"""

import random
from typing import Any

from django.db import models

_CONSONANTS, _VOWELS = "bdfghklmnprstvz", "aeiou"


class Words:
    """Never the same word twice; the same words in every run."""

    def __init__(self, seed: int = 2026) -> None:
        self._dice, self._given = random.Random(seed), set[str]()

    def fresh(self, kind: str) -> str:
        """Ten letters that read like a word, so that no analysis drops it."""
        while True:
            word = kind + "".join(self._dice.choice(_CONSONANTS) + self._dice.choice(_VOWELS) for _ in range(4)) + "x"
            if word not in self._given:
                self._given.add(word)
                return word


def is_text(field: "models.Field[Any, Any]") -> bool:
    """A field in which a person's words could stand."""
    return isinstance(field, models.CharField | models.TextField | models.JSONField) and not field.choices


def planted(field: "models.Field[Any, Any]", bait: str, canary: str) -> Any:
    """A value of this field's kind that holds both words, as far as its length allows."""
    if isinstance(field, models.EmailField):
        return f"{bait}.{canary}@voorbeeld.example"
    if isinstance(field, models.URLField):
        return f"https://www.example.org/{bait}/{canary}"
    if isinstance(field, models.SlugField):
        return f"{bait}-{canary}"
    if isinstance(field, models.JSONField):
        return [f"{bait} {canary}"] if field.default is list else {"words": f"{bait} {canary}"}
    longest = field.max_length or 10_000
    return f"{bait} {canary}" if longest >= len(bait) + len(canary) + 1 else canary[:longest]
