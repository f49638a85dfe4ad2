"""The roles, with what each may do in plain words. The page about roles is made from this; higher rooms add to it.

A person can have several: a moderator may be coordinator somewhere, and is a resident everywhere else.
"""

from collections.abc import Iterable
from typing import TYPE_CHECKING, ClassVar

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from olievlek.core.audience import Person
from olievlek.core.nouns import Noun, Permission
from olievlek.core.registry import RegisteredTwiceError
from olievlek.organisations.membership import is_coordinator, is_member
from olievlek.organisations.models import Organisation

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


class Role:
    """`permissions` are actions, by key; a role also has the permissions of the role `above`."""

    key: ClassVar[str]
    name: ClassVar["StrOrPromise"]
    description: ClassVar["StrOrPromise"]
    above: ClassVar["type[Role] | None"] = None
    permissions: ClassVar[dict[str, "StrOrPromise"]]

    @classmethod
    def may(cls, key: str) -> bool:
        return key in cls.permissions or (cls.above is not None and cls.above.may(key))


class Resident(Role):
    key = "resident"
    name = pgettext_lazy("role", "Participant")
    description = _("Everyone with an account: residents, students, and who works somewhere that is not known yet.")
    permissions = {
        "organisations.join": _("ask to join an organisation"),
        "organisations.propose": _("propose an organisation that is missing"),
    }


class Member(Role):
    key = "member"
    name = pgettext_lazy("role", "Member of an organisation")
    description = _("Who works for a public body. A member acts for one organisation at a time.")
    above = Resident
    permissions = {
        "organisations.see_members": _("see who the colleagues are"),
        "organisations.leave": _("leave the organisation"),
    }


class Coordinator(Role):
    key = "coordinator"
    name = pgettext_lazy("role", "Coordinator")
    description = _("A member who keeps the list of colleagues. The first one is confirmed by a moderator.")
    above = Member
    permissions = {
        "organisations.invite": _("invite colleagues"),
        "organisations.decide": _("let in who asks to join"),
        "organisations.manage": _("make a colleague coordinator, and end memberships"),
        "organisations.style": _("choose the word, the colours and the logo of the organisation"),
        "organisations.review": _("go through the list of colleagues once a year"),
    }


class Moderator(Role):
    key = "moderator"
    name = pgettext_lazy("role", "Moderator")
    description = _("Looks after Olievlek as a whole, for all organisations.")
    above = Resident
    permissions = {
        "organisations.confirm": _("confirm new organisations and their first coordinator"),
        "organisations.merge": _("merge organisations"),
    }


ROLES: tuple[type[Role], ...] = (Resident, Member, Coordinator, Moderator)


def read(_noun: Noun, permissions: Iterable[Permission]) -> None:
    """The answer of a noun of a higher room to "permissions"."""
    for one in permissions:
        role = next(role for role in ROLES if role.key == one.role)
        if role.may(one.key):
            raise RegisteredTwiceError(f"permissions: {one.key!r} is given to {role.key!r} twice")
        role.permissions[one.key] = one.words


def roles_of(user: Person, organisation: Organisation | None = None) -> list[type[Role]]:
    """Roles of a person, everywhere or for one organisation; none for a visitor or an ended account."""
    if not user.is_authenticated or not user.is_active:
        return []
    found: list[type[Role]] = [Resident]
    if organisation is not None and is_member(user, organisation):
        found.append(Coordinator if is_coordinator(user, organisation) else Member)
    return [*found, Moderator] if getattr(user, "is_moderator", False) else found


def may(user: Person, key: str, organisation: Organisation | None = None) -> bool:
    """Whether one of the person's roles allows this."""
    return any(role.may(key) for role in roles_of(user, organisation))
