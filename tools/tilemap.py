"""Equal-area tile map of the Dutch municipalities: one hexagon each. Run by hand after a merger; needs scipy.

    .venv/bin/python tools/tilemap.py        reads the facts of the room `organisations`, writes its tiles.csv

Two steps. (1) A hand-drawn mask gives every province its own cells, so that a Dutch eye finds the Wadden
islands, the IJsselmeer, the delta and the tail of Limburg at once. (2) Inside a province municipalities are
matched to cells (linear_sum_assignment on their coordinates), then pairs are swapped (simulated annealing, fixed
seed) until real neighbours touch and lie in their real direction. When a municipality merges: take one letter
out of the mask and run again; the script stops if letters and municipalities do not tally.

Pointy-top hexagons, rows of odd number half a cell to the right ("odd-r").
"""

import csv
import math
import random
from collections import Counter
from pathlib import Path
from typing import Any

import numpy as np
from scipy.optimize import linear_sum_assignment

CONTENT = Path(__file__).resolve().parent.parent / "src" / "olievlek" / "organisations" / "content"
Place = dict[str, Any]
Spot = tuple[int, int]

LETTERS = {
    "Groningen": "G",
    "Fryslân": "F",
    "Drenthe": "D",
    "Overijssel": "O",
    "Flevoland": "V",
    "Gelderland": "E",
    "Utrecht": "U",
    "Noord-Holland": "H",
    "Zuid-Holland": "Z",
    "Zeeland": "S",
    "Noord-Brabant": "B",
    "Limburg": "L",
}
# Lower case = an island: these five places are fixed.
MASK = """\
 0 ...................f......
 1 ................f.........
 2 .............f.......GG...
 3 ...........f.....FFFGGG...
 4 ..........h.....FFFFGGG...
 5 ................FFFDDGG...
 6 .........H......FFFDDD....
 7 ........HH.......FDDDD....
 8 ........HHHH.....ODDD.....
 9 ........HHHHH.VVOOO.......
10 ........HHHHH..VOOOO......
11 .......HHHH...VEEOOOO.....
12 .......HHHHH.VVEEEOOOOO...
13 ......HHHHHHHUEEEEOOOOO...
14 ......HHHHHHHUUEEEEEOOO...
15 ....ZZZZHHHUUUUEEEEEE.....
16 .....ZZZZZUUUUUEEEEEEE....
17 ....ZZZZZZUUUUEEEEEEEE....
18 ....ZZZZZZUUUUUEEEEE......
19 ...ZZZZZZZUUUUUEEEE.......
20 ...ZZZZZZZZZEEEEEL........
21 .S.ZZZZZZZBBBEEBBL........
22 ....ZZZZZZBBBBBBBLL.......
23 SS.S.BBBBBBBBBBBBBL.......
24 SSSSBBBBBBBBBBBBBLL.......
25 SS...BB.BBBBBBBBLLL.......
26 ...........BBBBBBLL.......
27 SSS........BB....LL.......
28 .................L........
29 ................LL........
30 ...............LLLL.......
31 ..............LLLL........
32 ...............LLLL.......
33 ...............LL.........
"""
ISLANDS = {"Texel": "h", "Vlieland": "f", "Terschelling": "f", "Ameland": "f", "Schiermonnikoog": "f"}


def centre(col: int, row: int) -> tuple[float, float]:
    """Middle of a hexagon, in hexagon widths; y grows downwards."""
    return col + 0.5 * (row % 2), row * math.sqrt(3) / 2


def read_mask() -> dict[str, list[Spot]]:
    """The cells of each letter."""
    cells: dict[str, list[Spot]] = {}
    for line in MASK.splitlines():
        row, text = int(line[:2]), line[3:]
        for col, letter in enumerate(text):
            if letter != ".":
                cells.setdefault(letter, []).append((col, row))
    return cells


def read(name: str) -> list[dict[str, str]]:
    """The rows of one file of facts."""
    with (CONTENT / f"{name}.csv").open(encoding="utf-8", newline="") as handle:
        return list(csv.DictReader(handle))


def read_places() -> list[Place]:
    """The municipalities, in kilometres, with the letter of their cells; in the order of their names."""
    facts = {row["code"]: row for row in read("organisations")}
    places: list[Place] = []
    for row in read("municipalities"):
        lat, lon, fact = float(row["latitude"]), float(row["longitude"]), facts[row["code"]]
        xy = (lon * 111.32 * math.cos(math.radians(52.2)), -lat * 111.32)
        letter = ISLANDS.get(fact["short_name"], LETTERS[fact["province"]])
        places.append({**row, "name": fact["short_name"], "xy": xy, "letter": letter})
    return sorted(places, key=lambda place: str(place["name"]))


