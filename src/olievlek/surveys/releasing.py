"""Which cells of a round may be shown, and with which figures: the only road from answers to what people see."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from olievlek.surveys import histograms, scores
from olievlek.surveys.auditor import Cell as Asked
from olievlek.surveys.auditor import best_release, release
from olievlek.surveys.models import Answer, Cell, Participation, Register, Round
from olievlek.surveys.models.answer import Values

Place = tuple[str, int | None]
Key = tuple[str, int | None]
Mark = tuple[Place, int]
EVERYBODY: Key = ("", None)


@dataclass(frozen=True)
class Crowd:
    """Who answered in a round, by layer and department: known people by their code, others by a number."""

    places: dict[Place, list[str]]

    def of(self, key: Key) -> frozenset[str]:
        """Who is in a cell."""
        layer, department = key
        return frozenset(
            person
            for (person_layer, person_department), people in self.places.items()
            if layer in ("", person_layer) and department in (None, person_department)
            for person in people
        )


def crowd(round_: Round) -> Crowd:
    """Read from the register; the answers themselves are not needed."""
    register = Register.objects.get(round=round_)
    places: dict[Place, list[str]] = defaultdict(list)
    known = Participation.objects.filter(round=round_, key__in=register.answered)
    for person, layer, department in known.order_by("key").values_list("person", "layer", "department_id"):
        places[layer, department].append(person)
    for name, many in register.unnamed.items():
        in_layer, _bar, in_department = name.partition("|")
        place = (in_layer, int(in_department) if in_department else None)
        places[place] += [f"open:{round_.pk}:{name}:{number}" for number in range(many)]
    return Crowd(dict(places))


def asked_keys(round_: Round) -> list[Key]:
    """Every cell that could be asked for: all, each layer, each department, each layer in each department (R11)."""
    layers = [group.key for group in round_.groups]
    departments: list[int] = list(round_.departments.order_by("position", "id").values_list("pk", flat=True))
    alone: list[Key] = [EVERYBODY, *((layer, None) for layer in layers), *(("", one) for one in departments)]
    return alone + [(layer, one) for layer in layers for one in departments]


def chosen_keys(round_: Round) -> list[Key]:
    """The cells that may be shown, given all that was ever shown of this organisation."""
    people = crowd(round_)
    before = list(_shown_before(round_))
    cells = [Asked(key, people.of(key)) for key in asked_keys(round_)]
    k = max([round_.minimum_group, *_rounds_before(round_).values_list("minimum_group", flat=True)])
    large = [cell for cell in cells if len(cell.people) >= _smallest(round_, cell.key, k)]
    return [cell.key for cell in best_release(_orders(large, before), shown=before, k=k)]  # type: ignore[misc]  # keys of ours


def _smallest(round_: Round, key: Any, k: int) -> int:
    """Who came by an open link can come again under another number: parts of such a round are shown from 2k (R8)."""
    return 2 * k if round_.takes_anyone and key != EVERYBODY else k


def _orders(cells: Sequence[Asked], before: Iterable[frozenset[Any]]) -> list[list[Asked]]:
    """What goes first: everybody; then who were shown together before; then layers, departments, both; small ones."""
    known = set(before)

    def order(ranks: tuple[int, int, int, int]) -> list[Asked]:
        return sorted(
            cells,
            key=lambda cell: (
                cell.key != EVERYBODY,
                cell.people not in known,
                ranks[_kind(cell.key)],
                len(cell.people),
                str(cell.key),
            ),
        )

    return [order((0, 1, 2, 3)), order((0, 2, 1, 3)), order((0, 1, 1, 1))]


def _kind(key: Any) -> int:
    layer, department = key
    return bool(layer) + 2 * (department is not None)


def _rounds_before(round_: Round) -> Any:
    """Closed rounds of the same organisation with the same questions, whatever their version."""
    others = Round.objects.closed().filter(organisation=round_.organisation_id)
    return others.filter(questionnaire__key=round_.questionnaire.key).exclude(pk=round_.pk)


def _shown_before(round_: Round) -> Iterable[frozenset[str]]:
    for other in _rounds_before(round_).order_by("closed_at", "pk"):
        people = crowd(other)
        cells = Cell.objects.released().filter(round=other).order_by("pk")
        for layer, department in cells.values_list("layer", "department_id"):
            yield people.of((layer, department))


def freeze(round_: Round, keys: Iterable[Key]) -> list[Cell]:
    """One row for each cell that could be asked for; those of `keys` with their figures, the others empty."""
    keys = list(keys)
    factors = round_.questionnaire.factors()
    answers = _answers(round_)
    shown = {
        factor: _keys_for_factor(answers, items, keys, k=round_.minimum_group) for factor, items in factors.items()
    }
    precision = scores.COARSE if round_.takes_anyone else scores.EXACT
    rows = []
    for key in asked_keys(round_):
        row = Cell(round=round_, layer=key[0], department_id=key[1])
        if key in keys:
            inside = _inside(answers, key)
            row.people = len(inside) // 5 * 5 if round_.takes_anyone else len(inside)
            visible = [factor for factor, visible_keys in shown.items() if key in visible_keys]
            row.figures = {"factors": scores.figures(inside, factors, shown=visible, precision=precision)}
            if key == EVERYBODY:
                every = [item for items in factors.values() for item in items]
                row.figures["items"] = scores.statements(inside, every, k=round_.minimum_group, precision=precision)
                histograms.write(round_, inside, factors)
        rows.append(row)
    return Cell.objects.bulk_create(rows)


def _answers(round_: Round) -> list[tuple[Place, Values]]:
    rows = Answer.objects.filter(round=round_).order_by("key").values_list("layer", "department_id", "values")
    return [((layer, department), values) for layer, department, values in rows]


def _inside(answers: Iterable[tuple[Place, Values]], key: Key) -> list[Values]:
    return [values for place, values in answers if key[0] in ("", place[0]) and key[1] in (None, place[1])]


def _keys_for_factor(
    answers: Sequence[tuple[Place, Values]], items: Sequence[str], keys: Sequence[Key], *, k: int
) -> set[Key]:
    """The cells whose mean on one factor may be shown: who left it open does not count, so groups can be smaller."""
    counts = Counter(place for place, values in answers if scores.factor_score(values, items) is not None)
    if counts.total() == len(answers):
        return set(keys)
    people = Crowd({place: [f"{place}:{number}" for number in range(many)] for place, many in counts.items()})
    return {cell.key for cell in release([Asked(key, people.of(key)) for key in keys], shown=[], k=k)}  # type: ignore[misc]  # keys of ours
