"""Participants of rounds by layer and department, read from the registers; the answers are not needed."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from olievlek.surveys.models import Participation, Register, Round

Place = tuple[str, int | None]
Key = tuple[str, int | None]
EVERYBODY: Key = ("", None)


@dataclass
class Crowd:
    """Known people by their code, others by a number. `guests` are those whom the organisation is not known to have."""

    places: dict[Place, list[str]] = field(default_factory=lambda: defaultdict(list))
    guests: set[str] = field(default_factory=set)
    unnamed: set[str] = field(default_factory=set)

    def of(self, key: Key, *, with_guests: bool = True) -> frozenset[str]:
        """The people in a cell."""
        layer, department = key
        return frozenset(
            person
            for (person_layer, person_department), people in self.places.items()
            if layer in ("", person_layer) and department in (None, person_department)
            for person in people
            if with_guests or person not in self.guests
        )

    @property
    def named(self) -> frozenset[str]:
        """Those who can be in another round too."""
        return self.of(EVERYBODY) - self.unnamed


def crowd(round_: Round) -> Crowd:
    return crowds([round_.pk])[round_.pk]


def crowds(rounds: Iterable[int]) -> dict[int, Crowd]:
    """Of several rounds, in two queries."""
    registers = list(Register.objects.filter(round__in=list(rounds)).order_by("round_id"))
    answered = {one.round_id: set(one.answered) for one in registers}
    found = {one.round_id: Crowd() for one in registers}
    rows = Participation.objects.filter(round__in=answered).order_by("key")
    told = rows.values_list("key", "round_id", "person", "layer", "department_id", "guest")
    for key, number, person, layer, department, guest in told:
        if str(key) in answered[number]:
            found[number].places[layer, department].append(person)
            found[number].guests |= {person} if guest else set()
    for register in registers:
        _add_unnamed(found[register.round_id], register)
    return found


def _add_unnamed(crowd: Crowd, register: Register) -> None:
    """People of the open link: each is a guest, and nobody knows whether they were in another round."""
    for name, many in register.unnamed.items():
        layer, _bar, department = name.partition("|")
        people = [f"open:{register.round_id}:{name}:{number}" for number in range(many)]
        crowd.places[layer, int(department) if department else None] += people
        crowd.guests.update(people)
        crowd.unnamed.update(people)
