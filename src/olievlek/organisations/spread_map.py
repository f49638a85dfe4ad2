"""The tile map: one drop per municipality, and how something spreads over it. Pure: no request, no database.

A drop is a zero-length line with a round cap, so a layer of the map is one short path and the *stroke width* is the
drop. The shape of the land is ours (`tools/tilemap.py`).
"""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache

from olievlek.organisations.content import rows

WIDTH, HEIGHT = 592, 730
MOST_MOMENTS = 5
MOST_POINTED_AT = 120
DIKES = "M266 159L396 113M338 217L362 243"


@dataclass(frozen=True, order=True)
class Tile:
    """The place of one municipality; `y` first, so that sorting goes from north to south."""

    y: int
    x: int
    code: str
    name: str
    province: str

    @property
    def name_end(self) -> bool:
        """Whether the name stands before the drop, so that it stays on the map."""
        return self.x > WIDTH // 2

    @property
    def name_x(self) -> int:
        return self.x - 26 if self.name_end else self.x + 26

    @property
    def name_y(self) -> int:
        return self.y + 6

    @property
    def cross(self) -> str:
        """The path of a cross on this drop."""
        return f"M{self.x - 6} {self.y - 6}l12 12m0-12l-12 12"


@dataclass(frozen=True)
class Layer:
    """One moment of the map: `path` holds the new drops, `total` counts all so far. `until` None is now."""

    number: int
    path: str
    total: int
    until: date | None


@dataclass(frozen=True)
class SpreadMap:
    """Everything a template needs. Bodies that are no municipality have no tile and are counted in `elsewhere`."""

    layers: tuple[Layer, ...]
    users: tuple[Tile, ...]
    began: tuple[Tile, ...]
    stopped: tuple[Tile, ...]
    elsewhere: int
    provinces: tuple[tuple[str, tuple[str, ...]], ...]

    @property
    def total(self) -> int:
        """Municipalities that use it now."""
        return len(self.users)

    @property
    def pointed_at(self) -> tuple[Tile, ...]:
        """Names to show under the mouse: none when there are many, to keep the page small; the table has all."""
        return self.users if self.total <= MOST_POINTED_AT else ()

    @property
    def path(self) -> str:
        """All drops of now in one path, for a small map."""
        return path(self.users)

    @property
    def stopped_path(self) -> str:
        return "".join(tile.cross for tile in self.stopped)

    @property
    def stopped_bed(self) -> str:
        return path(self.stopped)


@cache
def tiles() -> dict[str, Tile]:
    """The tile of every municipality, by code."""
    facts = {row["code"]: row for row in rows("organisations")}
    found = {}
    for row in rows("tiles"):
        column, line, fact = int(row["col"]), int(row["row"]), facts[row["code"]]
        x, y = round((column + 0.5 * (line % 2)) * 24 + 26), round(line * 20.78 + 22)
        found[row["code"]] = Tile(y, x, row["code"], fact["short_name"], fact["province"])
    return found


def on_map(codes: Iterable[str]) -> tuple[Tile, ...]:
    """The tiles of these codes from north to south; codes without a tile fall out."""
    known = tiles()
    return tuple(sorted(known[code] for code in set(codes) if code in known))


def path(drops: Iterable[Tile]) -> str:
    """One short path of many drops."""
    return "".join(f"M{drop.x} {drop.y}h0" for drop in drops)


@cache
def land() -> str:
    """The whole country in one path."""
    return path(on_map(tiles()))


def spread(
    uses: Mapping[str, date | None] | Iterable[str], *, began: Iterable[str] = (), stopped: Iterable[str] = ()
) -> SpreadMap:
    """The map of who uses something.

    Args:
        uses: codes of organisations, with the day it began there or None when that is not known.
        began: codes of where it was made.
        stopped: codes of who used it and stopped; they get a cross, and no drop unless they are in `uses` too.
    """
    since = dict(uses) if isinstance(uses, Mapping) else dict.fromkeys(uses)
    users = on_map(since)
    return SpreadMap(
        layers=_layers(users, since),
        users=users,
        began=on_map(began),
        stopped=on_map(stopped),
        elsewhere=len(since) - len(users),
        provinces=_provinces(users),
    )


def first(uses: Mapping[str, date | None]) -> list[str]:
    """The code of who had it first, to put a ring around; nobody when the first day is shared or not known."""
    days = {code: day for code, day in uses.items() if day is not None and code in tiles()}
    earliest = [code for code, day in days.items() if day == min(days.values())]
    return earliest if len(earliest) == 1 else []


def _layers(users: Collection[Tile], since: Mapping[str, date | None]) -> tuple[Layer, ...]:
    ends: list[date | None] = [*moments([day for user in users if (day := since[user.code])]), None]
    layers: list[Layer] = []
    shown: set[Tile] = set()
    for number, end in enumerate(ends, start=1):
        fresh = [user for user in users if user not in shown and _had_it(since[user.code], end)]
        shown.update(fresh)
        layers.append(Layer(number, path(fresh), len(shown), end))
    return tuple(layers)


def _had_it(since: date | None, end: date | None) -> bool:
    """Whether it had begun by then. Who began on an unknown day is only there now."""
    return end is None or (since is not None and since <= end)


def moments(days: Collection[date]) -> list[date]:
    """Ends of half years to look at before "now": only those after which more came, at most four, evenly chosen."""
    if not days:
        return []
    per_half = Counter(half_year_end(day) for day in days)
    ends = sorted(per_half)[:-1]
    most = MOST_MOMENTS - 1
    if len(ends) <= most:
        return ends
    return [ends[round(place * (len(ends) - 1) / (most - 1))] for place in range(most)]


def half_year_end(day: date) -> date:
    """30 June or 31 December, whichever comes first from this day on."""
    return date(day.year, 6, 30) if day.month <= 6 else date(day.year, 12, 31)


def _provinces(users: Iterable[Tile]) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Per province the names, the fullest province first."""
    found: dict[str, list[str]] = {}
    for user in users:
        found.setdefault(user.province, []).append(user.name)
    return tuple((name, tuple(sorted(names))) for name, names in sorted(found.items(), key=_fullest_first))


def _fullest_first(entry: tuple[str, list[str]]) -> tuple[int, str]:
    return -len(entry[1]), entry[0]
