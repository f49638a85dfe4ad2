"""Two made-up municipalities of different size with two people each: to try out what members do."""

import uuid
from datetime import datetime
from typing import NamedTuple

from django.utils import timezone

from olievlek.accounts.models import User
from olievlek.organisations.models import JoinRequest, Kind, Layer, Membership, Organisation, Urbanity
from olievlek.organisations.sizes import size_class


class Place(NamedTuple):
    """A municipality that does not exist."""

    key: str
    name: str
    province: str
    population: int
    urbanity: Urbanity
    employees: int


PLACES = (
    Place("a", "Waterdam", "Utrecht", 48_200, Urbanity.MODERATE, 430),
    Place("b", "Heidestad", "Gelderland", 162_500, Urbanity.URBAN, 1_450),
)


def load(people: dict[str, User]) -> None:
    """Make what is not there yet; what somebody changed stays as it is. `people`: see accounts.demo."""
    for place in PLACES:
        organisation, _fresh = Organisation.objects.get_or_create(
            demo_key=place.key,
            defaults={
                "code": f"OL-demo-{place.key}",
                "slug": f"demo-{place.name.lower()}",
                "name": f"Gemeente {place.name} (demo)",
                "short_name": f"{place.name} (demo)",
                "kind": Kind.MUNICIPALITY,
                "province": place.province,
                "population": place.population,
                "urbanity": place.urbanity,
                "employees_estimate": place.employees,
                "size_class": size_class(place.employees),
            },
        )
        if person := people.get(f"lid-{place.key}"):
            _join(person, organisation, Layer.PRACTICE, let_in_by=people.get("moderator"))
        if person := people.get(f"coordinator-{place.key}"):
            _join(
                person,
                organisation,
                Layer.SUPPORT,
                let_in_by=people.get("moderator"),
                coordinator_since=timezone.now(),
            )


def _join(person: User, organisation: Organisation, layer: Layer, *, let_in_by: User | None, **given: datetime) -> None:
    """Former members do not come back by loading again. They asked, and the moderator let them in."""
    if person.memberships.filter(organisation=organisation).exists():
        return
    Membership.objects.create(user=person, organisation=organisation, layer=layer, **given)
    if let_in_by is not None:
        JoinRequest.objects.create(
            user=person, organisation=organisation, layer=layer, once=uuid.uuid4(), decided_at=timezone.now(),
            decided_by=let_in_by, outcome=JoinRequest.Outcome.ACCEPTED,
        )  # fmt: skip
