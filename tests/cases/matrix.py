"""The addresses of cases in the access matrix."""

from typing import Any

from tests.matrix.lines import CASE, LOOKED_AFTER, REMOVED_TOO, Aims, Line, _under, each, moderators, public
from tests.matrix.nouns import STATES


def shown_with_a_case(noun: str, name: str = "pk", **of: Any) -> Aims:
    """The same, for who reads the case."""
    return _under(noun, name, STATES, of)


MODERATED = each("cases.Case", LOOKED_AFTER, slug="slug")


MODERATED_OR_REMOVED = each("cases.Case", REMOVED_TOO, slug="slug")

ARGUMENTS: dict[str, Line] = {
    "cases:attachment": public(shown_with_a_case("cases.CaseFile", kind="attachment")),
    "cases:case": public(CASE),
    "cases:case_correct": moderators(MODERATED),
    "cases:case_hide": moderators(MODERATED),
    "cases:case_publish": moderators(MODERATED),
    "cases:case_remove": moderators(MODERATED_OR_REMOVED),
    "cases:case_restore": moderators(MODERATED_OR_REMOVED),
    "cases:case_unhide": moderators(MODERATED),
    "cases:photo": public(shown_with_a_case("cases.CaseFile", kind="photo")),
}
