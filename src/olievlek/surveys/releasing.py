"""Which cells of a round may be shown, and with which figures: the only road from answers to what people see."""

from collections.abc import Sequence
from typing import Any

from olievlek.core.rows.locks import lock
from olievlek.surveys import histograms, scores
from olievlek.surveys.auditor import Cell as Asked
from olievlek.surveys.auditor import best_release, release
from olievlek.surveys.crowds import EVERYBODY, Crowd, Key, Place, crowd
from olievlek.surveys.models import Answer, Cell, Questionnaire, Round
from olievlek.surveys.models.answer import Values
from olievlek.surveys.published import published

Chosen = dict[Key, bool]
Said = tuple[Place, bool, Values]


def wait_for_others() -> None:
    """Let one round close at a time, until the end of the transaction: two at once could show what neither could alone.

    Ask this before any other lock. Who starts a round or answers does not wait for it.
    """
    list(lock(Questionnaire.objects.order_by("pk"), may_be_referred_to=True).values_list("pk", flat=True))


def asked_keys(round_: Round) -> list[Key]:
    """Every cell that could be asked for: all, each layer, each department, each layer in each department (R11)."""
    layers = [group.key for group in round_.groups]
    departments: list[int] = list(round_.departments.order_by("position", "id").values_list("pk", flat=True))
    alone: list[Key] = [EVERYBODY, *((layer, None) for layer in layers), *(("", one) for one in departments)]
    return alone + [(layer, one) for layer in layers for one in departments]


def chosen_keys(round_: Round) -> Chosen:
    """The cells that may be shown, given all that was ever shown of these people, and whether guests count in each.

    Guests count in a part only when they count in the whole: else their answers count nowhere.
    """
    people = crowd(round_)
    around = published(round_, people)
    before = set(around.rows)

    def chosen(*, guests: bool) -> Chosen:
        cells = [cell for key in asked_keys(round_) for cell in _ways(people, key, around.minimum, guests=guests)]
        found = best_release(
            _orders(cells, before), shown=around.rows, k=around.minimum, guests=around.guests, linked=around.linked
        )
        return {one.key: bool(one.people & people.guests) for one in found}  # type: ignore[misc]  # keys of ours

    best = chosen(guests=True)
    return best if best.get(EVERYBODY) or not people.guests else chosen(guests=False)


def _ways(people: Crowd, key: Key, k: int, *, guests: bool) -> list[Asked]:
    """The people of a cell, with guests and without; only where both are none or enough."""
    with_guests, known = people.of(key), people.of(key, with_guests=False)
    ways = [with_guests, known] if guests and with_guests != known else [known]
    return [Asked(key, one) for one in ways if is_enough(len(known), len(one - known), k)]


def is_enough(known: int, guests: int, k: int) -> bool:
    """Guests do not make a group larger: whoever invites may be all of them. They count from twice as many on (R8)."""
    return known + guests > 0 and (known == 0 or known >= k) and (guests == 0 or guests >= 2 * k)


def _orders(cells: Sequence[Asked], before: set[frozenset[Any]]) -> list[list[Asked]]:
    """The order of release: everybody; then who were shown together before; then layers, departments, both; small ones.

    Of one group the way with guests goes before the way without.
    """
    known = {cell.key for cell in cells if cell.people in before}
    sizes = {cell.key: len(cell.people) for cell in reversed(cells)}

    def order(ranks: tuple[int, int, int, int]) -> list[Asked]:
        return sorted(
            cells,
            key=lambda cell: (
                cell.key != EVERYBODY,
                cell.key not in known,
                ranks[_kind(cell.key)],
                sizes[cell.key],
                str(cell.key),
                -len(cell.people),
            ),
        )

    return [order((0, 1, 2, 3)), order((0, 2, 1, 3)), order((0, 1, 1, 1))]


def _kind(key: Any) -> int:
    layer, department = key
    return bool(layer) + 2 * (department is not None)


def freeze(round_: Round, chosen: Chosen) -> list[Cell]:
    """One row for each cell that could be asked for; the chosen ones with their figures, the others empty."""
    factors = round_.questionnaire.factors()
    answers = _answers(round_)
    k = round_.minimum_group
    shown = {factor: _keys_for_factor(answers, items, chosen, k=k) for factor, items in factors.items()}
    precision = scores.COARSE if round_.takes_anyone else scores.EXACT
    rows = []
    for key in asked_keys(round_):
        row = Cell(round=round_, layer=key[0], department_id=key[1])
        if key in chosen:
            row.with_guests = chosen[key]
            inside = [one for one in answers if _is_inside(one, key, with_guests=chosen[key])]
            said = [values for _place, _guest, values in inside]
            row.people = len(inside) // 5 * 5 if round_.takes_anyone else len(inside)
            visible = [factor for factor, visible_keys in shown.items() if key in visible_keys]
            row.figures = {"factors": scores.figures(said, factors, shown=visible, precision=precision)}
            if key == EVERYBODY:
                row.figures["items"] = _statements(inside, factors, k=k, precision=precision)
                histograms.write(round_, said, factors)
        rows.append(row)
    return Cell.objects.bulk_create(rows)


def _statements(
    inside: Sequence[Said], factors: scores.Factors, *, k: int, precision: scores.Precision
) -> dict[str, dict[str, Any]]:
    """Of each statement, where enough people of both kinds answered it."""
    found = {}
    for item in (item for items in factors.values() for item in items):
        given = [(guest, values) for _place, guest, values in inside if scores.is_answered(values, item)]
        guests = sum(guest for guest, _values in given)
        known = len(given) - guests
        if is_enough(known, guests, k):
            full = is_enough(known, guests, scores.DISTRIBUTION_FROM)
            found[item] = scores.statement([values[item] for _guest, values in given], precision, distribution=full)
    return found


def _answers(round_: Round) -> list[Said]:
    rows = Answer.objects.filter(round=round_).order_by("key")
    found = rows.values_list("layer", "department_id", "guest", "values")
    return [((layer, department), guest, values) for layer, department, guest, values in found]


def _is_inside(said: Said, key: Key, *, with_guests: bool) -> bool:
    place, guest, _values = said
    return key[0] in ("", place[0]) and key[1] in (None, place[1]) and (with_guests or not guest)


def _keys_for_factor(answers: Sequence[Said], items: Sequence[str], chosen: Chosen, *, k: int) -> set[Key]:
    """The cells whose mean on one factor may be shown: who left it open does not count, so groups can be smaller."""
    people = Crowd()
    for number, (place, guest, values) in enumerate(answers):
        if scores.factor_score(values, items) is not None:
            people.places[place].append(str(number))
            people.guests |= {str(number)} if guest else set()
    inside = {key: people.of(key, with_guests=with_guests) for key, with_guests in chosen.items()}
    cells = [
        Asked(key, one)
        for key, one in inside.items()
        if is_enough(len(one - people.guests), len(one & people.guests), k)
    ]
    return {cell.key for cell in release(cells, shown=[], k=k, guests=people.guests)}  # type: ignore[misc]  # keys of ours
