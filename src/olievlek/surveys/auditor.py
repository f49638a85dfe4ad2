"""The release auditor: which figures about groups may be shown, so that nobody can work out a smaller group.

A reader can add and subtract the released means and counts. In the worst case people answer the same each round,
so a figure is a sum over people, and all figures of all rounds together are one system of linear equations.

- A **row** is a released cell as a vector of zero and one over people: one for those who answered in it.
- An **atom** is a set of people who are in exactly the same rows: no sum can tell them apart.
- A group can be **derived** when its own vector of zero and one is a linear combination of the rows.
- A new cell is released only if afterwards no group of 1 to k-1 people can be derived.
- A **guest** is somebody whom nobody knows to be there: invited at an address elsewhere, or by an open link. Whoever
  invites may be all guests at once and know their answers, so guests are left out of the sums above: they never make a
  group large. To protect those who are real, rows only tell guests apart in groups of twice k.

A combination has the same number for everybody in an atom, so only unions of atoms need to be looked at; and only those
of fewer than k people. That the rest of a hidden cell cannot be found by subtraction (complementary suppression)
follows from the same rule.

The arithmetic is exact, modulo two primes of 31 bits. Modulo a prime a group that can be derived stays so, unless the
prime divides one determinant of the rows; both would have to. In the other direction a group may look derivable when
it is not; then a figure is hidden that could have been shown.
"""

from collections import Counter
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
LARGE = 10  # the highest minimum of any round: no group that must stay hidden is as large


@dataclass(frozen=True)
class Cell:
    """A figure that could be shown: `people` are those whose answers it counts. `key` tells it from others."""

    key: Hashable
    people: frozenset[Person]


class Auditor:
    """The released rows of one organisation, over all rounds. `k` is the smallest group that may be known.

    People are named once, at the start: everybody who answered in any round, and who will be in the cells to come.
    `linked` are those who are in rows that are not here; then only what adds nothing to any other row may be shown.
    """

    def __init__(
        self, people: Iterable[Person], *, k: int, guests: Iterable[Person] = (), linked: Iterable[Person] = ()
    ) -> None:
        self.k = k
        self.guests = dict.fromkeys(guests, 0)  # the rows that a guest is in, as bits
        known = [person for person in dict.fromkeys(people) if person not in self.guests]
        self.place = {person: number for number, person in enumerate(known)}
        self.linked = {self.place[person] for person in linked if person in self.place}
        self.signatures: list[int] = [0] * len(self.place)
        self.rows = 0
        self.spaces = [Space(len(self.place), prime) for prime in PRIMES]

    def publish(self, people: Iterable[Person]) -> None:
        """This was shown: from now on it counts, whether it was wise or not."""
        people = set(people)
        members = self._members(people)
        for number in members:
            self.signatures[number] |= 1 << self.rows
        for guest in people.intersection(self.guests):
            self.guests[guest] |= 1 << self.rows
        self.rows += 1
        for space in self.spaces:
            space.add(self._vector(members))

    def may_publish(self, people: frozenset[Person]) -> bool:
        """Whether nobody can derive a group of 1 to k-1 people once this is shown too."""
        members = self._members(people)
        if not people or not self._guests_stay_together(people) or 0 < len(members) < self.k:
            return False
        row = self._vector(members)
        after = [space.plus(row) for space in self.spaces]
        if all(new is old for new, old in zip(after, self.spaces, strict=True)):
            return True  # it follows from what is known already
        if self.linked and not self._stands_apart(set(members)):
            return False
        atoms = self._small_atoms(set(members))
        return not small_group_derivable([len(atom) for atom in atoms], [one.shadows(atoms) for one in after], k=self.k)

    def _members(self, people: Iterable[Person]) -> list[int]:
        return sorted({self.place[person] for person in people if person in self.place})

    def _guests_stay_together(self, people: Iterable[Person]) -> bool:
        """Whether no guests of the row are told apart in a group of fewer than twice k."""
        inside = Counter(self.guests[person] for person in people if person in self.guests)
        everybody = Counter(rows for rows in self.guests.values() if rows)
        rest = [everybody[rows] - many for rows, many in inside.items() if rows]
        return all(many == 0 or many >= 2 * self.k for many in [*inside.values(), *rest])

    def _stands_apart(self, members: set[int]) -> bool:
        """Whether the row adds nothing to rows that are not here, whatever those are.

        When on large groups of people who are nowhere else it is independent of all rows that are here, what it counts
        of those cannot be cancelled out. So no combination of rows that leaves a small group makes use of it.
        """
        heads = self._large_atoms(members)
        seen = self._space_on(heads)
        new = np.array([head in members for head in heads], dtype=np.int64)
        return seen.plus(new) is not seen

    def is_inert(self) -> bool:
        """Whether the rows are as independent on large groups of people who are in no other row as on everybody."""
        return len(self._space_on(self._large_atoms(set())).pivots) == len(self.spaces[0].pivots)

    def _large_atoms(self, members: set[int]) -> list[int]:
        """One person of each large group that is in the same rows here, and in none elsewhere."""
        own = [[one for one in atom if one not in self.linked] for atom in self._atoms(members)]
        return [atom[0] for atom in own if len(atom) >= LARGE]

    def _space_on(self, heads: Sequence[int]) -> "Space":
        """The rows so far, of which only these people are looked at."""
        space = Space(len(heads), PRIMES[0])
        for row in range(self.rows):
            space.add(np.array([self.signatures[head] >> row & 1 for head in heads], dtype=np.int64))
        return space

    def _vector(self, members: Sequence[int]) -> Vector:
        row = np.zeros(len(self.place), dtype=np.int64)
        row[list(members)] = 1
        return row

    def _small_atoms(self, members: set[int]) -> list[list[int]]:
        return [atom for atom in self._atoms(members) if len(atom) < self.k]

    def _atoms(self, members: set[int]) -> list[list[int]]:
        """The atoms once the row of `members` counts."""
        found: dict[tuple[int, bool], list[int]] = {}
        for number, signature in enumerate(self.signatures):
            if signature or number in members:  # a person in no row cannot be in a group that is derived
                found.setdefault((signature, number in members), []).append(number)
        return list(found.values())


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
        """One number for each atom: those of a group add up to zero when its vector is in the space.

        A vector is in the space when its free part follows from its pivot part. That difference is folded into one
        number with fixed random weights; a group that is not in the space adds up to zero once in a prime.
        """
        weights = self.dice.copy()
        weights[self.pivots] = 0
        folded = weights.copy()
        if self.pivots:
            folded[self.pivots] = -(self.basis * weights % self.prime).sum(axis=1) % self.prime
        return [int(folded[list(atom)].sum()) % self.prime for atom in atoms]


