"""The study of ten municipalities (2016), counted again from the codes of its cases (004-36).

Counts are never stretched to 100 %: what falls outside the printed categories is shown as such. Ten is too few for a
benchmark, so cases are shown per size class and scores are not.
"""

from collections import defaultdict
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _

from olievlek.cases.models import Case, CaseTerm
from olievlek.core.charts import Bar
from olievlek.core.content import told_in
from olievlek.organisations.models import Kind
from olievlek.organisations.sizes import SizeClass
from olievlek.vocabulary.models import List, Term

Role = CaseTerm.Role
Letters = list[str]
SIDES = (Role.DRIVER, Role.PROMOTING, Role.HINDERING)
NOT_THE_FLOOR = ("management", "board", "think_tank")


@dataclass(frozen=True)
class Count:
    """A thing with the letters of the municipalities it holds for."""

    label: str
    letters: Letters

    def __len__(self) -> int:
        return len(self.letters)


@dataclass(frozen=True)
class Factor:
    """One factor on up to three sides: it may drive, promote and hinder at once (004-10)."""

    name: str
    sides: dict[str, Letters]

    @property
    def is_on_both_sides(self) -> bool:
        helps = self.sides[Role.DRIVER] or self.sides[Role.PROMOTING]
        return bool(helps and self.sides[Role.HINDERING])


@dataclass(frozen=True)
class Study:
    """The cases in the order of their letters, and who has which word in which role."""

    cases: list[Case]
    words: dict[str, dict[str, Letters]]
    terms: dict[tuple[str, str], Term]

    def having(self, role: str, key: str) -> Letters:
        """The municipalities with this word in this role."""
        return self.words.get(role, {}).get(key, [])

    def where(self, **facts: Any) -> Letters:
        """The municipalities whose case has these columns; a word is named by its key."""
        return [
            letter_of(case) for case in self.cases if all(_value(case, name) == value for name, value in facts.items())
        ]

    def by_size(self) -> dict[str, Letters]:
        return {
            size: [letter_of(case) for case in self.cases if case.owner and case.owner.size_class == size]
            for size in SizeClass.values
        }

    def origins(self) -> list[Count]:
        """As the study prints them: one each. Together they are eight; the last row holds the others."""
        printed = [
            Count(self.terms[List.ORIGIN, key].name, letters) for key, letters in self.words[Role.MAIN_ORIGIN].items()
        ]
        counted = {letter for count in printed for letter in count.letters}
        rest = [letter_of(case) for case in self.cases if letter_of(case) not in counted]
        return [*sorted(printed, key=lambda one: -len(one)), Count(_("Other, or not in a category"), rest)]

    def initiative(self) -> list[Count]:
        above = sorted(letter for key in NOT_THE_FLOOR for letter in self.having(Role.INITIATOR, key))
        return [
            Count(self.terms[List.INITIATOR, "work_floor"].name, self.having(Role.INITIATOR, "work_floor")),
            Count(_("Management, governors or a think tank"), above),
        ]

    def help(self) -> list[Count]:
        return [
            Count(_("Without help from outside"), self.where(external_help=False)),
            Count(_("With help from outside"), self.where(external_help=True)),
            Count(_("of which a supplier"), self.having(Role.HELP_KIND, "supplier")),
        ]

    def strategy(self) -> list[Count]:
        return [
            Count(self.terms[List.STRATEGY, key].name, self.where(strategy_status=key))
            for key in ("none", "partly", "adopted")
        ]

    def drive(self) -> list[Count]:
        return [
            Count(self.terms[List.DRIVE, key].name, self.where(drive=key)) for key in ("internal", "both", "external")
        ]

    def factors(self) -> list[Factor]:
        """Every factor that anybody names, most named first."""
        keys = dict.fromkeys(key for side in SIDES for key in self.words.get(side, {}))
        found = [
            Factor(self.terms[List.FACTOR, key].name, {side: self.having(side, key) for side in SIDES}) for key in keys
        ]
        return sorted(found, key=lambda one: (-sum(map(len, one.sides.values())), one.name))

    def bars(self, counts: list[Count]) -> list[Bar]:
        """Counts of all cases, each with its letters."""
        return [Bar(_told(one), len(one), len(self.cases)) for one in counts]


def letter_of(case: Case) -> str:
    """The letter and number of the municipality in the study."""
    return case.owner.study_key if case.owner else ""


def _told(count: Count) -> str:
    return f"{count.label} ({', '.join(count.letters)})" if count.letters else count.label


def _value(case: Case, name: str) -> Any:
    value = getattr(case, name)
    return value.key if isinstance(value, Term) else value


def study() -> Study:
    """The study as the database has it now, in two queries."""
    cases = Case.objects.published().filter(owner__kind=Kind.STUDY).order_by("owner__study_key")
    shown = list(cases.select_related("owner", "strategy_status", "drive"))
    letters = {case.pk: letter_of(case) for case in shown}
    words: dict[str, dict[str, Letters]] = defaultdict(lambda: defaultdict(list))
    links = CaseTerm.objects.filter(case__in=letters).select_related("term").order_by("case__owner__study_key", "pk")
    for link in links:
        words[link.role][link.term.key].append(letters[link.case_id])
    named = {(term.list, term.key): term for term in Term.objects.filter(list__in=_LISTS)}
    return Study(shown, {role: dict(found) for role, found in words.items()}, named)


_LISTS = [List.ORIGIN, List.INITIATOR, List.STRATEGY, List.DRIVE, List.FACTOR]


@cache
def conclusions() -> tuple[list[str], str]:
    """What the researchers conclude, in our words, and the bias they name. In Dutch, as the study is."""
    told = told_in(Path(__file__).parent / "content" / "study_oracle.yaml")
    return [one["text"] for one in told["conclusions"]], told["bias"]
