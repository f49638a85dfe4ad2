"""The lines below the search box."""

from typing import Any

import pytest
from django.test import Client

from olievlek.search import sources
from olievlek.vocabulary.models import List
from tests.factories.index import index_all
from tests.factories.organisations import make_organisation
from tests.factories.vocabulary import make_term
from tests.search.cases import bring

pytestmark = pytest.mark.django_db


def lines(client: Client, typed: str, path: str = "/zoeken/suggesties/") -> str:
    return client.get(path, {"q": typed}).content.decode()


@pytest.mark.both
def test_titles_organisations_and_themes_come_with_what_they_are(client: Client) -> None:
    make_organisation(name="Gemeente Afferden", slug="afferden")
    make_term(list=List.THEME, key="afval", name_nl="Afval", name_en="Waste")
    sources.refresh_lower_rooms()
    bring({"title": "Slim afval ophalen"})
    html = lines(client, "af")
    assert 'data-announce="3 suggesties"' in html
    for kind in ("Praktijkvoorbeeld", "Organisatie", "Thema"):
        assert kind in html
    assert "<b>af</b>val ophalen" in html


@pytest.mark.both
def test_near_copies_are_one_line(client: Client) -> None:
    bring(*({"title": "Zivver", "organisation": name} for name in ("Gemeente Gouda", "Gemeente Delft")))
    assert lines(client, "ziv").count("<li>") == 1


def test_one_letter_or_nothing_suggests_nothing(client: Client) -> None:
    bring({"title": "Afval"})
    assert lines(client, "a").strip() == lines(client, "").strip() == lines(client, "zzz").strip() == ""


def test_a_title_of_script_stays_text(client: Client) -> None:
    bring({"title": "<script>afval</script>"})
    assert "<script>" not in lines(client, "afv")


@pytest.mark.both
def test_drafts_are_not_suggested(client: Client) -> None:
    bring({"title": "Afval geheim"}, draft=True)
    assert lines(client, "afv").strip() == ""


@pytest.mark.both
@pytest.mark.parametrize("number", [1, 3])
def test_suggesting_costs_the_same_queries_for_one_line_and_three(
    client: Client, number: int, django_assert_num_queries: Any
) -> None:
    bring(*({"title": f"Afval {word}"} for word in ["aap", "noot", "mies"][:number]))
    index_all()
    with django_assert_num_queries(2):
        assert lines(client, "afval").count("<li>") == number
