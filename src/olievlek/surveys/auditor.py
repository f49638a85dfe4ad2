"""The release auditor: which figures about groups may be shown, so that nobody can work out a smaller group.

Who reads the released means and counts can add and subtract them. In the worst case people answer the same each round,
so a figure is a sum over people, and all figures of all rounds together are one system of linear equations.

- A **row** is a released cell as a vector of nought and one over people: one for who answered in it.
- An **atom** is a set of people who are in exactly the same rows: no sum can tell them apart.
- A group can be **derived** when its own vector of nought and one is a linear combination of the rows.
- A new cell is released only if afterwards no group of 1 to k-1 people can be derived.

A combination has the same number for everybody in an atom, so only unions of atoms need to be looked at; and only those
of fewer than k people. That the rest of a hidden cell can not be found by subtraction (complementary suppression)
follows from the same rule.

The arithmetic is exact, modulo two primes of 31 bits. Modulo a prime a group that can be derived stays so, unless the
prime divides one determinant of the rows; both would have to. In the other direction a group may look derivable when
it is not; then a figure is hidden that could have been shown.
"""

from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Any

import numpy as np
from numpy.typing import NDArray

Vector = NDArray[np.int64]
Person = Hashable

PRIMES = (2_147_483_647, 2_147_483_629)
SEED = 20_160_401
TOO_MANY_GROUPS = 400_000


@dataclass(frozen=True)
class Cell:
    """A figure that could be shown: `people` are those whose answers it counts. `key` tells it from others."""

    key: Hashable
    people: frozenset[Person]


class Auditor:
    """What is released so far of one organisation, over all rounds. `k` is the smallest group that may be known.

    People are named once, at the start: everybody who answered in any round, and who will be in the cells to come.
    """

    def __init__(self, people: Iterable[Person], *, k: int) -> None:
        self.k = k
        self.place = {person: number for number, person in enumerate(dict.fromkeys(people))}
        self.signatures: list[int] = [0] * len(self.place)
        self.rows = 0
        self.spaces = [Space(len(self.place), prime) for prime in PRIMES]

    def publish(self, people: Iterable[Person]) -> None:
        """This was shown: from now on it counts, whether it was wise or not."""
        members = sorted({self.place[person] for person in people})
        for number in members:
            self.signatures[number] |= 1 << self.rows
        self.rows += 1
        for space in self.spaces:
            space.add(self._vector(members))

    def may_publish(self, people: frozenset[Person]) -> bool:
        """Whether nobody can derive a group of 1 to k-1 people once this is shown too."""
        if len(people) < self.k:
            return False
        members = sorted(self.place[person] for person in people)
        row = self._vector(members)
        after = [space.plus(row) for space in self.spaces]
        if all(new is old for new, old in zip(after, self.spaces, strict=True)):
            return True  # it follows from what is known already
        atoms = self._small_atoms(set(members))
        return not small_group_derivable([len(atom) for atom in atoms], [one.shadows(atoms) for one in after], k=self.k)

    def _vector(self, members: Sequence[int]) -> Vector:
        row = np.zeros(len(self.place), dtype=np.int64)
        row[list(members)] = 1
        return row

    def _small_atoms(self, members: set[int]) -> list[list[int]]:
        """The atoms of fewer than k people, once the row of `members` counts."""
        found: dict[tuple[int, bool], list[int]] = {}
        for number, signature in enumerate(self.signatures):
            if signature or number in members:  # who is in no row can not be in a group that is derived
                found.setdefault((signature, number in members), []).append(number)
        return [atom for atom in found.values() if len(atom) < self.k]