def stretch(points: list[tuple[float, float]]) -> Any:
    """Same spread in both directions, so that a province fits its cells whatever its density."""
    grid = np.array(points, float)
    ranks = np.argsort(np.argsort(grid, axis=0), axis=0) / max(len(grid) - 1, 1)
    scaled = (grid - grid.mean(0)) / (grid.std(0) + 1e-9)
    return 0.5 * scaled + 0.5 * (ranks - 0.5) * 3.4


def first_guess(places: list[Place], cells: dict[str, list[Spot]]) -> dict[str, Spot]:
    """Match the municipalities of a letter to its cells by their coordinates."""
    found = {}
    for letter, spots in cells.items():
        group = [place for place in places if place["letter"] == letter]
        if len(group) != len(spots):
            raise SystemExit(f"{letter}: {len(group)} municipalities, {len(spots)} cells")
        here, there = stretch([place["xy"] for place in group]), stretch([centre(*spot) for spot in spots])
        cost = ((here[:, None] - there[None]) ** 2).sum(-1)
        for i, j in zip(*linear_sum_assignment(cost), strict=True):
            found[group[i]["code"]] = spots[j]
    return found


class Swapper:
    """Swaps pairs inside a province while real neighbours come to touch and to lie in their real direction."""

    def __init__(self, places: list[Place], found: dict[str, Spot], seed: int = 4) -> None:
        self.found, self.dice = found, random.Random(seed)
        self.at = {code: centre(*spot) for code, spot in found.items()}
        self.goal = dict(self.at)
        self.links = _links(places)
        groups: dict[str, list[str]] = {}
        for place in places:
            if place["letter"].isupper():
                groups.setdefault(place["letter"], []).append(place["code"])
        self.pool = [code for group in groups.values() for code in group]
        self.mates = {code: group for group in groups.values() for code in group}

    def pain(self, code: str) -> float:
        """How far a municipality is from where it wants to be, and its neighbours from it."""
        x, y = self.at[code]
        total = 0.06 * ((x - self.goal[code][0]) ** 2 + (y - self.goal[code][1]) ** 2)
        for other, ux, uy in self.links[code]:
            dx, dy = self.at[other][0] - x, self.at[other][1] - y
            far = math.hypot(dx, dy)
            total += min(far - 1, 4) + 0.7 * (1 - (dx * ux + dy * uy) / far)
        return total

    def run(self, steps: int = 2_000_000) -> dict[str, Spot]:
        """Simulated annealing; the same seed gives the same map."""
        at, found = self.at, self.found
        for step in range(steps):
            heat = 2.0 * (1 - step / steps) ** 2 + 1e-6
            one = self.dice.choice(self.pool)
            other = self.dice.choice(self.mates[one])
            if one == other:
                continue
            before = self.pain(one) + self.pain(other)
            at[one], at[other] = at[other], at[one]
            worse = self.pain(one) + self.pain(other) - before
            if worse > 0 and self.dice.random() > math.exp(-worse / heat):
                at[one], at[other] = at[other], at[one]
            else:
                found[one], found[other] = found[other], found[one]
        return found

    def report(self) -> str:
        """How well real neighbours touch."""
        pairs = [(code, other) for code, links in self.links.items() for other, *_ in links if code < other]
        far = [math.dist(self.at[one], self.at[other]) for one, other in pairs]
        touch, near = (sum(one < limit for one in far) / len(pairs) for limit in (1.01, 2.01))
        return f"{len(pairs)} real neighbour pairs: {touch:.0%} touch, {near:.0%} within two cells"


def _links(places: list[Place]) -> dict[str, list[tuple[str, float, float]]]:
    """Each municipality's neighbours with the real direction to them."""
    by_code = {place["code"]: place for place in places}
    links: dict[str, list[tuple[str, float, float]]] = {code: [] for code in by_code}
    for place in places:
        for code in place["neighbours"].split():
            dx, dy = (by_code[code]["xy"][axis] - place["xy"][axis] for axis in (0, 1))
            length = math.hypot(dx, dy)
            links[place["code"]].append((code, dx / length, dy / length))
    return links


def main() -> None:
    """Place everyone and write tiles.csv."""
    places = read_places()
    need, have = Counter(place["letter"] for place in places), {k: len(v) for k, v in read_mask().items()}
    print({k: (have.get(k, 0), need[k]) for k in need if have.get(k, 0) != need[k]} or "the mask tallies")
    swapper = Swapper(places, first_guess(places, read_mask()))
    found = swapper.run()
    print(swapper.report())
    with (CONTENT / "tiles.csv").open("w", newline="", encoding="utf-8") as handle:
        out = csv.writer(handle, lineterminator="\n")
        out.writerow(["code", "col", "row"])
        out.writerows((code, *found[code]) for code in sorted(found))


if __name__ == "__main__":
    main()
