"""The addresses of surveys in the access matrix."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from tests.matrix.lines import NO_TOKEN, Aim, Line, each, moderators, public
from tests.matrix.roles import NOBODY

if TYPE_CHECKING:
    from tests.matrix.world import World


def page_of_a_round(world: "World") -> Iterable[Aim]:
    """The first page of every round; only a device that has begun sees it (tests/surveys/test_pages.py)."""
    return [Aim(state, {"code": row.code, "number": 1}, NOBODY) for state, row in world.rows("surveys.Round")]


NO_ROUND = each("surveys.Round", NOBODY, code="code")  # closed, or only for a device that has begun

ARGUMENTS: dict[str, Line] = {
    "surveys:begin": public(NO_ROUND),
    "surveys:by_code": public(),
    "surveys:instruments": moderators(),
    "surveys:hand_in": public(NO_ROUND),
    "surveys:page": public(page_of_a_round),
    "surveys:pause": public(NO_ROUND),
    "surveys:thanks": public(NO_ROUND),
    "surveys:welcome": public(NO_TOKEN, 404),
}
