"""The proof that no small group can be worked out: made-up organisations through the product's own closing.

The worst case on purpose: the same people answer the same in each round, few come and go, and everything that was ever
shown is put side by side.
"""

import random
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from django.utils import timezone

from olievlek.organisations.models import Kind, Organisation
from olievlek.organisations.sizes import SizeClass
from olievlek.surveys import attacker, releasing
from olievlek.surveys.actions import closing
from olievlek.surveys.crowds import crowd
from olievlek.surveys.links import fresh_code, person_code
from olievlek.surveys.models import Answer, Cell, Department, Participation, Questionnaire, Register, Round
from olievlek.surveys.models.answer import Values

K = 5
LAYERS = ("management", "practice", "support")
ANSWERS = 0.75


@dataclass(frozen=True)
class Person:
    """Somebody who gives the same answers in each round, or never answers."""

    name: str
    layer: str
    department: str
    values: Values
    answers: bool

    @property
    def email(self) -> str:
        return f"{self.name}@voorbeeld.example"


@dataclass
class Town:
    """One made-up organisation with its people of now, and what was closed of it."""

    organisation: Organisation
    departments: list[str]
    people: list[Person]
    hired: int = 0
    cells: list[dict[str, Any]] = field(default_factory=list)

    def released(self, rounds: int) -> list[frozenset[str]]:
        """Who is in each cell that was shown in the first rounds."""
        shown = [one for one in self.cells if one["released"] and one["round"] <= rounds]
        return [frozenset(one["participants"]) for one in shown]


@dataclass(frozen=True)
class Tally:
    """After a number of rounds: in how many organisations a small group leaks, and which part of the cells is shown."""

    rounds: int
    leaking: int
    groups: int
    eligible: int
    shown: int
    eligible_now: int
    shown_now: int


def build(questionnaire: Questionnaire, *, organisations: int, rounds: int, seed: int, policy: str) -> list[Town]:
    """Run every round of every organisation, on rows in the database."""
    dice = random.Random(seed)  # noqa: S311  # made-up people, the same for the same seed
    items = list(questionnaire.items.order_by("position").values_list("key", flat=True))
    towns = [_town(dice, items, number) for number in range(organisations)]
    for town in towns:
        for number in range(1, rounds + 1):
            if number > 1:
                _come_and_go(dice, items, town)
            round_ = _answered(questionnaire, town)
            closing.close(round_, by=None, choose=threshold if policy == "threshold" else releasing.chosen_keys)
            town.cells += _closed(round_, town, number)
    return towns


def threshold(round_: Round) -> releasing.Chosen:
    """What other tools do: show every group of five or more."""
    people = crowd(round_)
    return {key: True for key in releasing.asked_keys(round_) if len(people.of(key)) >= round_.minimum_group}


def _town(dice: random.Random, items: list[str], number: int) -> Town:
    organisation = Organisation.objects.create(
        code=f"PROOF-{number}", slug=f"proof-{number}", name=f"Proof {number}", kind=Kind.OTHER, size_class=SizeClass.C
    )
    departments = [f"Department {letter}" for letter in "ABCDEF"[: dice.randint(2, 6)]]
    town = Town(organisation, departments, [])
    for department in departments:
        for _ in range(dice.randint(1, 20)):
            _hire(dice, items, town, department)
    return town


def _hire(dice: random.Random, items: list[str], town: Town, department: str) -> None:
    town.hired += 1
    values = {item: dice.randint(0, 4) for item in items}
    person = Person(f"p{town.hired}", dice.choice(LAYERS), department, values, dice.random() < ANSWERS)
    town.people.append(person)


def _come_and_go(dice: random.Random, items: list[str], town: Town) -> None:
    for _ in range(min(dice.randint(0, 2), len(town.people))):
        town.people.remove(dice.choice(town.people))
    for _ in range(dice.randint(0, 2)):
        _hire(dice, items, town, dice.choice(town.departments))


def _answered(questionnaire: Questionnaire, town: Town) -> Round:
    """A round in which everybody who answers has answered; what is written is what `start` and `hand_in` write."""
    round_ = Round.objects.create(
        questionnaire=questionnaire,
        organisation=town.organisation,
        size_class=town.organisation.size_class,
        code=fresh_code(),
        closes_on=timezone.localdate() + timedelta(days=14),
    )
    rows = [Department(round=round_, name=name, position=place) for place, name in enumerate(town.departments)]
    departments = {row.name: row for row in Department.objects.bulk_create(rows)}
    invited = [
        Participation(
            round=round_, person=person_code(f"{town.organisation.code}.{one.email}"),
            layer=one.layer, department=departments[one.department],
        )
        for one in town.people
    ]  # fmt: skip
    Participation.objects.bulk_create(invited)
    answering = [(row, one) for row, one in zip(invited, town.people, strict=True) if one.answers]
    Register.objects.create(round=round_, answered=sorted(str(row.key) for row, _one in answering))
    Answer.objects.bulk_create(
        Answer(round=round_, layer=one.layer, department=row.department, values=one.values) for row, one in answering
    )
    return round_


def _closed(round_: Round, town: Town, number: int) -> Iterator[dict[str, Any]]:
    """Each cell that could be asked for, with who is in it, and what was frozen of it."""
    people = [one for one in town.people if one.answers]
    for cell in Cell.objects.filter(round=round_).select_related("department").order_by("pk"):
        name = cell.department.name if cell.department else None
        inside = [one.name for one in people if cell.layer in ("", one.layer) and name in (None, one.department)]
        means = {key: told.get("mean") for key, told in cell.figures.get("factors", {}).items()}
        yield {
            "id": f"{number}-{cell.layer or 'all'}-{name or 'all'}",
            "round": number,
            "attributes": {"layer": cell.layer or None, "department": name},
            "participants": inside,
            "released": cell.is_released,
            "n": cell.people,
            "mean": next(iter(means.values()), None),
            "means": means or None,
        }


def tally(towns: list[Town], rounds: int) -> Tally:
    """Attack everything shown in the first rounds, and count what is shown."""
    found = [attacker.small_groups(town.released(rounds), below=K) for town in towns]
    counts = defaultdict[str, int](int)
    for cell in (one for town in towns for one in town.cells if one["round"] <= rounds):
        large, now = len(cell["participants"]) >= K, cell["round"] == rounds
        counts["eligible"] += large
        counts["shown"] += cell["released"]
        counts["eligible_now"] += large and now
        counts["shown_now"] += cell["released"] and now
    return Tally(rounds=rounds, leaking=sum(map(bool, found)), groups=sum(map(len, found)), **counts)


def export(towns: list[Town]) -> dict[str, Any]:
    """For whoever wants to attack it herself."""
    return {"organisations": [{"id": town.organisation.code, "cells": town.cells} for town in towns]}
