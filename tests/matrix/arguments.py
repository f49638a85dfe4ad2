"""One line per address: who may open it, and what its arguments are filled with.

This is said twice on purpose, here and by the mark of the view: a policy lost in one place is found by the other.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from tests.matrix.nouns import EVERYONE, MODERATORS, readers

if TYPE_CHECKING:
    from tests.matrix.world import World

MEMBERS = frozenset({"member", "moderator"})
ACCESS = {"public": EVERYONE, "members": MEMBERS, "moderators": MODERATORS}


@dataclass(frozen=True)
class Aim:
    """One way to fill the arguments, and which roles may see what it leads to."""

    label: str = "-"
    kwargs: dict[str, Any] = field(default_factory=dict, hash=False)
    readers: frozenset[str] = EVERYONE
    query: str = ""


Aims = Callable[["World"], Iterable[Aim]]


def nothing(_world: "World") -> Iterable[Aim]:
    """An address without arguments."""
    return [Aim()]


@dataclass(frozen=True)
class Line:
    """`also`: codes by which this page may refuse somebody who may open it, such as 404 for a used link."""

    access: str
    aims: Aims = nothing
    also: frozenset[int] = frozenset()

    @property
    def roles(self) -> frozenset[str]:
        return ACCESS[self.access]


def public(aims: Aims = nothing, *also: int) -> Line:
    return Line("public", aims, frozenset(also))


def members(aims: Aims = nothing, *also: int) -> Line:
    return Line("members", aims, frozenset(also))


def moderators(aims: Aims = nothing, *also: int) -> Line:
    return Line("moderators", aims, frozenset(also))


def fixed(**kwargs: Any) -> Aims:
    """The same arguments in every world."""
    return lambda _world: [Aim(str(kwargs), kwargs)]


def asking(*queries: str) -> Aims:
    """An address without arguments, with and without something in the query string."""
    return lambda _world: [Aim(), *(Aim(query, query=query) for query in queries)]


def each(noun: str, **names: str) -> Aims:
    """Every row of a noun: `each("library.Case", slug="slug")` fills `slug` with the row's own."""

    def aims(world: "World") -> Iterable[Aim]:
        for state, row in world.rows(noun):
            kwargs = {name: getattr(row, attribute) for name, attribute in names.items()}
            yield Aim(f"{noun} {state}", kwargs, readers(noun, state))

    return aims


CASE = each("library.Case", slug="slug")
ORGANISATION = each("organisations.Organisation", slug="slug")

NO_TOKEN = fixed(token="geen-goed-adres")

ARGUMENTS: dict[str, Line] = {
    "accounts:account": members(),
    "accounts:ask_address": public(),
    "accounts:change_details": members(),
    "accounts:change_password": members(),
    "accounts:end": members(),
    "accounts:login": public(nothing, 302),
    "accounts:one_time": public(NO_TOKEN, 404),
    "accounts:password": public(NO_TOKEN, 404),
    "accounts:sign_out": public(),
    "accounts:sign_out_everywhere": members(nothing, 302),
    "core:gallery": public(),
    "home": public(),
    "home:about": public(),
    "home:accessibility": public(),
    "home:origins": public(),
    "home:privacy": public(),
    "home:security": public(),
    "organisations:organisation": public(ORGANISATION),
    "organisations:organisation_list": public(),
    "robots_txt": public(),
    "security_txt": public(),
}

HOW_TO_MEND = """
These addresses have no line in tests/matrix/arguments.py:
    {missing}
Add one for each, with who may open it and how its arguments are filled:
    "room:name": public(),                              no arguments, everyone
    "room:name": moderators(each("library.Case", slug="slug")),   one row of a noun
"""
