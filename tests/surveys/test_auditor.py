"""The release auditor against brute force with fractions, and the worked cases of the rules."""

from fractions import Fraction
from itertools import combinations
from random import Random

import pytest

from olievlek.surveys.auditor import Auditor, Cell, release


def cell(*people: str, key: str = "") -> Cell:
    return Cell(key or "".join(people), frozenset(people))


def team(letter: str, size: int) -> list[str]:
    return [f"{letter}{number}" for number in range(size)]


def derivable(rows: list[frozenset[str]], group: frozenset[str], people: list[str]) -> bool:
    """Whether the group is a combination of the rows: Gauss with fractions, another road than the auditor's."""
    columns = [[Fraction(person in row) for row in rows] + [Fraction(person in group)] for person in people]
    rank = 0
    for place in range(len(rows)):
        pivot = next((number for number in range(rank, len(columns)) if columns[number][place]), None)
        if pivot is None:
            continue
        columns[rank], columns[pivot] = columns[pivot], columns[rank]
        head = columns[rank]
        for number in range(rank + 1, len(columns)):
            if columns[number][place]:
                factor = columns[number][place] / head[place]
                columns[number] = [a - factor * b for a, b in zip(columns[number], head, strict=True)]
        rank += 1
    return not any(line[-1] for line in columns[rank:])


def any_small_group(rows: list[frozenset[str]], people: list[str], k: int) -> bool:
    return any(
        derivable(rows, frozenset(group), people) for size in range(1, k) for group in combinations(people, size)
    )


def test_two_teams_of_three_and_six_show_only_their_total_of_nine() -> None:
    a, b = team("a", 3), team("b", 6)
    cells = [cell(*a, *b, key="total"), cell(*b, key="B"), cell(*a, key="A")]
    assert [one.key for one in release(cells, shown=[], k=5)] == ["total"]


def test_three_teams_of_three_six_and_four_show_six_and_the_total_of_thirteen() -> None:
    a, b, c = team("a", 3), team("b", 6), team("c", 4)
    cells = [cell(*a, *b, *c, key="total"), cell(*a, key="A"), cell(*b, key="B"), cell(*c, key="C")]
    assert [one.key for one in release(cells, shown=[], k=5)] == ["total", "B"]


def test_four_people_show_nothing() -> None:
    assert release([cell(*team("a", 4))], shown=[], k=5) == []


def test_who_joined_alone_can_not_be_found_by_comparing_two_rounds() -> None:
    first, second = frozenset(team("a", 12)), frozenset(team("a", 13))
    assert release([Cell("total", second)], shown=[first], k=5) == []
    assert release([Cell("total", frozenset(team("a", 17)))], shown=[first], k=5)


def test_one_who_went_and_one_who_came_hide_each_other() -> None:
    first, second = frozenset(team("a", 12)), frozenset([*team("a", 11), "new"])
    assert release([Cell("total", second)], shown=[first], k=5)


def test_the_same_people_again_tell_nothing_new() -> None:
    people = frozenset(team("a", 6))
    assert release([Cell("again", people)], shown=[people], k=5)


def test_a_higher_minimum_hides_more() -> None:
    assert release([cell(*team("a", 6))], shown=[], k=5)
    assert not release([cell(*team("a", 6))], shown=[], k=7)


def test_a_group_that_only_three_rows_together_give_away_is_found() -> None:
    a, b, c = team("a", 6), team("b", 6), team("c", 2)
    shown = [frozenset([*a, *c]), frozenset([*b, *c])]
    assert not release([Cell("both", frozenset([*a, *b]))], shown=shown, k=5)


@pytest.mark.parametrize("seed", range(25))
def test_auditor_and_brute_force_agree_on_each_step(seed: int) -> None:
    """Both ways: nothing small can be derived from what it lets through, and what it stops would give one away."""
    dice = Random(seed)
    k = dice.choice([3, 4])
    people = team("p", dice.randint(7, 10))
    auditor, shown = Auditor(people, k=k), list[frozenset[str]]()
    for _ in range(9):
        asked = frozenset(dice.sample(people, dice.randint(k, len(people))))
        leaks = any_small_group([*shown, asked], people, k)
        assert auditor.may_publish(asked) is not leaks
        if not leaks:
            auditor.publish(asked)
            shown.append(asked)
