"""The made-up municipalities: there to try things out with, and nowhere else."""

import pytest
from django.test import Client
from django.utils import timezone

from olievlek.accounts import demo as people
from olievlek.accounts.models import User
from olievlek.organisations.look_alikes import look_alikes
from olievlek.organisations.membership import coordinators, members
from olievlek.organisations.models import Membership, Organisation
from tests.factories.organisations import make_organisation

pytestmark = pytest.mark.django_db


def test_two_places_of_different_size_have_a_member_and_a_coordinator() -> None:
    people.load()
    places = Organisation.objects.exclude(demo_key="").order_by("demo_key")
    assert [one.size_class for one in places] == ["C", "A"]
    for place in places:
        assert {one.user.email for one in members(place)} == {
            f"lid-{place.demo_key}@demo.test", f"coordinator-{place.demo_key}@demo.test"
        }  # fmt: skip
        assert [one.email for one in coordinators(place)] == [f"coordinator-{place.demo_key}@demo.test"]


@pytest.mark.both
def test_loading_twice_changes_nothing_and_brings_nobody_back() -> None:
    people.load()
    Membership.objects.filter(user__email="lid-a@demo.test").update(ended_at=timezone.now())
    people.load()
    assert (User.objects.count(), Membership.objects.active().count(), Organisation.objects.count()) == (6, 3, 2)


def test_a_demo_place_has_a_page_and_is_in_no_list_count_or_comparison(client: Client) -> None:
    people.load()
    real = make_organisation(employees_estimate=450, population=48_000)
    demo = Organisation.objects.get(demo_key="a")
    assert list(Organisation.objects.bodies()) == [real]
    assert [one.organisation for one in look_alikes(demo)] == [real]
    assert "demo" in client.get(demo.get_absolute_url()).content.decode()
    assert "demo" not in client.get("/organisaties/").content.decode()


def test_where_demo_people_are_not_allowed_there_are_no_demo_places(settings: object) -> None:
    settings.OLIEVLEK_DEMO = False  # type: ignore[attr-defined]  # the fixture of pytest-django
    people.load()
    assert not Organisation.objects.exists()
