"""The proof that no small group can be worked out: made-up organisations through the product's own closing.

The worst case on purpose: the same people answer the same in each round, few come and go, and everything that was ever
shown is put side by side. In some worlds two organisations ask the same people, or whoever invites owns addresses and
knows what these answered.
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
from olievlek.surveys.auditor import Cell as Asked
from olievlek.surveys.auditor import release
from olievlek.surveys.crowds import crowd
from olievlek.surveys.links import fresh_code, person_code
from olievlek.surveys.models import Answer, Cell, Department, Participation, Questionnaire, Register, Round
from olievlek.surveys.models.answer import Values
from olievlek.surveys.published import of_organisation

K = 5
LAYERS = ("management", "practice", "support")
ANSWERS = 0.75
WORLDS = {
    "plain": "each organisation asks people of its own",
    "shared": "two organisations ask partly the same people",
    "owned": "whoever invites owns four addresses from elsewhere in each group",
    "typed": "nobody has an address of the organisation, and whoever invites owns four",
}


@dataclass(frozen=True)
class Person:
    """Somebody who gives the same answers in each round, or never. The attacker knows what `owned` ones say."""

    name: str
    layer: str
    department: str
    values: Values
    answers: bool
    guest: bool = False
    owned: bool = False

    @property
    def email(self) -> str:
        return f"{self.name}@voorbeeld.example"


@dataclass
class Town:
    """One made-up organisation with its people of now, and what was closed of it."""

    organisation: Organisation
    departments: list[str]
    people: list[Person]
    guests: bool = False
    hired: int = 0
    cells: list[dict[str, Any]] = field(default_factory=list)


@dataclass
class Region:
    """Organisations that ask the same people, and everything that was shown of them."""

    towns: list[Town]

    @property
    def cells(self) -> list[dict[str, Any]]:
        return [cell for town in self.towns for cell in town.cells]

    def released(self, rounds: int) -> list[frozenset[str]]:
        """People about whom a cell of the first rounds tells the attacker something new."""
        shown = [one for one in self.cells if one["released"] and one["round"] <= rounds]
        return [frozenset(one["participants"]) - frozenset(one["owned"]) for one in shown]


@dataclass(frozen=True)
class Tally:
    """After a number of rounds: in how many regions a small group leaks, and which part of the cells is shown."""

    rounds: int
    leaking: int
    groups: int
    eligible: int
    shown: int
    eligible_now: int
    shown_now: int


def build(
    questionnaire: Questionnaire, *, organisations: int, rounds: int, seed: int, policy: str, world: str = "plain"
) -> list[Region]:
    """Run every round of every organisation, on rows in the database."""
    dice = random.Random(seed)  # noqa: S311  # made-up people, the same for the same seed
    items = list(questionnaire.items.order_by("position").values_list("key", flat=True))
    towns = [_town(dice, items, number, guests=world == "typed") for number in range(organisations)]
    each = 2 if world == "shared" else 1
    regions = [Region(towns[place : place + each]) for place in range(0, len(towns), each)]
    for region in regions:
        _prepare(dice, items, region, world)
        for number in range(1, rounds + 1):
            for town in region.towns:
                if number > 1:
                    _come_and_go(dice, items, town)
                round_ = _answered(questionnaire, town)
                closing.close(round_, by=None, choose=POLICIES[policy])
                town.cells += _closed(round_, town, number)
    return regions


def _threshold(round_: Round) -> releasing.Chosen:
    """The rule of other tools: show every group of five or more."""
    people = crowd(round_)
    return {key: True for key in releasing.asked_keys(round_) if len(people.of(key)) >= round_.minimum_group}


def _alone(round_: Round) -> releasing.Chosen:
    """An auditor that knows the rounds of one organisation only, and for whom everybody makes a group larger."""
    people = crowd(round_)
    cells = [Asked(key, people.of(key)) for key in releasing.asked_keys(round_)]
    found = release(cells, shown=of_organisation(round_, people), k=round_.minimum_group)
    return {one.key: True for one in found}  # type: ignore[misc]  # keys of ours


POLICIES = {"auditor": releasing.chosen_keys, "alone": _alone, "threshold": _threshold}


def _town(dice: random.Random, items: list[str], number: int, *, guests: bool) -> Town:
    organisation = Organisation.objects.create(
        code=f"PROOF-{number}", slug=f"proof-{number}", name=f"Proof {number}", kind=Kind.OTHER, size_class=SizeClass.C
    )
    departments = [f"Department {letter}" for letter in "ABCDEF"[: dice.randint(2, 6)]]
    town = Town(organisation, departments, [], guests)
    for department in departments:
        for _ in range(dice.randint(1, 20)):
            _hire(dice, items, town, department)
    return town


def _hire(dice: random.Random, items: list[str], town: Town, department: str) -> None:
    town.people.append(_person(dice, items, town, dice.choice(LAYERS), department, guest=town.guests))


def _person(dice: random.Random, items: list[str], town: Town, layer: str, department: str, **more: bool) -> Person:
    town.hired += 1
    values = {item: dice.randint(0, 4) for item in items}
    answers = dice.random() < ANSWERS or more.get("owned", False)
    return Person(f"{town.organisation.code}.{town.hired}", layer, department, values, answers, **more)


def _prepare(dice: random.Random, items: list[str], region: Region, world: str) -> None:
    """Variations on the plain world."""
    first = region.towns[0]
    if world == "shared" and len(region.towns) > 1:
        other = region.towns[1]
        kept = dice.sample(other.people, dice.randint(0, len(other.people) // 4))
        both = dice.sample(first.people, len(first.people) - dice.randint(0, 3))
        other.departments = sorted({*first.departments, *other.departments})
        other.people = [*kept, *both]
    if world == "owned":
        for layer in LAYERS:
            for department in first.departments:
                first.people += [
                    _person(dice, items, first, layer, department, guest=True, owned=True) for _ in range(K - 1)
                ]
    if world == "typed":
        layer, department = dice.choice(LAYERS), dice.choice(first.departments)
        first.people += [_person(dice, items, first, layer, department, guest=True, owned=True) for _ in range(K - 1)]


def _come_and_go(dice: random.Random, items: list[str], town: Town) -> None:
    real = [one for one in town.people if not one.owned]
    for one in dice.sample(real, min(dice.randint(0, 2), len(real))):
        town.people.remove(one)
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
            round=round_, person=person_code(one.email),
            layer=one.layer, department=departments[one.department], guest=one.guest,
        )
        for one in town.people
    ]  # fmt: skip
    Participation.objects.bulk_create(invited)
    answering = [(row, one) for row, one in zip(invited, town.people, strict=True) if one.answers]
    Register.objects.create(round=round_, answered=sorted(str(row.key) for row, _one in answering))
    Answer.objects.bulk_create(
        Answer(round=round_, layer=one.layer, department=row.department, guest=one.guest, values=one.values)
        for row, one in answering
    )
    return round_


def _closed(round_: Round, town: Town, number: int) -> Iterator[dict[str, Any]]:
    """Each cell that could be asked for, with whose answers count in it, and what was frozen of it."""
    people = [one for one in town.people if one.answers]
    for cell in Cell.objects.filter(round=round_).select_related("department").order_by("pk"):
        name = cell.department.name if cell.department else None
        there = [one for one in people if cell.layer in ("", one.layer) and name in (None, one.department)]
        counted = [one for one in there if cell.with_guests or not one.guest]
        guests = sum(one.guest for one in there)
        means = {key: told.get("mean") for key, told in cell.figures.get("factors", {}).items()}
        yield {
            "id": f"{town.organisation.code}-{number}-{cell.layer or 'all'}-{name or 'all'}",
            "round": number,
            "attributes": {"layer": cell.layer or None, "department": name},
            "participants": [one.name for one in counted],
            "owned": [one.name for one in counted if one.owned],
            "large": len(there) - guests >= K or guests >= 2 * K,
            "released": cell.is_released,
            "n": cell.people,
            "mean": next(iter(means.values()), None),
            "means": means or None,
        }


def tally(regions: list[Region], rounds: int) -> Tally:
    """Attack everything shown in the first rounds, and count what is shown."""
    found = [attacker.small_groups(region.released(rounds), below=K) for region in regions]
    counts = defaultdict[str, int](int)
    for cell in (one for region in regions for one in region.cells if one["round"] <= rounds):
        large, now = cell["large"], cell["round"] == rounds
        counts["eligible"] += large
        counts["shown"] += cell["released"]
        counts["eligible_now"] += large and now
        counts["shown_now"] += cell["released"] and now
    return Tally(rounds=rounds, leaking=sum(map(bool, found)), groups=sum(map(len, found)), **counts)


def export(regions: list[Region]) -> dict[str, Any]:
    """Figures for anybody who wants to try an attack."""
    towns = [town for region in regions for town in region.towns]
    return {"organisations": [{"id": town.organisation.code, "cells": town.cells} for town in towns]}
