"""The addresses of moderation in the access matrix."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from tests.matrix.lines import Aim, Line, about, as_sheets, asking, each, members, moderators, public

if TYPE_CHECKING:
    from tests.matrix.world import World


def with_reference(world: "World") -> Iterable[Aim]:
    """Whoever has the reference of a message may see how it goes; the page says nothing of what was written."""
    return [Aim(state, {"reference": row.reference}) for state, row in world.rows("moderation.Message")]


MESSAGE = each("moderation.Message", reference="reference")


HIDING = each("moderation.Hiding", pk="pk")  # of its makers

ARGUMENTS: dict[str, Line] = {
    "moderation:accessibility": public(),
    "moderation:appeal": members(HIDING),
    "moderation:answer": moderators(MESSAGE),
    "moderation:choose": public(about()),
    "moderation:decide_appeal": moderators(MESSAGE, 404),
    "moderation:close": moderators(MESSAGE),
    "moderation:contact": public(),
    "moderation:hiding": members(HIDING),
    "moderation:hidings": members(),
    "moderation:hide": moderators(MESSAGE),
    "moderation:hand_over": moderators(MESSAGE),
    "moderation:hand_back": moderators(MESSAGE),
    "moderation:message": moderators(MESSAGE),
    "moderation:need": public(asking("?q=pasfoto")),
    "moderation:note": moderators(MESSAGE),
    "moderation:queue": moderators(),
    "moderation:queue_sheet": moderators(as_sheets(asking("?stand=gesloten"))),
    "moderation:remove": moderators(MESSAGE),
    "moderation:reopen": moderators(MESSAGE),
    "moderation:restore": moderators(MESSAGE),
    "moderation:sent": public(with_reference),
    "moderation:show": moderators(MESSAGE),
    "moderation:tip": public(),
    "moderation:write_about": public(about("verbeteren")),
}
