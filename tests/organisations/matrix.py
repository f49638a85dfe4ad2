"""The addresses of organisations in the access matrix."""

from typing import TYPE_CHECKING, Any

from tests.matrix.lines import (
    NO_TOKEN,
    ORGANISATION,
    Line,
    Roles,
    as_sheets,
    asking,
    bodies,
    each,
    fixed,
    is_home,
    members,
    moderators,
    only,
    public,
    when,
)
from tests.matrix.roles import COORDINATOR, HOME, KEEPERS, MODERATORS, NOBODY, WORKING

if TYPE_CHECKING:
    from tests.matrix.world import World


def where_she_works(world: "World", row: Any, _state: str) -> Roles:
    return HOME if is_home(world, row.pk) else frozenset({"other"}) & (WORKING if bodies(world) else NOBODY)


OF_WORK = {"member": KEEPERS, "coordinator": KEEPERS, "shared": KEEPERS, "other": MODERATORS}


ENDED = dict.fromkeys(("former", "deactivated"), NOBODY)


MEMBERSHIP = each("organisations.Membership", {**OF_WORK, **ENDED}, pk="pk")


JOIN_REQUEST = each("organisations.JoinRequest", KEEPERS, pk="pk")


NO_NAME = fixed(name="geen-0123456789ab")  # styles themselves: tests/organisations/test_house_style.py

ARGUMENTS: dict[str, Line] = {
    "organisations:act_for": members(when("organisations.Organisation", where_she_works, slug="slug")),
    "organisations:add_domain": members(only(COORDINATOR)),
    "organisations:ask_to_coordinate": members(only(WORKING)),
    "organisations:change_work": members(only(WORKING)),
    "organisations:confirm": moderators(each("organisations.Proposal", pk="pk")),
    "organisations:confirm_domain": moderators(each("organisations.DomainClaim", pk="pk")),
    "organisations:decline_domain": moderators(each("organisations.DomainClaim", pk="pk")),
    "organisations:decline": moderators(each("organisations.Proposal", pk="pk")),
    "organisations:desk": moderators(),
    "organisations:end": members(MEMBERSHIP),
    "organisations:head_sheet": public(NO_NAME, 404),
    "organisations:house_style": members(only(COORDINATOR)),
    "organisations:invitation": public(NO_TOKEN, 404),
    "organisations:invite": members(only(COORDINATOR)),
    "organisations:join": members(ORGANISATION),
    "organisations:keep": moderators(each("organisations.MergeNotice", pk="pk")),
    "organisations:leave": members(only(WORKING)),
    "organisations:let_in": members(JOIN_REQUEST),
    "organisations:logo": public(NO_NAME, 404),
    "organisations:make_coordinator": members(MEMBERSHIP),
    "organisations:merge": moderators(),
    "organisations:members_sheet": members(as_sheets(only(COORDINATOR))),
    "organisations:mine": members(),
    "organisations:not_let_in": members(JOIN_REQUEST),
    "organisations:organisation": public(ORGANISATION),
    "organisations:organisation_list": public(),
    "organisations:organisations_sheet": public(as_sheets()),
    "organisations:propose": members(),
    "organisations:remove_domain": members(each("organisations.MailDomain", COORDINATOR, pk="pk")),
    "organisations:review": members(only(COORDINATOR)),
    "organisations:roles": public(),
    "organisations:set_logo": members(only(COORDINATOR)),
    "organisations:sheet": public(NO_NAME, 404),
    "organisations:standard_style": members(only(COORDINATOR)),
    "organisations:stop_coordinator": members(MEMBERSHIP),
    "organisations:take_back": members(ORGANISATION),
    "organisations:take_part_alone": members(),
    "organisations:where": members(asking("?q=Gemeente")),
    "organisations:withdraw_domain": members(each("organisations.DomainClaim", COORDINATOR, pk="pk")),
    "organisations:withdraw": members(each("organisations.Invitation", pk="pk")),
}
