"""Guests, and people who are in rows elsewhere, against brute force with fractions."""

from collections.abc import Iterator
from itertools import combinations
from random import Random

import pytest

from olievlek.surveys import auditor
from olievlek.surveys.auditor import Cell, is_inert, release
from tests.surveys.test_auditor import derivable, team

Rows = list[frozenset[str]]


def groups(rows: Rows, people: list[str], below: int) -> set[frozenset[str]]:
    """Everyone who follows from the rows in a group that is too small."""
    return {
        frozenset(group)
        for size in range(1, below)
        for group in combinations(people, size)
        if derivable(rows, frozenset(group), people)
    }


def random_rows(dice: Random, people: list[str], many: int) -> Rows:
    return [frozenset(one for one in people if dice.random() < 0.6) for _ in range(many)]


def owners(guests: list[str], k: int) -> Iterator[tuple[str, ...]]:
    """Whom an attacker may own: all guests at once, or fewer than k of them."""
    yield tuple(guests)
    for size in range(1, k):
        yield from combinations(guests, size)


def leaks_to(rows: Rows, owned: tuple[str, ...], people: list[str], k: int) -> bool:
    """Whether who knows what the owned ones answered can work out a group of fewer than k others."""
    left = [one for one in people if one not in owned]
    return bool(groups([row - set(owned) for row in rows], left, k))


def released(cells: Rows, *, guests: list[str], k: int) -> Rows:
    asked = [Cell(str(number), people) for number, people in enumerate(cells)]
    return [frozenset(map(str, cell.people)) for cell in release(asked, shown=[], k=k, guests=guests)]


def split(dice: Random, people: list[str], guests: list[str]) -> Rows:
    """Cells as a round has them: halves of the known people, with all guests, some of them or none."""
    rows = []
    for _ in range(4):
        known = {one for one in people if one not in guests and dice.random() < 0.6}
        some = dice.choice([guests, [], guests[: len(guests) // 2], dice.sample(guests, dice.randint(0, len(guests)))])
        rows.append(frozenset(known | set(some)))
    return rows


@pytest.mark.parametrize("seed", range(25))
def test_whoever_owns_all_guests_or_some_of_them_learns_nothing_about_a_small_group(seed: int) -> None:
    dice = Random(seed)
    guests = [f"g{number}" for number in range(dice.choice([0, 4, 8]))]
    people = [f"p{number}" for number in range(dice.randint(0, 6))] + guests
    shown = released(split(dice, people, guests), guests=guests, k=2)
    assert not any(leaks_to(shown, owned, people, 2) for owned in [(), *owners(guests, 2)])


def test_that_sweep_finds_leaks_when_guests_count_as_everybody() -> None:
    found = 0
    for seed in range(25):
        dice = Random(seed)
        guests = [f"g{number}" for number in range(dice.choice([0, 4, 8]))]
        people = [f"p{number}" for number in range(dice.randint(0, 6))] + guests
        shown = released(split(dice, people, guests), guests=[], k=2)
        found += any(leaks_to(shown, owned, people, 2) for owned in owners(guests, 2))
    assert found > 5


def elsewhere(dice: Random) -> tuple[list[str], list[str], Rows, Rows]:
    """People of here and of elsewhere, with two who are in both; cells of here, and rows of elsewhere."""
    here, there = [f"h{number}" for number in range(7)], [f"t{number}" for number in range(5)]
    return here, there, _with_both(dice, here, 5), _with_both(dice, there, 3)


def _with_both(dice: Random, people: list[str], many: int) -> Rows:
    rows = []
    for row in random_rows(dice, people, many):
        some = row if dice.random() < 0.6 else frozenset(dice.sample(people, dice.randint(0, 2)))
        rows.append(some | (frozenset({"b0", "b1"}) if dice.random() < 0.7 else frozenset({"b0"})))
    return rows


@pytest.mark.parametrize("seed", range(40))
def test_who_is_linked_to_rows_we_do_not_look_at_gives_nobody_away_there_or_here(
    seed: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(auditor, "LARGE", 2)
    here, there, cells, others = elsewhere(Random(seed))
    people = [*here, *there, "b0", "b1"]
    asked = [Cell(str(number), one) for number, one in enumerate(cells)]
    shown = [frozenset(map(str, one.people)) for one in release(asked, shown=[], k=2, linked=["b0", "b1"])]
    assert groups([*others, *shown], people, 2) == groups(others, people, 2)


def test_that_sweep_finds_somebody_when_the_link_is_not_known(monkeypatch: pytest.MonkeyPatch) -> None:
    found = kept = 0
    for seed in range(40):
        here, there, cells, others = elsewhere(Random(seed))
        people = [*here, *there, "b0", "b1"]
        asked = [Cell(str(number), one) for number, one in enumerate(cells)]
        shown = [frozenset(map(str, one.people)) for one in release(asked, shown=[], k=2)]
        found += groups([*others, *shown], people, 2) != groups(others, people, 2)
        monkeypatch.setattr(auditor, "LARGE", 2)
        kept += len(release(asked, shown=[], k=2, linked=["b0", "b1"]))
        monkeypatch.undo()
    assert found
    assert kept >= 40  # and the careful rule shows something too


@pytest.mark.parametrize("seed", range(40))
def test_rows_that_are_inert_add_no_small_group_to_any_others(seed: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(auditor, "LARGE", 2)
    dice = Random(seed)
    here, there, _cells, others = elsewhere(dice)
    rows = _with_both(dice, here, dice.randint(1, 3))
    people = [*here, *there, "b0", "b1"]
    if is_inert(rows, linked=frozenset({"b0", "b1"}), guests=frozenset()):
        assert groups([*others, *rows], people, 2) == groups(others, people, 2)


def test_some_rows_are_inert_and_some_are_not() -> None:
    few, many = frozenset({*team("b", 5), "x"}), frozenset({*team("b", 5), *team("x", 12)})
    linked = frozenset(team("b", 5))
    assert not is_inert([few], linked=linked, guests=frozenset())
    assert is_inert([many], linked=linked, guests=frozenset())
    assert not is_inert([many, many - {"b0"}], linked=linked, guests=frozenset())
    assert is_inert([many, many], linked=linked, guests=frozenset())


def test_guests_alone_are_shown_and_told_apart_from_twice_the_minimum() -> None:
    nine, ten, more = team("g", 9), team("g", 10), team("g", 19)
    assert not released([frozenset(nine)], guests=nine, k=5)
    assert released([frozenset(ten)], guests=ten, k=5)
    assert released([frozenset(more), frozenset(more[:10])], guests=more, k=5) == [frozenset(more)]


def test_of_two_cells_with_one_key_the_first_that_may_be_shown_is() -> None:
    known, guests = team("a", 5), team("g", 4)
    cells = [Cell("all", frozenset([*known, *guests])), Cell("all", frozenset(known))]
    assert [one.people for one in release(cells, shown=[], k=5, guests=guests)] == [frozenset(known)]
