"""A profile is shared with chosen organisations, or with everyone; withdrawn, it is gone at once."""

import re
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from olievlek.organisations import merging
from olievlek.organisations.models import Membership, Organisation
from olievlek.scan import actions
from olievlek.scan.models import Evidence, Share
from olievlek.surveys.models import Round
from olievlek.timeline.models import Entry
from tests.factories.accounts import make_user
from tests.factories.organisations import make_membership, make_organisation
from tests.factories.scan import make_result
from tests.factories.surveys import make_round, team, the_scan
from tests.factories.tasks import make_task

pytestmark = pytest.mark.django_db
SECRET = "Wilgentenenmandje"


@pytest.fixture
def place() -> Organisation:
    the_scan()
    return make_organisation(name="Gemeente Waterdam", short_name="Waterdam", employees_estimate=500)


@pytest.fixture
def result(place: Organisation) -> Round:
    """With words that nobody outside may meet: a department, evidence, and a task."""
    make_result(place, low=0)
    round_ = make_result(place, departments=(SECRET,))
    Evidence.objects.create(organisation=place, item="S1", text=SECRET, as_of=timezone.localdate())
    make_task(place, about=round_, text=SECRET)
    return round_


def signed_in(member: Membership) -> Client:
    client = Client()
    client.force_login(member.user)
    return client


@pytest.fixture
def coordinator(place: Organisation) -> Client:
    return signed_in(make_membership(organisation=place, coordinator=True))


@pytest.fixture
def neighbour() -> Organisation:
    return make_organisation(name="Gemeente Heidestad", short_name="Heidestad")


@pytest.fixture
def reader(neighbour: Organisation) -> Client:
    return signed_in(make_membership(organisation=neighbour))


@pytest.fixture
def stranger() -> Client:
    return signed_in(make_membership(coordinator=True))


def text(answer: Any) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", answer.content.decode()).split())


def events_of(row: Share) -> list[str]:
    return list(Entry.objects.about(row).order_by("pk").values_list("event", flat=True))


def test_a_shared_profile_is_seen_by_nobody_else_and_after_withdrawing_by_nobody(
    coordinator: Client, reader: Client, stranger: Client, result: Round
) -> None:
    page = f"/scan/{result.code}/profiel/"
    assert reader.get(page).status_code == 404
    moved = coordinator.post(f"/scan/{result.code}/delen/", {"organisation": "heidestad"}, follow=True)
    assert "Heidestad ziet jullie profiel nu" in text(moved)
    assert "45 Beginnend" in text(reader.get(page))
    assert "Gemeente Waterdam" in text(reader.get("/scan/gedeeld/"))
    for client in (stranger, Client()):
        assert client.get(page).status_code == 404
    assert "Waterdam" not in text(stranger.get("/scan/gedeeld/"))
    assert reader.get(f"/scan/{result.code}/").status_code == 404
    coordinator.post(f"/scan/gedeeld/{Share.objects.get().pk}/intrekken/")
    assert reader.get(page).status_code == 404
    assert "Waterdam" not in text(reader.get("/scan/gedeeld/"))


def test_who_it_is_shared_with_sees_the_profile_and_nothing_beside_it(
    coordinator: Client, reader: Client, result: Round
) -> None:
    coordinator.post(f"/scan/{result.code}/delen/", {"organisation": "Gemeente Heidestad"})
    page = reader.get(f"/scan/{result.code}/profiel/")
    assert SECRET not in page.content.decode()
    for told in ("Management", "sinds de vorige keer", "Zelfbeeld", "weet ik niet", "nog geen sturing", "Praat"):
        assert told not in text(page)
    assert text(page).count("45 Beginnend") == 14  # seven strips, seven rows of the table
    assert text(page).count("vorige keer") == 0


