"""What a column of a spreadsheet can be for a case, and a guess by its name, in Dutch or English."""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

Text = str | Promise


@dataclass(frozen=True)
class Field:
    """One thing that a case tells. `words` are names of columns that mean it, as `plain` writes them."""

    key: str
    label: Text
    words: tuple[str, ...]


FIELDS = (
    Field("title", _("Title"), ("titel", "title", "naam", "name", "praktijk", "voorbeeld", "project", "example")),
    Field("problem", _("Problem"), ("probleem", "aanleiding", "vraagstuk", "knelpunt", "waarom", "problem", "why")),
    Field(
        "done",
        _("What was done"),
        (
            "gedaan",
            "aanpak",
            "oplossing",
            "omschrijving",
            "beschrijving",
            "done",
            "approach",
            "solution",
            "description",
        ),
    ),
    Field("results", _("Result"), ("resultaat", "resultaten", "opbrengst", "effect", "result", "results", "outcome")),
    Field("themes", _("Theme"), ("thema", "themas", "thema s", "theme", "themes", "onderwerp", "categorie", "topic")),
    Field("year", _("Year"), ("jaar", "startjaar", "begonnen", "year", "started")),
    Field("stage", _("How far it is"), ("fase", "status", "stadium", "hoe ver", "stage", "phase", "how far")),
    Field(
        "needs", _("What it takes"), ("nodig", "kosten", "randvoorwaarden", "kost", "vraagt", "needs", "costs", "takes")
    ),
    Field(
        "failed",
        _("What went wrong"),
        ("mis", "mislukt", "valkuilen", "fouten", "misging", "wrong", "failed", "pitfalls"),
    ),
    Field(
        "lessons",
        _("What you would do differently"),
        ("lessen", "geleerd", "anders", "lessons", "learned", "differently"),
    ),
    Field("own_words", _("Words to search with"), ("zoekwoorden", "trefwoorden", "keywords", "tags", "search")),
    Field(
        "story",
        _("How it came about"),
        ("verhaal", "ontstond", "achtergrond", "toelichting", "story", "background", "came about"),
    ),
    Field("link", _("Link to more"), ("bron", "bron url", "url", "link", "website", "source")),
)
KEYS = tuple(field.key for field in FIELDS)
LABELS = {field.key: field.label for field in FIELDS}
PEOPLE = ("contact", "contactpersoon", "mail", "email", "telefoon", "auteur", "collega", "phone", "author", "person")


def plain(name: str) -> str:
    """Small letters without accents, words with one space between: "Thema('s)" is "thema s"."""
    bare = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    return " ".join(re.findall(r"[a-z0-9]+", bare))


def guessed(columns: Sequence[str]) -> list[str]:
    """For each column the key of a field, or nothing. Whole names go before words inside a name; each field once."""
    found = [""] * len(columns)
    names = [plain(name) for name in columns]
    for says in (lambda name, word: name == word, lambda name, word: f" {word} " in f" {name} "):
        for place, name in enumerate(names):
            fits = (one.key for one in FIELDS if one.key not in found and any(says(name, word) for word in one.words))
            if not found[place] and not names_people(columns[place]):
                found[place] = next(fits, "")
    return found


def names_people(column: str) -> bool:
    """Such a column stays out: who is named with a case says yes herself."""
    return any(word in PEOPLE for word in plain(column).split())
