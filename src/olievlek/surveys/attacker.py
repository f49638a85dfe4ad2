"""Somebody who reads every figure that was ever shown, and does sums with whole numbers: the other side of the auditor.

Written apart from `auditor.py`, by another method, so that one mistake cannot hide in both. Slow, and exact.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations
from math import gcd

Line = list[int]


@dataclass(frozen=True)
class Found:
    """The people of a group that follows from the figures."""

    people: tuple[str, ...]


def small_groups(cells: Sequence[frozenset[str]], *, below: int, most: int = 50) -> list[Found]:
    """Groups of 1 to `below` - 1 people that follow from the cells, smallest first; none that holds a smaller one.

    Stops at `most`: one is a leak already.
    """
    alike = _alike(cells)
    directions = _unseen(cells, alike)
    small = [(people, tuple(line[place] for line in directions)) for place, people in enumerate(alike)]
    small = [(people, seen) for people, seen in small if len(people) < below]
    return _sums_to_nothing(small, below, most)


def _alike(cells: Sequence[frozenset[str]]) -> list[tuple[str, ...]]:
    """People in exactly the same cells; who is in none stays away."""
    groups: dict[tuple[int, ...], list[str]] = {}
    for person in sorted(frozenset[str]().union(*cells)):
        where = tuple(number for number, cell in enumerate(cells) if person in cell)
        groups.setdefault(where, []).append(person)
    return [tuple(people) for people in groups.values()]


def _unseen(cells: Sequence[frozenset[str]], alike: Sequence[tuple[str, ...]]) -> list[Line]:
    """A basis of what the cells say nothing about: whole numbers per group that cancel out in every cell.

    A group of people follows from the cells exactly when it cancels out against all of these.
    """
    lines, heads = _reduced([[int(people[0] in cell) for people in alike] for cell in cells])
    free = [place for place in range(len(alike)) if place not in heads]
    basis = []
    for place in free:
        scale = 1
        for line, head in zip(lines, heads, strict=True):
            if line[place]:
                scale = scale * abs(line[head]) // gcd(scale, line[head])
        direction = [0] * len(alike)
        direction[place] = scale
        for line, head in zip(lines, heads, strict=True):
            direction[head] = -scale * line[place] // line[head]
        basis.append(direction)
    return basis


def _reduced(lines: Sequence[Line]) -> tuple[list[Line], list[int]]:
    """Gauss and Jordan without fractions: each line keeps one column to itself."""
    done: list[Line] = []
    heads: list[int] = []
    for line in lines:
        rest = line
        for other, head in zip(done, heads, strict=True):
            rest = _without(rest, other, head)
        head = next((place for place, value in enumerate(rest) if value), -1)
        if head >= 0:
            done = [*(_without(other, rest, head) for other in done), rest]
            heads.append(head)
    return done, heads


def _without(line: Line, other: Line, head: int) -> Line:
    """The line with nothing left in the column that belongs to the other."""
    if not line[head]:
        return line
    up, down = other[head], line[head]
    mixed = [up * one - down * two for one, two in zip(line, other, strict=True)]
    shared = gcd(*mixed)
    return [value // shared for value in mixed] if shared > 1 else mixed


def _sums_to_nothing(parts: Sequence[tuple[tuple[str, ...], tuple[int, ...]]], below: int, most: int) -> list[Found]:
    """Unions of parts, of fewer than `below` people, that cancel out: the last part is looked up, not tried."""
    by_sum: dict[tuple[int, ...], list[int]] = {}
    for number, (_people, seen) in enumerate(parts):
        by_sum.setdefault(seen, []).append(number)
    found: list[frozenset[int]] = []
    for many in range(below - 1):
        for chosen in combinations(range(len(parts)), many):
            if sum(len(parts[number][0]) for number in chosen) >= below - 1:
                continue
            width = len(parts[0][1]) if parts else 0
            wanted = tuple(-sum(parts[number][1][place] for number in chosen) for place in range(width))
            for last in by_sum.get(wanted, ()):
                group = frozenset([*chosen, last])
                size = sum(len(parts[number][0]) for number in group)
                if len(group) == many + 1 and size < below and not any(known <= group for known in found):
                    found.append(group)
            if len(found) >= most:
                return _named(found, parts)
    return _named(found, parts)


def _named(found: Sequence[frozenset[int]], parts: Sequence[tuple[tuple[str, ...], tuple[int, ...]]]) -> list[Found]:
    groups = [tuple(sorted(person for number in group for person in parts[number][0])) for group in found]
    return [Found(group) for group in sorted(groups, key=lambda people: (len(people), people))]
