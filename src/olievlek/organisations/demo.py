"""Two made-up municipalities of different size with two people each: to try out what members do, on this machine only."""

from typing import NamedTuple

from django.utils import timezone

from olievlek.accounts import demo as people
from olievlek.organisations.models import Kind, Layer, Membership, Organisation, Urbanity
from olievlek.organisations.sizes import size_class


class Place(NamedTuple):
    """A municipality that does not exist, and the two people who work there."""

    key: str
    name: str
    province: str
    population: int
    urbanity: Urbanity
    employees: int
    member: str
    coordinator: str


PLACES = (
    Place("a", "Waterdam", "Utrecht", 48_200, Urbanity.MODERATE, 430, "Lida de Wit", "Cor van Dam"),
    Place("b", "Heidestad", "Gelderland", 162_500, Urbanity.URBAN, 1_450, "Leo Heideman", "Cora Bos"),
)


def load() -> None:
    """Make what is not there yet; what somebody changed stays as it is."""
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
        _join(organisation, f"lid-{place.key}", place.member, Layer.PRACTICE, "")
        _join(organisation, f"coordinator-{place.key}", place.coordinator, Layer.SUPPORT, "coordinator")


def _join(organisation: Organisation, key: str, name: str, layer: Layer, role: str) -> None:
    """Who left, or was sent away, does not come back by loading again."""
    user = people.person(key, name)
    if user.memberships.filter(organisation=organisation).exists():
        return
    Membership.objects.create(
        user=user, organisation=organisation, layer=layer, coordinator_since=timezone.now() if role else None
    )
