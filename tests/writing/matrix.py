"""The addresses of writing in the access matrix."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from tests.matrix.lines import Aim, Aims, Line, Roles, _under, as_sheets, each, is_, members, when
from tests.matrix.nouns import EDITORS, RESTORERS, STATES
from tests.matrix.roles import NOBODY

if TYPE_CHECKING:
    from tests.matrix.world import World


def step_of(world: "World") -> Iterable[Aim]:
    """Both steps that save themselves."""
    for state, row in world.rows("cases.Case"):
        for step in ("vertellen", "bewijs"):
            yield Aim(f"{step} {state}", {"slug": row.slug, "step": step}, EDITORS[state])


def under_a_case(noun: str, name: str = "pk", **of: Any) -> Aims:
    """Rows of a case, under the address of the case, for who edits it; `of` chooses rows."""
    return _under(noun, name, EDITORS, of)


def asked(world: "World", row: Any, state: str) -> Roles:
    """Who was asked to take part, while she sees the case."""
    return frozenset({"member"}) & STATES[state] if is_(world, "member", row.user_id) else NOBODY


EDITED = each("cases.Case", EDITORS, slug="slug")


TAKEN_AWAY = each("cases.Case", RESTORERS, slug="slug")


ASKED = when("cases.CasePerson", asked, pk="pk")

ARGUMENTS: dict[str, Line] = {
    "writing:attachment_add": members(EDITED),
    "writing:case_files": members(EDITED),
    "writing:case_go_back": members(under_a_case("cases.Version", "number")),
    "writing:case_keep": members(step_of),
    "writing:case_people": members(EDITED),
    "writing:case_proof": members(EDITED),
    "writing:case_show": members(EDITED, 302),
    "writing:case_take_back": members(TAKEN_AWAY),
    "writing:case_tell": members(EDITED),
    "writing:case_throw_away": members(EDITED),
    "writing:file_remove": members(under_a_case("cases.CaseFile")),
    "writing:mine": members(),
    "writing:mine_sheet": members(as_sheets()),
    "writing:person_accept": members(ASKED),
    "writing:person_decline": members(ASKED),
    "writing:person_take_off": members(under_a_case("cases.CasePerson")),
    "writing:photo_add": members(EDITED),
    "writing:share": members(),
    "writing:share_keep": members(),
    "writing:versions": members(EDITED),
}
