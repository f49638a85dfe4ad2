"""What a cell means: a year, an address, a language, or words of our lists."""

import difflib
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any
from urllib.parse import urlsplit

from django.utils.translation import gettext as _

from olievlek.core.text import folded
from olievlek.imports import tongue
from olievlek.vocabulary.models import List, Term

WORD_LISTS = {"stage": List.INITIATIVE_STAGE, "themes": List.THEME}
# What people call how far it is, where one answer is likely. It is proposed, never taken.
LIKELY_WORDS = {
    "secured": "secured|in productie|in gebruik|operationeel|actief|live|in beheer|geborgd|in use|regulier",
    "trial": "pilot|proef|experiment|test|testfase|pilotfase|beta|realisatie",
    "idea": "idee|voorstel|gepland|nog niet gestart|not started",
    "exploring": "verkenning|verkenningsfase|onderzoek|initiatiefase|voorbereiding|in voorbereiding|in ontwikkeling",
    "scaling": "uitrol|implementatie|implementatiefase|opschaling|opschalen|scaling",
    "stopped": "gestopt|stopgezet|beëindigd|geannuleerd|buiten gebruik|vervallen",
}
LIKELY_STAGES = {word: key for key, words in LIKELY_WORDS.items() for word in words.split("|")}
_FULL_YEAR = re.compile(r"(?<!\d)((?:19|20)\d\d)(?!\d)")
_COMPACT = re.compile(r"((?:19|20)\d\d)(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])")  # 20240301
_SHORT_YEAR = re.compile(r"(?:.*[-/ ]|fy)?['’‘`´]?(\d\d)", re.DOTALL | re.IGNORECASE)
_SHORT_SAYS = re.compile(
    r"['’‘`´]\d\d|\d{1,2}[-/.]\d{1,2}[-/.]['’]?\d\d|[a-z]{3,9}\.?[- ]['’]?\d\d|(?:fy|q[1-4]) ?['’]?\d\d", re.IGNORECASE
)
_ADDRESS = re.compile(r"https?://\S+", re.IGNORECASE)
_BARE_ADDRESS = re.compile(
    r"(?:www\.)?[\w-]+(?:\.[\w-]+)*\.(?:nl|eu|org|com|net|amsterdam|frl)(?:/\S*)?", re.IGNORECASE
)


@dataclass(frozen=True)
class UnknownWordsError(Exception):
    """Words that we do not know, and what of the cell we do know."""

    words: list[str]
    known: Any = field(default="")


def year(text: str) -> int | None:
    """The first year in a text, also in a day or a season. Raises ValueError."""
    if not text:
        return None
    if found := _FULL_YEAR.search(text) or _COMPACT.fullmatch(text):
        return int(found.group(1))
    if _SHORT_SAYS.fullmatch(text) and (found := _SHORT_YEAR.fullmatch(text)):
        short = int(found.group(1))
        return short + (2000 if short < 70 else 1900)
    told = _("“%(text)s” is no year. Write four figures, such as 2024.")
    raise ValueError(told % {"text": text[:40]})


def link(text: str, behind: str = "") -> str:
    """The address in a cell, or behind it. Raises ValueError."""
    found = _ADDRESS.search(text)
    address = found.group().rstrip(".,;)>]") if found else behind
    if not address and _BARE_ADDRESS.fullmatch(text):
        address = f"https://{text}"
    try:
        is_address = bool(urlsplit(address).hostname)
    except ValueError:
        is_address = False
    if text and not is_address:
        raise ValueError(_("“%(text)s” is no address. It begins with https://.") % {"text": text[:60]})
    return address


def language(text: str) -> str:
    """The key of a language by its name. Raises ValueError."""
    found = tongue.named(text) if text else ""
    if found is None:
        raise ValueError(_("“%(text)s” is no language that we know.") % {"text": text[:40]})
    return found


class Words:
    """The lists that a cell can name a word of: by its name in Dutch or English, by its key, or as somebody told.

    Args:
        answers: what words of a sheet mean there: by the key of a field and the word the key of a term, or "".
    """

    def __init__(self, answers: Mapping[str, Mapping[str, str]] | None = None) -> None:
        self.answers = answers or {}

    @cached_property
    def _known(self) -> dict[tuple[str, str], Term]:
        terms = Term.objects.filter(list__in=WORD_LISTS.values()).order_by("list", "position")
        return {(term.list, folded(name)): term for term in terms for name in (term.key, term.name_en, term.name_nl)}

    def told(self, key: str, value: Any) -> str:
        """A value as a reader sees it: words by their name, lists below each other."""
        if key in WORD_LISTS:
            keys = value if isinstance(value, list) else [value]
            return ", ".join(self._known[WORD_LISTS[key], folded(one)].name for one in keys)
        return "\n".join(value) if isinstance(value, list) else str(value)

    def stage(self, text: str) -> str:
        """The key of one word. Raises UnknownWordsError."""
        if not text:
            return ""
        found = self._key("stage", text)
        if found is None:
            raise UnknownWordsError([text])
        return found

    def themes(self, text: str) -> list[str]:
        """Keys; between themes stands a semicolon, a line break, or a comma that is no part of a name."""
        found = {part: self._key("themes", part) for part in self._parts(text)}
        known = list(dict.fromkeys(key for key in found.values() if key))
        if unknown := [part for part, key in found.items() if key is None]:
            raise UnknownWordsError(unknown, known)
        return known

    def _parts(self, text: str) -> list[str]:
        parts: list[str] = []
        for whole in filter(None, (part.strip() for part in re.split(r"[;\n|]", text))):
            pieces = [piece.strip() for piece in whole.split(",") if piece.strip()]
            split = self._key("themes", whole) is None and any(self._key("themes", one) is not None for one in pieces)
            parts += pieces if split else [whole]
        return parts

    def _key(self, key: str, text: str) -> str | None:
        found = self._known.get((WORD_LISTS[key], folded(text)))
        return found.key if found else self.answers.get(key, {}).get(folded(text))

    def not_of_ours(self, key: str, text: str) -> list[str]:
        """The words in a cell that stand in no list of ours, whether or not somebody told what they mean."""
        parts = self._parts(text) if key == "themes" else [text] if text else []
        return [part for part in parts if (WORD_LISTS[key], folded(part)) not in self._known]

    def answered(self, key: str, word: str) -> str:
        """What somebody told that it means: the key of a word, or ""."""
        return self.answers.get(key, {}).get(folded(word), "")

    def likely(self, key: str, word: str) -> str:
        """The key of the word that comes near, to propose; "" when none does."""
        if key == "stage" and folded(word) in LIKELY_STAGES:
            return LIKELY_STAGES[folded(word)]
        names = [name for one, name in self._known if one == WORD_LISTS[key]]
        near = difflib.get_close_matches(folded(word), names, n=1, cutoff=0.75)
        return self._known[WORD_LISTS[key], near[0]].key if near else ""

    def choices(self, key: str) -> list[tuple[str, str]]:
        """Every word of the list, in its order."""
        every = {term.key: term.name for (one, _name), term in self._known.items() if one == WORD_LISTS[key]}
        return list(every.items())