class Space:
    """All combinations of the rows, modulo a prime, as a reduced basis: each row has a column of its own."""

    def __init__(self, width: int, prime: int) -> None:
        self.prime = prime
        self.basis: Vector = np.zeros((0, width), dtype=np.int64)
        self.pivots: list[int] = []
        self.dice = np.random.default_rng(SEED + prime).integers(1, prime, size=width, dtype=np.int64)

    def plus(self, row: Vector) -> "Space":
        """This space with one row more; itself when the row was in it already."""
        rest = self._reduced(row)
        places = np.flatnonzero(rest)
        if not places.size:
            return self
        pivot = int(places[0])
        rest = rest * pow(int(rest[pivot]), -1, self.prime) % self.prime
        bigger = Space.__new__(Space)
        bigger.prime, bigger.dice, bigger.pivots = self.prime, self.dice, [*self.pivots, pivot]
        cleared = (self.basis - self.basis[:, pivot : pivot + 1] * rest % self.prime) % self.prime
        bigger.basis = np.vstack([cleared, rest])
        return bigger

    def add(self, row: Vector) -> None:
        after = self.plus(row)
        self.basis, self.pivots = after.basis, after.pivots

    def _reduced(self, row: Vector) -> Vector:
        if not self.pivots:
            return row % self.prime
        weights = row[self.pivots] % self.prime
        used = np.flatnonzero(weights)
        taken: Vector = (self.basis[used] * weights[used, None] % self.prime).sum(axis=0)
        return (row - taken) % self.prime

    def shadows(self, atoms: Sequence[Sequence[int]]) -> list[int]:
        """One number for each atom: those of a group add up to nought when its vector is in the space.

        A vector is in the space when its free part follows from its pivot part. That difference is folded into one
        number with fixed random weights; a group that is not in the space adds up to nought once in a prime.
        """
        weights = self.dice.copy()
        weights[self.pivots] = 0
        folded = weights.copy()
        if self.pivots:
            folded[self.pivots] = -(self.basis * weights % self.prime).sum(axis=1) % self.prime
        return [int(folded[list(atom)].sum()) % self.prime for atom in atoms]


def small_group_derivable(sizes: Sequence[int], shadows: Sequence[Sequence[int]], *, k: int) -> bool:
    """Whether atoms of 1 to k-1 people together have shadows that add up to nought, for each prime.

    Met in the middle: each group is two halves, of which the second has the opposite shadow. When there are too many
    halves to try, the answer is yes, and the figure stays hidden.
    """
    people = k - 1
    shadow = list(zip(*shadows, strict=True))
    halves: dict[tuple[int, ...], list[tuple[int, frozenset[int]]]] = {}
    tried = 0
    for many in range(1, (people + 1) // 2 + 1):
        for atoms in combinations(range(len(sizes)), many):
            tried += 1
            if tried > TOO_MANY_GROUPS:
                return True
            size = sum(sizes[atom] for atom in atoms)
            if size > people:
                continue
            total = _added([shadow[atom] for atom in atoms])
            if not any(total):
                return True
            for other, others in halves.get(_opposite(total), ()):
                if size + other <= people and not others.intersection(atoms):
                    return True
            halves.setdefault(total, []).append((size, frozenset(atoms)))
    return False


def _added(parts: Sequence[tuple[int, ...]]) -> tuple[int, ...]:
    return tuple(sum(column) % prime for column, prime in zip(zip(*parts, strict=True), PRIMES, strict=True))


def _opposite(total: tuple[int, ...]) -> tuple[int, ...]:
    return tuple(-one % prime for one, prime in zip(total, PRIMES, strict=True))


def release(cells: Sequence[Cell], *, shown: Iterable[frozenset[Person]], k: int) -> list[Cell]:
    """Which of the cells may be shown, given everything that was shown before; earlier ones in the list go first."""
    before = list(shown)
    everybody = frozenset[Any]().union(*before, *(cell.people for cell in cells))
    auditor = Auditor(sorted(everybody, key=str), k=k)
    for people in before:
        auditor.publish(people)
    chosen = []
    for cell in cells:
        if auditor.may_publish(cell.people):
            auditor.publish(cell.people)
            chosen.append(cell)
    return chosen


def best_release(orders: Iterable[Sequence[Cell]], *, shown: Iterable[frozenset[Person]], k: int) -> list[Cell]:
    """Of several orders of the same cells, the release that shows most; the first of them when they show as many."""
    before = list(shown)
    return max((release(cells, shown=before, k=k) for cells in orders), key=len)
