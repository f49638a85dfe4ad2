"""The committed lists of words, and how they get into the database. Origins: docs/data.md."""

from functools import cache
from pathlib import Path
from typing import Any

from django.db import transaction

from olievlek.core import text
from olievlek.core.content import told_in
from olievlek.vocabulary.models import List, Term

HERE = Path(__file__).parent
NAMED = {"key", "parent", "nl", "en", "about_nl", "about_en"}


@cache
def entries(which: List) -> tuple[dict[str, Any], ...]:
    """The terms of a list as its file has them."""
    return tuple(told_in(HERE / f"{which}.yaml"))


@transaction.atomic
def load() -> dict[str, int]:
    """Bring every list in line with its file; twice changes nothing. Answers how many terms there are per list."""
    terms = [_term(which, position, entry) for which in List for position, entry in enumerate(entries(which))]
    columns = ["name_nl", "name_en", "description_nl", "description_en", "position", "details"]
    Term.objects.bulk_create(terms, update_conflicts=True, unique_fields=["list", "key"], update_fields=columns)
    _set_parents()
    return {which.value: len(entries(which)) for which in List}


def theme_key(word: str) -> str | None:
    """The theme that a word of a source stands for ("smart city", "Schulden"); None when no theme fits."""
    return _theme_words().get(text.folded(word))


@cache
def _theme_words() -> dict[str, str]:
    themes = entries(List.THEME)
    also = {text.folded(word): theme["key"] for theme in themes for word in (theme["nl"], *theme.get("also", []))}
    return also | {theme["key"]: theme["key"] for theme in themes}


def _term(which: List, position: int, entry: dict[str, Any]) -> Term:
    return Term(
        list=which,
        key=entry["key"],
        name_nl=entry["nl"],
        name_en=entry["en"],
        description_nl=entry.get("about_nl", ""),
        description_en=entry.get("about_en", ""),
        position=position,
        details={name: value for name, value in entry.items() if name not in NAMED},
    )


def _set_parents() -> None:
    known: dict[tuple[str, str], Term] = {(term.list, term.key): term for term in Term.objects.all()}
    moved = []
    for which in List:
        for entry in entries(which):
            term, parent = known[which, entry["key"]], known.get((which, entry.get("parent", "")))
            if term.parent_id != (parent and parent.pk):
                term.parent = parent
                moved.append(term)
    Term.objects.bulk_update(moved, ["parent"])