def small_group_derivable(sizes: Sequence[int], shadows: Sequence[Sequence[int]], *, k: int) -> bool:
    """Whether atoms of 1 to k-1 people together have shadows that add up to zero, for each prime.

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


def release(
    cells: Sequence[Cell],
    *,
    shown: Iterable[frozenset[Person]],
    k: int,
    guests: Iterable[Person] = (),
    linked: Iterable[Person] = (),
) -> list[Cell]:
    """Which of the cells may be shown, given everything that was shown before; earlier ones in the list go first.

    Of cells with the same key only the first that may be shown is.
    """
    before = list(shown)
    everybody = frozenset[Any]().union(*before, *(cell.people for cell in cells))
    auditor = Auditor(sorted(everybody, key=str), k=k, guests=guests, linked=linked)
    for people in before:
        auditor.publish(people)
    chosen: dict[Hashable, Cell] = {}
    for cell in cells:
        if cell.key not in chosen and auditor.may_publish(cell.people):
            auditor.publish(cell.people)
            chosen[cell.key] = cell
    return list(chosen.values())


def best_release(orders: Iterable[Sequence[Cell]], **around: Any) -> list[Cell]:
    """Of several orders of the same cells, the release that shows most; the first of them when they show as many."""
    return max((release(cells, **around) for cells in orders), key=len)


def is_inert(rows: Sequence[frozenset[Person]], *, linked: frozenset[Person], guests: frozenset[Person]) -> bool:
    """Whether rows take part in no combination with a small group in it, whatever other rows say about `linked`."""
    auditor = Auditor(sorted(frozenset[Any]().union(*rows), key=str), k=LARGE, guests=guests, linked=linked)
    for people in rows:
        auditor.publish(people)
    return auditor.is_inert()
