"""The attacker finds what brute force finds."""

from random import Random

import pytest

from olievlek.surveys.attacker import small_groups
from tests.surveys.test_auditor import any_small_group, team


def test_who_is_in_one_cell_and_not_in_the_other_is_found() -> None:
    people = team("a", 9)
    found = small_groups([frozenset(people), frozenset(people[:6])], below=5)
    assert [one.people for one in found] == [tuple(people[6:])]


def test_four_teams_and_their_total_give_nobody_away() -> None:
    teams = [team(letter, 6) for letter in "abcd"]
    assert small_groups([*map(frozenset, teams), frozenset[str]().union(*teams)], below=5) == []


@pytest.mark.parametrize("seed", range(25))
def test_attacker_and_brute_force_agree(seed: int) -> None:
    dice = Random(seed)
    people, k = team("p", dice.randint(6, 9)), dice.choice([3, 4, 5])
    cells = [frozenset(dice.sample(people, dice.randint(3, len(people)))) for _ in range(dice.randint(1, 7))]
    assert bool(small_groups(cells, below=k)) is any_small_group(cells, people, k)
