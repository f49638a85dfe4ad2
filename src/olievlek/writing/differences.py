"""What changed between two versions of a case, word by word, for people to read."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from olievlek.cases.models import CaseTerm
from olievlek.cases.told import NAMES, ROLES, TICKS, WORDS, Told
from olievlek.core.rows.versions import Piece, difference
from olievlek.vocabulary.models import Term
from olievlek.writing.forms import ProofForm, TellForm


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
            found.append(Change(question(name), difference(old, new)))
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
