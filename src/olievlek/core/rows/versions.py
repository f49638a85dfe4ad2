"""Versions of a text, and what changed between two of them, for people to read.

    class Version(TextVersion):
        case = models.ForeignKey(Case, ...)

        class Meta:
            ordering = ["case", "-number"]
            constraints = [models.UniqueConstraint(fields=["case", "number"], name="one_version_of_an_edition")]

    Version.objects.get_or_create(case=case, number=case.edition, defaults={"told": snapshot, "made_by": by})
    pieces = difference(before.told["problem"], after.told["problem"])

In a template: `{% include "core/components/difference.html" with pieces=pieces only %}`. It says in words what went and
came, not by colour alone. Keep a version under the `edition` of its row (`core.rows.editions`).
"""

import difflib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.db import models

SAME, GONE, NEW = "same", "gone", "new"
ANEW = 0.4
WORD = re.compile(r"\s+|[^\s]+")


class TextVersion(models.Model):
    """How something read at one moment; `number` is the edition, `told` its fields by name."""

    number = models.PositiveIntegerField()
    told: "models.JSONField[dict[str, Any], dict[str, Any]]" = models.JSONField(default=dict)
    made_at = models.DateTimeField(auto_now_add=True)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )

    class Meta:
        abstract = True


@dataclass(frozen=True)
class Piece:
    """A run of words: the same in both, only before, or only after."""

    kind: str
    text: str


def difference(old: str, new: str) -> list[Piece]:
    """Word by word; a text that was mostly written anew is shown whole, before and after."""
    return list(_pieces(old, new))


def _pieces(old: str, new: str) -> Iterator[Piece]:
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
