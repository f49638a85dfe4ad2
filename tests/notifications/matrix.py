"""The addresses of notifications in the access matrix."""

from typing import TYPE_CHECKING, Any

from tests.matrix.lines import NO_TOKEN, Line, Roles, about, as_sheets, hers, members, public, when
from tests.matrix.nouns import STATES

if TYPE_CHECKING:
    from tests.matrix.world import World


def muted(world: "World", row: Any, state: str) -> Roles:
    """Her notification, while she sees what it is about."""
    return hers("member", "user_id")(world, row, state) & STATES[state]


NOTIFICATION = when("notifications.Notification", hers("member", "user_id"), pk="pk")

ARGUMENTS: dict[str, Line] = {
    "notifications:choices": members(),
    "notifications:follow": members(about()),
    "notifications:list": members(),
    "notifications:list_sheet": members(as_sheets()),
    "notifications:mute": members(when("notifications.Notification", muted, pk="pk")),
    "notifications:read": members(NOTIFICATION),
    "notifications:read_all": members(),
    "notifications:start": members(),
    "notifications:stop": public(NO_TOKEN, 404),
    "notifications:unfollow": members(about()),
}
