"""The list of organisations and the page of one."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from olievlek.core import slots
from olievlek.organisations import content
from olievlek.organisations.models import Kind
from tests.answers import not_here
from tests.factories.organisations import make_organisation, make_study_municipality

pytestmark = pytest.mark.django_db
LIST_QUERIES, PAGE_QUERIES = 4, 4


def queries(client: Client, url: str) -> int:
    with CaptureQueriesContext(
        connection,
    ) as caught:
        assert client.get(url).status_code == 200
    return len(caught)


@pytest.mark.both
def test_the_list_takes_as_many_queries_for_three_as_for_one(client: Client) -> None:
    make_organisation(province="Limburg")
    assert queries(client, "/organisaties/?province=Limburg") == LIST_QUERIES
    make_organisation(province="Limburg")
    make_organisation(province="Limburg")
    assert queries(client, "/organisaties/?province=Limburg") == LIST_QUERIES


def test_the_page_of_one_takes_as_many_queries_with_three_neighbours_as_with_one(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(slots, "_fillings", {})  # what higher rooms put on the page they count themselves
    zeist = make_organisation(name="Gemeente Zeist", employees_estimate=500, population=66_000)
    for number in (1, 3):
        while zeist.neighbours.count() < number:
            zeist.neighbours.add(make_organisation(employees_estimate=500, population=60_000))
        assert queries(client, "/organisaties/gemeente-zeist/") == PAGE_QUERIES


@pytest.mark.both
def test_the_list_counts_523_and_shows_fifty(client: Client) -> None:
    content.load()
    page = client.get("/organisaties/").content.decode()
    assert "523 organisaties" in page
    assert page.count('<th scope="row">') == 50
    assert 'href="?page=2"' in page
    assert "Gemeente D3" not in "".join(client.get(f"/organisaties/?page={n}").content.decode() for n in range(1, 12))


@pytest.mark.both
def test_filters_stand_in_the_address_and_work_together(client: Client) -> None:
    make_organisation(name="Gemeente Dongen", province="Noord-Brabant", employees_estimate=200)
    make_organisation(name="Gemeente Tilburg", province="Noord-Brabant", employees_estimate=1800)
    make_organisation(name="Waterschap Brabant", kind=Kind.WATER_BOARD)
    page = client.get("/organisaties/?province=Noord-Brabant&size=A&kind=municipality&q=til").content.decode()
    assert "Gemeente Tilburg" in page
    assert "Gemeente Dongen" not in page
    assert "1 organisatie" in page
    unknown = client.get("/organisaties/?size=unknown").content.decode()
    assert "Waterschap Brabant" in unknown
    assert "Gemeente Tilburg" not in unknown


@pytest.mark.both
def test_a_name_is_found_without_its_accents(client: Client) -> None:
    make_organisation(name="Provincie Fryslân", kind=Kind.PROVINCE)
    assert "Provincie Fryslân" in client.get("/organisaties/?q=fryslan").content.decode()


@pytest.mark.both
def test_nonsense_in_the_address_filters_nothing(client: Client) -> None:
    make_organisation(name="Gemeente Dongen")
    assert "Gemeente Dongen" in client.get("/organisaties/?kind=circus&size=Z&page=nul").content.decode()


def test_nothing_found_says_what_to_try(client: Client) -> None:
    make_organisation()
    page = client.get("/organisaties/?q=zzz").content.decode()
    assert "Geen organisatie past hierbij" in page
    assert "Probeer een kortere naam" in page


def test_htmx_gets_the_same_results_as_stand_in_the_page(client: Client) -> None:
    make_organisation(name="Gemeente Dongen")
    whole = client.get("/organisaties/").content.decode()
    part = client.get("/organisaties/", headers={"HX-Request": "true"}).content.decode()
    assert part.strip() in whole
    assert part.strip().startswith('<section class="ol-stack" id="results"')


def test_the_land_is_written_once_and_the_map_shows_what_was_found(client: Client) -> None:
    content.load()
    page = client.get("/organisaties/?province=Limburg").content.decode()
    assert page.count('id="ol-land"') == 1
    assert page.count('h0"><title>') == 31, "one tooltip for each municipality of Limburg"
    assert "31 daarvan zijn gemeenten" in page


@pytest.mark.requirement("004-08", at="/organisaties/gemeente-zeist/", reads=True)
def test_the_page_of_a_municipality_says_estimate_and_shows_its_place(client: Client) -> None:
    content.load()
    page = client.get("/organisaties/gemeente-zeist/").content.decode()
    assert "66.656" in page
    assert "400 tot 700 medewerkers (schatting)" in page
    assert "Provincie Utrecht" in page
    assert 'class="ol-map__ring"' in page
    assert "Lijkt op Zeist" in page
    assert "De Bilt" in page


def test_a_body_of_unknown_size_says_so(client: Client) -> None:
    make_organisation(name="Waterschap Een", kind=Kind.WATER_BOARD)
    assert "grootte onbekend" in client.get("/organisaties/waterschap-een/").content.decode()


def test_a_study_municipality_has_a_page_without_place_or_look_alikes(client: Client) -> None:
    make_study_municipality()
    page = client.get("/organisaties/gemeente-d3/").content.decode()
    assert "Een naam die niet verraadt wie het is" in page
    assert "ol-map" not in page
    assert "Lijkt op" not in page


def test_the_pages_are_in_english_too(client: Client) -> None:
    make_organisation(name="Gemeente Dongen", province="Noord-Brabant", employees_estimate=200)
    page = client.get("/en/organisaties/gemeente-dongen/").content.decode()
    assert "fewer than 400 staff (estimate)" in page
    assert "Province of Noord-Brabant" in page
    assert "1 organisation" in client.get("/en/organisaties/").content.decode()


def test_an_unknown_organisation_is_not_found(client: Client) -> None:
    assert not_here(client.get("/organisaties/gemeente-nergens/"))
    assert client.post("/organisaties/")["Allow"] == "GET, HEAD"
