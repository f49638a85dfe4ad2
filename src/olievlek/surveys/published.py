"""Everything that was ever shown about the people of a round, also by other organisations that asked the same people.

Rounds that share a person, and rounds that share one with those, are one system of sums. Most rounds of others take no
part in it, because each of their sums counts many people who answered nowhere else: those are left out (`is_inert`).
When too many are left to look at, `linked` says whom the others share, and the auditor only lets through what cannot
add to anything (`Auditor`).
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from olievlek.surveys.auditor import is_inert
from olievlek.surveys.crowds import Crowd, crowds
from olievlek.surveys.models import Cell, Participation, Questionnaire, Round, RoundQuerySet

MOST_ROUNDS = 200
AT_ONCE = 500
Row = frozenset[str]


@dataclass
class Block:
    """Rounds of one organisation, in the order in which they closed: what was shown, and of whom."""

    rows: list[Row] = field(default_factory=list)
    people: set[str] = field(default_factory=set)
    guests: set[str] = field(default_factory=set)
    known: set[str] = field(default_factory=set)
    minimum: int = 0

    def add(self, other: "Block") -> None:
        self.rows += other.rows
        self.people |= other.people
        self.guests |= other.guests
        self.known |= other.known
        self.minimum = max(self.minimum, other.minimum)

    def read(self, crowd: Crowd) -> None:
        self.people |= crowd.named
        self.guests |= crowd.guests
        self.known |= crowd.named - crowd.guests


@dataclass(frozen=True)
class Published:
    """`guests` are known by no organisation; `linked` is empty unless there was too much to look at."""

    rows: list[Row]
    guests: frozenset[str]
    minimum: int
    linked: frozenset[str] = frozenset()


def published(round_: Round, crowd: Crowd) -> Published:
    """Earlier figures beside which a closing round is released."""
    around = _Around(round_, crowd)
    block = around.everything()
    linked = frozenset[str]()
    if block is None:
        block, linked = around.own, around.shared(around.own.people, round_.organisation_id)
    return Published(block.rows, frozenset(block.guests - block.known - linked), block.minimum, linked)


def of_organisation(round_: Round, crowd: Crowd) -> list[Row]:
    """Only what its own organisation showed; for the proof that this is not enough."""
    return _Around(round_, crowd).own.rows


class _Around:
    """The rounds about the same factors, and how many of them were read."""

    def __init__(self, round_: Round, crowd: Crowd) -> None:
        same = round_.questionnaire.items.values("factor")
        questions = Questionnaire.objects.filter(items__factor__in=same).values("pk")
        shown = Cell.objects.released().values("round")
        self.rounds: RoundQuerySet = (
            Round.objects.closed().filter(questionnaire__in=questions, pk__in=shown).exclude(pk=round_.pk)
        )
        self.organisation = round_.organisation_id
        self.asked = crowd.named
        self.many = 0
        self.own = self._block(self._numbers(round_.organisation_id))
        self.own.read(crowd)
        self.own.minimum = max(self.own.minimum, round_.minimum_group)

    def _numbers(self, organisation: int) -> list[int]:
        found = self.rounds.filter(organisation=organisation).order_by("closed_at", "pk")
        return list(found.values_list("pk", flat=True))

    def _block(self, numbers: list[int]) -> Block:
        people = crowds(numbers)
        cells = Cell.objects.released().filter(round__in=numbers).order_by("pk")
        block = Block(
            minimum=max(self.rounds.filter(pk__in=numbers).values_list("minimum_group", flat=True), default=0)
        )
        by_round: dict[int, list[Row]] = {number: [] for number in numbers}
        for number, layer, department, guests in cells.values_list("round_id", "layer", "department_id", "with_guests"):
            by_round[number].append(people[number].of((layer, department), with_guests=guests))
        for number in numbers:
            block.rows += by_round[number]
            block.read(people[number])
        return block

    def everything(self) -> Block | None:
        """All rounds that take part, from one organisation to the next; None when there are too many."""
        found, looked = Block(), {self.organisation}
        found.add(self.own)
        new: set[str] = set(self.own.people)
        while new:
            near = sorted(set(self._organisations_of(new)) - looked)
            self.many += self.rounds.filter(organisation__in=near).count() if len(near) <= MOST_ROUNDS else len(near)
            if self.many > MOST_ROUNDS:
                return None
            new = set()
            for organisation in near:
                looked.add(organisation)
                block = self._block(self._numbers(organisation))
                if not self._is_inert(block, organisation):
                    found.add(block)
                    new |= block.people
        return found

    def _is_inert(self, block: Block, organisation: int) -> bool:
        linked = self.shared(block.people, organisation) | (block.people & self.asked)
        return is_inert(block.rows, linked=frozenset(linked), guests=frozenset(block.guests - linked))

    def shared(self, people: Iterable[str], organisation: int) -> frozenset[str]:
        """Which of them another organisation asked too."""
        others = self.rounds.exclude(organisation=organisation).values("pk")
        return frozenset(person for person, _round in self._asked(people, others))

    def _organisations_of(self, people: Iterable[str]) -> Iterator[int]:
        for _person, organisation in self._asked(people, self.rounds.values("pk")):
            yield organisation

    def _asked(self, people: Iterable[str], rounds: Any) -> Iterator[tuple[str, int]]:
        codes = sorted(people)
        for start in range(0, len(codes), AT_ONCE):
            rows = Participation.objects.filter(person__in=codes[start : start + AT_ONCE], round__in=rounds)
            yield from rows.order_by("person").values_list("person", "round__organisation_id").distinct()
