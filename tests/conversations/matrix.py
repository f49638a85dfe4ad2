"""The addresses of conversations in the access matrix."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from tests.matrix.lines import Aim, Line, about, as_sheets, bodies, each, hers, members, when
from tests.matrix.roles import HOME, NOBODY

if TYPE_CHECKING:
    from tests.matrix.world import World


def asking_the_maker(world: "World") -> Iterable[Aim]:
    """The question to who made a case; only about cases she may see, and not to her own organisation."""
    inside = {"home": HOME, "elsewhere": frozenset({"other"})}
    for aim, (_state, row) in zip(about()(world), world.rows("cases.Case"), strict=True):
        if row.owner is not None:
            at = next((name for name, body in bodies(world).items() if body.pk == row.owner_id), "")
            yield Aim(aim.label, {**aim.kwargs, "slug": row.owner.slug}, aim.readers - inside.get(at, NOBODY))


REQUEST = each("conversations.Request", pk="pk")

ARGUMENTS: dict[str, Line] = {
    "conversations:accept": members(each("conversations.Request", HOME, pk="pk")),
    "conversations:ask": members(asking_the_maker),
    "conversations:comment": members(about()),
    "conversations:comment_remove": members(when("conversations.Comment", hers("member", "by_id"), pk="pk")),
    "conversations:decline": members(each("conversations.Request", HOME, pk="pk")),
    "conversations:request": members(REQUEST),
    "conversations:requests": members(),
    "conversations:requests_sheet": members(as_sheets()),
    "conversations:take_back": members(about()),
    "conversations:thank": members(about()),
    "conversations:whom": members(about()),
    "conversations:withdraw": members(when("conversations.Request", hers("other", "asker_id"), pk="pk")),
}
