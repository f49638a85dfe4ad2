"""Memberships: the only questions that other rooms ask. An ended account or membership counts at once."""

from collections.abc import Iterable

from olievlek.accounts.models import User
from olievlek.core.audience import Person
from olievlek.organisations.models import Membership, MembershipQuerySet, Organisation, OrganisationQuerySet


def organisations_of(user: Person) -> OrganisationQuerySet:
    """Where somebody works; none for a visitor or an ended account."""
    return Organisation.objects.joined_by(user) if user.is_authenticated and user.is_active else _none()


def _none() -> OrganisationQuerySet:
    return Organisation.objects.none()


def is_member(user: Person, organisation: Organisation) -> bool:
    return organisations_of(user).filter(pk=organisation.pk).exists()


def is_coordinator(user: Person, organisation: Organisation) -> bool:
    if not user.is_authenticated or not user.is_active:
        return False
    return Membership.objects.coordinating().filter(user_id=user.pk, organisation=organisation).exists()


def members(organisation: Organisation) -> MembershipQuerySet:
    """Active memberships with their people, by name."""
    found = Membership.objects.active().filter(organisation=organisation)
    return found.select_related("user").order_by("user__name", "user_id")


def places(people: list[User]) -> dict[int, str]:
    """Where each of these works, in words (accounts.whereabouts)."""
    found: dict[int, list[str]] = {}
    for one in Membership.objects.active().filter(user__in=people).select_related("organisation").order_by("pk"):
        found.setdefault(one.user_id, []).append(one.organisation.name)
    return {pk: ", ".join(names) for pk, names in found.items()}


def coordinators(organisation: Organisation) -> list[User]:
    """Coordinators keep the list of colleagues; there may be none."""
    return [one.user for one in members(organisation).coordinating()]


def tokens(user: Person) -> Iterable[str]:
    """`org:<pk>` for everywhere this person works (core.audience)."""
    return [f"org:{pk}" for pk in organisations_of(user).order_by("pk").values_list("pk", flat=True)]
