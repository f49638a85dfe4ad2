"""The addresses of accounts in the access matrix."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from olievlek.accounts.models import Profile
from tests.matrix.lines import NO_TOKEN, OWN_ROW, Aim, Line, as_sheets, asking, fixed, is_, members, nothing, public
from tests.matrix.roles import MODERATORS, NOBODY, SIGNED_IN

if TYPE_CHECKING:
    from tests.matrix.world import World


def somebody(world: "World") -> Iterable[Aim]:
    """The page of a person: of who wants to be found for who is signed in, else for themselves and moderators."""
    for state, row in world.rows("accounts.User"):
        found = Profile.objects.filter(user=row, findable_since__isnull=False, hidden_at=None).exists()
        readers = SIGNED_IN if found else MODERATORS | frozenset(role for role in SIGNED_IN if is_(world, role, row.pk))
        yield Aim(f"accounts.User {state}", {"pk": row.pk}, NOBODY if state == "deactivated" else readers)


NO_ISSUER = fixed(provider_id="geen-uitgever")

ARGUMENTS: dict[str, Line] = {
    "accounts:access": members(),
    "accounts:account": members(),
    "accounts:address_add": members(),
    "accounts:address_code": members(),
    "accounts:address_first": members(OWN_ROW, 404),
    "accounts:address_remove": members(OWN_ROW),
    "accounts:ask_code": public(),
    "accounts:change_details": members(),
    "accounts:change_password": members(),
    "accounts:change_profile": members(),
    "accounts:code": public(nothing, 302),
    "accounts:confirm": members(),
    "accounts:confirm_code": members(),
    "accounts:confirm_mail": members(),
    "accounts:confirm_password": members(),
    "accounts:device_end": members(OWN_ROW),
    "accounts:end": members(),
    "accounts:issuer": public(NO_ISSUER, 404),
    "accounts:link": members(),
    "accounts:login": public(nothing, 302),
    "accounts:my_data": members(),
    "accounts:my_data_file": members(),
    "accounts:one_time": public(NO_TOKEN, 404),
    "accounts:passkey": public(nothing, 302),
    "accounts:passkey_add": members(),
    "accounts:passkey_begin": public(),
    "accounts:passkey_new": members(),
    "accounts:passkey_remove": members(OWN_ROW),
    "accounts:password": public(NO_TOKEN, 404),
    "accounts:undo": public(NO_TOKEN, 404),
    "accounts:people": members(asking("?q=privacy")),
    "accounts:people_sheet": members(as_sheets(asking("?q=privacy"))),
    "accounts:person": members(somebody),
    "accounts:post_box": public(),
    "accounts:second_step": public(nothing, 302),
    "accounts:sign_out": public(),
    "accounts:sign_out_everywhere": members(nothing, 302),
    "accounts:sign_up": public(nothing, 302),
    "accounts:step": members(),
    "accounts:step_begin": members(),
    "accounts:step_codes": members(),
    "accounts:step_stop": members(),
    "accounts:unlink": members(OWN_ROW),
    "accounts:welcome": members(),
    "openid_connect_callback": public(NO_ISSUER, 404),
}
