"""Near copies: the same thing at several organisations, told by its title without the organisation and small words."""

from __future__ import annotations

from olievlek.index.analysis import stem, tokenise
from olievlek.index.lists import stop_words

_BODIES = {"gemeente", "gemeenten", "provincie", "waterschap", "ministerie", "regio", "dienst"}
_MAX = 120


def family(title: str, organisation: str) -> str:
    """The key that near copies share; empty for a title that says nothing by itself."""
    theirs = set(tokenise(organisation)) | _BODIES
    words = [word for word in tokenise(title) if word not in theirs and word not in stop_words()]
    return " ".join(sorted({stem(word) for word in words}))[:_MAX]