@pytest.mark.requirement("004-29", at="/scan/*/openbaar/")
def test_a_public_profile_is_seen_by_everyone_also_on_the_organisations_page(
    coordinator: Client, place: Organisation, result: Round
) -> None:
    body = f"/organisaties/{place.slug}/"
    assert "Hoe zien zij zichzelf?" not in text(Client().get(body))
    coordinator.post(f"/scan/{result.code}/openbaar/")
    assert f"/scan/{result.code}/profiel/" in Client().get(body).content.decode()
    assert "Zo ziet Waterdam zichzelf" in text(Client().get(f"/scan/{result.code}/profiel/"))
    assert "How Waterdam sees itself" in text(Client().get(f"/en/scan/{result.code}/profiel/"))
    coordinator.post(f"/scan/gedeeld/{Share.objects.get().pk}/intrekken/")
    assert "Hoe zien zij zichzelf?" not in text(Client().get(body))
    assert Client().get(f"/scan/{result.code}/profiel/").status_code == 404


def test_only_who_coordinates_shares_publishes_and_withdraws(
    place: Organisation, neighbour: Organisation, reader: Client, result: Round
) -> None:
    actions.share(result, to=neighbour, by=make_user())
    colleague = signed_in(make_membership(organisation=place))
    pk = Share.objects.get().pk
    for client in (colleague, reader):
        assert client.get(f"/scan/{result.code}/delen/").status_code == 404
        assert client.post(f"/scan/{result.code}/delen/", {"organisation": "Heidestad"}).status_code == 404
        assert client.post(f"/scan/{result.code}/openbaar/").status_code == 404
        assert client.post(f"/scan/gedeeld/{pk}/intrekken/").status_code == 404
    assert Share.objects.count() == 1
    assert colleague.get(f"/scan/{result.code}/profiel/").status_code == 200


@pytest.mark.both
@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("", "Vul de naam van de organisatie in"),
        ("Heide", "Bedoel je een van deze: Gemeente Heidestad?"),
        ("Nergenshuizen", "Deze organisatie kennen we niet"),
        ("Gemeente Waterdam", "Deze organisatie kennen we niet"),
    ],
)
def test_a_name_that_is_not_exact_is_answered_with_who_it_may_be(
    coordinator: Client, neighbour: Organisation, result: Round, typed: str, told: str
) -> None:
    answer = coordinator.post(f"/scan/{result.code}/delen/", {"organisation": typed})
    assert answer.status_code == 422
    assert told in text(answer)
    assert not Share.objects.exists()


@pytest.mark.both
def test_sharing_and_withdrawing_twice_changes_nothing(result: Round, neighbour: Organisation) -> None:
    person = make_user()
    for to in (neighbour, None, neighbour, None):
        actions.share(result, to=to, by=person)
    row = Share.objects.get(organisation=neighbour)
    assert events_of(row) == ["profile.shared"]
    assert Share.objects.count() == 2
    for _ in range(2):
        actions.withdraw(row, by=person)
    assert Entry.objects.filter(event="profile.withdrawn").count() == 1


def test_a_round_that_is_open_or_shows_nothing_can_not_be_shared(
    coordinator: Client, place: Organisation, neighbour: Organisation
) -> None:
    for round_ in (make_round(organisation=place), make_result(place, invited=team("a", 4))):
        with pytest.raises(actions.NothingToShareError):
            actions.share(round_, to=neighbour, by=make_user())
        assert coordinator.get(f"/scan/{round_.code}/delen/").status_code == 404
        assert coordinator.post(f"/scan/{round_.code}/openbaar/").status_code == 404


@pytest.mark.both
def test_what_was_shared_with_a_merged_organisation_is_seen_where_it_goes_on(
    neighbour: Organisation, result: Round
) -> None:
    after = make_organisation(name="Gemeente Nieuwheide")
    actions.share(result, to=neighbour, by=make_user())
    actions.share(result, to=after, by=make_user())
    merging.merge(neighbour, into=after, on=timezone.localdate(), by=make_user())
    assert list(Share.objects.values_list("organisation__name", flat=True)) == ["Gemeente Nieuwheide"]


@pytest.mark.both
@pytest.mark.parametrize("many", [1, 3])
def test_the_list_of_shared_profiles_takes_as_many_queries_for_one_as_for_three(
    many: int, reader: Client, neighbour: Organisation, django_assert_num_queries: Any
) -> None:
    the_scan()
    for _ in range(many):
        actions.share(make_result(), to=neighbour, by=make_user())
    reader.get("/scan/gedeeld/")
    with django_assert_num_queries(6):
        assert reader.get("/scan/gedeeld/").content.decode().count("/profiel/") == many
