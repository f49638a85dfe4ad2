"""Lines of the matrix: who may open an address, and what fills its arguments. Rooms keep theirs in `matrix.py`.

This is said twice on purpose, here and by the mark of the view: a policy lost in one place is found by the other.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from olievlek.core.documents import KINDS as PAPERS
from olievlek.core.export import KINDS
from olievlek.moderation import subjects
from olievlek.scan.views.result import REPORTS
from tests.matrix.nouns import EDITORS, STATES, readers
from tests.matrix.roles import EVERYONE, HOME, MODERATORS, NOBODY, SIGNED_IN

if TYPE_CHECKING:
    from tests.matrix.world import World

ACCESS = {"public": EVERYONE, "members": SIGNED_IN, "moderators": MODERATORS}


Roles = frozenset[str]


@dataclass(frozen=True)
class Aim:
    """One way to fill the arguments, and which roles may see what it leads to; `sent` is the body of a POST."""

    label: str = "-"
    kwargs: dict[str, Any] = field(default_factory=dict, hash=False)
    readers: Roles = EVERYONE
    query: str = ""
    sent: str = ""


Aims = Callable[["World"], Iterable[Aim]]


def nothing(_world: "World") -> Iterable[Aim]:
    """An address without arguments."""
    return [Aim()]


def only(roles: Roles, sent: str = "") -> Aims:
    """An address without arguments, for people of some kind."""
    return lambda _world: [Aim(readers=roles, sent=sent)]


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


def as_sheets(aims: Aims = nothing) -> Aims:
    """Each of them as each kind of file."""
    return lambda world: [
        Aim(f"{aim.label} as {kind}", {**aim.kwargs, "kind": kind}, aim.readers, aim.query)
        for aim in aims(world)
        for kind in KINDS
    ]


def as_papers(aims: Aims) -> Aims:
    """Each of them as each report of the scan, in each kind of file."""
    return lambda world: [
        Aim(f"{aim.label} {which} as {kind}", {**aim.kwargs, "which": which, "kind": kind}, aim.readers)
        for aim in aims(world)
        for which in REPORTS
        for kind in PAPERS
    ]


def about(word: str = "") -> Aims:
    """The pages on which somebody tells us something about a case; only of cases she may see."""

    def aims(world: "World") -> Iterable[Aim]:
        subject = subjects.get("case")
        assert subject is not None
        more = {"word": word} if word else {}
        for state, row in world.rows("cases.Case"):
            yield Aim(f"cases.Case {state}", {"path": subject.path, "pk": row.pk, **more}, STATES[state])

    return aims


def each(noun: str, roles: "dict[str, Roles] | Roles | None" = None, /, **names: str) -> Aims:
    """Every row of a noun: `each("cases.Case", slug="slug")` fills `slug` with the row's own.

    `roles` says who reach a row in some state, or all rows, where this page is another than the noun's own.
    """

    def aims(world: "World") -> Iterable[Aim]:
        for state, row in world.rows(noun):
            kwargs = {name: getattr(row, attribute) for name, attribute in names.items()}
            over = roles.get(state) if isinstance(roles, dict) else roles
            yield Aim(f"{noun} {state}", kwargs, readers(noun, state) if over is None else over)

    return aims


def when(noun: str, may: "Callable[[World, Any, str], Roles]", **names: str) -> Aims:
    """As `each()`; `may(world, row, state)` says who."""

    def aims(world: "World") -> Iterable[Aim]:
        for state, row in world.rows(noun):
            kwargs = {name: getattr(row, attribute) for name, attribute in names.items()}
            yield Aim(f"{noun} {state}", kwargs, may(world, row, state))

    return aims


def bodies(world: "World") -> dict[str, Any]:
    """Home and elsewhere; a world of real content has neither."""
    garden = getattr(world, "garden", None)
    return garden.bodies if garden else {}


def is_home(world: "World", organisation_id: int | None) -> bool:
    return "home" in bodies(world) and bodies(world)["home"].pk == organisation_id


def is_(world: "World", role: str, user_id: int | None) -> bool:
    garden = getattr(world, "garden", None)
    return garden is not None and role in garden.people and garden.people[role].pk == user_id


def _under(noun: str, name: str, roles: dict[str, Roles], of: dict[str, Any]) -> Aims:
    def aims(world: "World") -> Iterable[Aim]:
        for state, row in world.rows(noun):
            if all(getattr(row, field) == value for field, value in of.items()):
                kwargs = {"slug": row.case.slug, name: getattr(row, name)}
                hidden = roles is STATES and getattr(row, "hidden_at", None) is not None
                yield Aim(f"{noun} {state}", kwargs, roles[state] & MODERATORS if hidden else roles[state])

    return aims


def colleagues(*, still_there: bool = False) -> "Callable[[World, Any, str], Roles]":
    """Home, for what home copies; `still_there`: only while its people see the case."""

    def may(world: "World", row: Any, state: str) -> Roles:
        if not is_home(world, row.organisation_id):
            return NOBODY
        return HOME & STATES[state] if still_there else HOME

    return may


def hers(role: str, link: str) -> "Callable[[World, Any, str], Roles]":
    """Rows whose `link` is this person."""
    return lambda world, row, _state: frozenset({role}) if is_(world, role, getattr(row, link)) else NOBODY


LOOKED_AFTER = {state: EDITORS[state] & MODERATORS for state in STATES}


REMOVED_TOO = {**LOOKED_AFTER, "removed": MODERATORS}


CASE = each("cases.Case", STATES, slug="slug")


ORGANISATION = each("organisations.Organisation", slug="slug")


NO_TOKEN = fixed(token="geen-goed-adres")


OWN_ROW = fixed(pk=999_999)  # of nobody: rows of others are tried in tests/accounts/test_access_page.py
