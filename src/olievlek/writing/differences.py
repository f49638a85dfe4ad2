"""What changed between two versions of a case, word by word, for people to read."""

import difflib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from olievlek.cases.models import CaseTerm
from olievlek.cases.told import NAMES, ROLES, TICKS, WORDS, Told
from olievlek.vocabulary.models import Term
from olievlek.writing.forms import ProofForm, TellForm

SAME, GONE, NEW = "same", "gone", "new"
ANEW = 0.4
WORD = re.compile(r"\s+|[^\s]+")


@dataclass(frozen=True)
class Piece:
    """A run of words: the same in both, only before, or only after."""

    kind: str
    text: str


@dataclass(frozen=True)
class Change:
    """One question whose answer changed."""

    question: str
    pieces: list[Piece]


def changes(before: Told, after: Told) -> list[Change]:
    """In the order in which a person is asked."""
    names = _names_of_words()
    found = []
    for name in NAMES:
        old, new = (_in_words(name, told.get(name), names) for told in (before, after))
        if old != new:
            found.append(Change(question(name), list(_pieces(old, new))))
    return found


def question(name: str) -> str:
    fields = {**TellForm.base_fields, **ProofForm.base_fields}
    return str(fields["theme" if name == "themes" else name].label)


def _names_of_words() -> dict[str, str]:
    return {f"{term.list}/{term.key}": term.name for term in Term.objects.order_by("pk")}


def _in_words(name: str, value: Any, names: dict[str, str]) -> str:
    if value is None or value == "" or value == []:
        return ""
    if name in TICKS:
        return _("Yes") if value else _("No")
    if name in WORDS:
        return names.get(f"{WORDS[name].value}/{value}", str(value))
    if name in ROLES:
        which = CaseTerm.LISTS[ROLES[name]].value
        return ", ".join(names.get(f"{which}/{key}", key) for key in value)
    return "\n".join(value) if isinstance(value, list) else str(value)


def _pieces(old: str, new: str) -> Iterator[Piece]:
    """Word by word; an answer that was mostly written anew is shown whole, before and after."""
    one, two = WORD.findall(old), WORD.findall(new)
    matcher = difflib.SequenceMatcher(a=one, b=two, autojunk=False)
    if old and new and _words_kept(one, matcher) < ANEW * max(len(old.split()), len(new.split())):
        yield from (Piece(GONE, old), Piece(NEW, new))
        return
    for kind, a, b, c, d in matcher.get_opcodes():
        if kind == "equal":
            yield Piece(SAME, "".join(one[a:b]))
            continue
        if b > a:
            yield Piece(GONE, "".join(one[a:b]))
        if d > c:
            yield Piece(NEW, "".join(two[c:d]))


def _words_kept(words: list[str], matcher: "difflib.SequenceMatcher[str]") -> int:
    """How many words stayed; blanks do not count."""
    same = matcher.get_matching_blocks()
    return sum(1 for block in same for word in words[block.a : block.a + block.size] if not word.isspace())
