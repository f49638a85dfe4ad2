"""The addresses of scan in the access matrix."""

from typing import TYPE_CHECKING, Any
from uuid import UUID

from tests.matrix.lines import (
    Line,
    Roles,
    as_papers,
    as_sheets,
    colleagues,
    each,
    fixed,
    is_home,
    members,
    only,
    public,
    when,
)
from tests.matrix.roles import COORDINATOR, HOME, NOBODY, WORKING

if TYPE_CHECKING:
    from tests.matrix.world import World


def coordinates(world: "World", row: Any, _state: str) -> Roles:
    return COORDINATOR if is_home(world, row.organisation_id) else NOBODY


def leads(world: "World", row: Any, state: str) -> Roles:
    """A round that is open; a closed one is not led any more."""
    return NOBODY if row.closed_at else coordinates(world, row, state)


def closed(world: "World", row: Any, _state: str) -> Roles:
    """The result of a round of home."""
    return HOME if is_home(world, row.organisation_id) and row.closed_at else NOBODY


def profile_of(world: "World", row: Any, state: str) -> Roles:
    """Of a closed round of home: its people, and who it is shared with."""
    return closed(world, row, state) | (frozenset({"other"}) if row.shares.exists() else NOBODY)


A_LED_ROUND = when("surveys.Round", leads, code="code")


NO_PLAN = fixed(code="BCDEFG", factor="samen_leren")  # nothing is shown of that round: tests/scan/test_plan.py


NO_TALK = fixed(code="BCDEFG", number=1)  # nor of this: tests/scan/test_presenting.py


NO_SHARE = fixed(code="BCDEFG")  # nor is this shared by its page: tests/scan/test_sharing.py


NO_REMARK = fixed(code="BCDEFG", key=UUID(int=1))  # fewer than ten are shown to nobody: tests/scan/test_rules.py

ARGUMENTS: dict[str, Line] = {
    "scan:close": members(when("surveys.Round", coordinates, code="code"), 302),
    "scan:evidence": members(only(WORKING), 404),
    "scan:figures": members(as_sheets(when("surveys.Round", closed, code="code"))),
    "scan:join_comparison": members(only(COORDINATOR)),
    "scan:leave_comparison": members(only(COORDINATOR)),
    "scan:national": public(),
    "scan:national_figures": public(as_sheets(fixed()), 404),
    "scan:overview": members(),
    "scan:plan": members(NO_PLAN, 404),
    "scan:publish": members(NO_SHARE, 404),
    "scan:remark": members(NO_REMARK, 404),
    "scan:remind": members(A_LED_ROUND),
    "scan:report": members(as_papers(when("surveys.Round", closed, code="code"))),
    "scan:round": members(when("surveys.Round", colleagues(), code="code")),
    "scan:rules": members(A_LED_ROUND),
    "scan:screen": members(A_LED_ROUND),
    "scan:self_check": public(),
    "scan:share": members(NO_SHARE, 404),
    "scan:shared_profile": public(when("surveys.Round", profile_of, code="code")),
    "scan:shared_with_us": members(),
    "scan:start": members(only(COORDINATOR)),
    "scan:talk": members(NO_TALK, 404),
    "scan:take_away": members(each("scan.Evidence", WORKING, item="item")),
    "scan:tell": members(each("scan.Evidence", WORKING, item="item")),
    "scan:withdraw": members(each("scan.Share", pk="pk")),
}
