"""The addresses of adoptions in the access matrix."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from tests.matrix.lines import (
    CASE,
    REMOVED_TOO,
    Aim,
    Aims,
    Line,
    Roles,
    as_sheets,
    asking,
    colleagues,
    each,
    is_home,
    members,
    moderators,
    public,
    when,
)
from tests.matrix.nouns import STATES
from tests.matrix.roles import EVERYONE, HOME, NOBODY

if TYPE_CHECKING:
    from tests.matrix.world import World


def copy(**more: Any) -> Aims:
    return when("adoptions.Adoption", colleagues(**more), pk="pk")


def each_stage(world: "World") -> Iterable[Aim]:
    """The next stage of every adoption; only colleagues may move it."""
    return [Aim(one.label, {**one.kwargs, "stage": "stopped"}, one.readers) for one in copy()(world)]


def each_undo(world: "World") -> Iterable[Aim]:
    """The last step of every adoption; the garden has one step."""
    steps = [row for _state, row in world.rows("adoptions.AdoptionStep")]
    for one in copy()(world):
        step = next((step for step in steps if step.adoption_id == one.kwargs["pk"]), None)
        if step is not None:
            yield Aim(one.label, one.kwargs, one.readers, sent=f"step={step.pk}")


def addition(world: "World", row: Any, _state: str) -> Roles:
    return HOME if is_home(world, row.organisation_id) and not row.hidden_at else NOBODY


IN_PUBLIC = {state: EVERYONE if STATES[state] == EVERYONE else NOBODY for state in STATES}


PUBLISHED_CASE = each("cases.Case", IN_PUBLIC, slug="slug")


ADDITION = each("adoptions.Addition", REMOVED_TOO, pk="pk")

ARGUMENTS: dict[str, Line] = {
    "adoptions:addition_hide": moderators(ADDITION),
    "adoptions:addition_unhide": moderators(ADDITION),
    "adoptions:addition_withdraw": members(when("adoptions.Addition", addition, pk="pk")),
    "adoptions:copies_sheet": members(as_sheets(asking("?stage=in_use"))),
    "adoptions:copies": members(asking("?stage=in_use", "?stage=onzin")),
    "adoptions:copy": members(copy()),
    "adoptions:copy_adapt": members(copy()),
    "adoptions:copy_add": members(copy(still_there=True)),
    "adoptions:copy_confirm": members(copy()),
    "adoptions:copy_fit": members(copy()),
    "adoptions:copy_keep_inside": members(copy()),
    "adoptions:copy_move": members(each_stage),
    "adoptions:copy_open_up": members(copy()),
    "adoptions:copy_share": members(copy()),
    "adoptions:copy_share_new": members(copy(still_there=True)),
    "adoptions:copy_share_own": members(copy(still_there=True)),
    "adoptions:copy_start": members(PUBLISHED_CASE),
    "adoptions:copy_undo": members(each_undo),
    "adoptions:use": public(CASE),
    "adoptions:use_sheet": public(as_sheets(CASE)),
}
