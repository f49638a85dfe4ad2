"""Words in which people would look for the examples that ship, beside those that their makers gave."""

from collections.abc import Sequence
from functools import cache
from pathlib import Path

import yaml

FILE = "everyday_words.yaml"
HERE = Path(__file__).parent / "content"


@cache
def _all() -> dict[str, list[str]]:
    told = yaml.safe_load((HERE / FILE).read_text(encoding="utf-8"))
    return {key: [line for lines in languages.values() for line in lines] for key, languages in told.items()}


def keys() -> Sequence[str]:
    """The keys of the examples that the file knows."""
    return list(_all())


def words_for(key: str) -> Sequence[str]:
    """Lines to search by, for the key of an example; none for one that did not ship."""
    return _all().get(key, [])
