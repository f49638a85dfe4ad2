"""The front page: one sentence, one search box, the map of how something really spread."""

from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from olievlek.adoptions.models.adoption import IN_USE, STOPPED
from olievlek.cases.models import Part
from olievlek.home.front import day_of, front, learnings
from tests.factories.library import make_adoption, make_case
from tests.factories.organisations import make_organisation

pytestmark = pytest.mark.django_db


@pytest.mark.both
@pytest.mark.parametrize(
    ("text", "day"),
    [("2024", date(2024, 1, 1)), ("2024-06", date(2024, 6, 1)), ("2024-06-03", date(2024, 6, 3)), ("", None)],
)
def test_a_written_date_means_its_first_day(text: str, day: date | None) -> None:
    assert day_of(text) == day


@pytest.mark.parametrize(("address", "sentence"), [("/", "vast al ergens opgelost"), ("/en/", "been solved somewhere")])
def test_an_empty_house_has_a_front_page_that_says_what_it_is_for(client: Client, address: str, sentence: str) -> None:
    page = client.get(address).content.decode()
    assert sentence in page
    assert 'name="q"' in page
    assert front().hero is None


@pytest.mark.both
@pytest.mark.requirement("002-21", at="/", reads=True)
def test_the_most_used_case_is_on_the_map_with_its_numbers_as_a_table(client: Client) -> None:
    often, once = make_case(title="Vaak gebruikt"), make_case(title="Eens gebruikt")
    utrecht = make_organisation(code="GM0344", name="Gemeente Utrecht", province="Utrecht")
    zeist = make_organisation(code="GM0355", name="Gemeente Zeist", province="Utrecht")
    make_adoption(often, utrecht, stage=IN_USE, since="2024-03-01", since_kind="registered")
    make_adoption(often, zeist, stage=IN_USE, since="2025-03-01", since_kind="registered")
    make_adoption(once, zeist, stage=IN_USE)
    shown = front()
    assert shown.hero is not None
    assert shown.hero.case == often
    assert (shown.hero.first, shown.hero.map.total) == (1, 2)
    assert [card.case for card in shown.cards] == [once]
    page = client.get("/").content.decode()
    assert "van 1 naar 2 gemeenten" in page
    assert "<table" in page


@pytest.mark.both
def test_hidden_cases_and_drafts_are_not_on_the_front_page(client: Client) -> None:
    draft: dict[str, Any] = {"title": "Een concept", "published_at": None}
    hidden = {"title": "Niet meer te zien", "hidden_at": timezone.now(), "hidden_reason": "klopt niet"}
    for given in (draft, hidden):
        case = make_case(**given)
        make_adoption(case, make_organisation(), stage=IN_USE)
        Part.objects.create(case=case, kind=Part.Kind.LESSON, position=1, text=f"Les van {case.title}")
    page = client.get("/").content.decode()
    assert "Een concept" not in page
    assert "Niet meer te zien" not in page
    assert front().adoptions == 0


def test_what_did_not_work_stands_beside_what_did(client: Client) -> None:
    case, other = make_case(title="Gestopt met iets"), make_case(title="Een omweg")
    Part.objects.create(case=case, kind=Part.Kind.STOPPED, position=1, text="Het paste niet bij de winkels.")
    Part.objects.create(case=other, kind=Part.Kind.DETOUR, position=1, text="Eerst anders geprobeerd.")
    make_adoption(case, make_organisation(), stage=STOPPED)
    page = client.get("/").content.decode()
    assert "Het paste niet bij de winkels." in page
    assert "Eerst anders geprobeerd." in page


@pytest.mark.both
def test_the_front_page_asks_as_much_for_three_cases_as_for_one(
    client: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    organisation = make_organisation()
    make_adoption(make_case(), organisation, stage=IN_USE)
    with django_assert_num_queries(8):
        client.get("/")
    for _ in range(2):
        make_adoption(make_case(), organisation, stage=IN_USE)
    with django_assert_num_queries(8):
        client.get("/")


@pytest.mark.django_db
def test_a_copy_that_is_kept_private_moves_nothing_on_the_front_page() -> None:
    cases = [make_case(), make_case()]
    for case in cases:
        Part.objects.create(case=case, kind=Part.Kind.LESSON, position=0, text="Begin klein.")
    (before,) = learnings()
    (other,) = [case for case in cases if case != before.case]
    adoption = make_adoption(other, make_organisation(), private_since=timezone.now())
    assert learnings() == [before]
    adoption.private_since = None
    adoption.save()
    assert [part.case for part in learnings()] == [other]  # control: one that everyone may know does
