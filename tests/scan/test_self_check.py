"""The quick self-check: a profile for one person, and nothing in any table."""

from typing import Any

import pytest
from django.apps import apps
from django.test import Client

from tests.factories.surveys import all_items, the_scan

pytestmark = pytest.mark.django_db


def text(answer: Any) -> str:
    return " ".join(answer.content.decode().split())


@pytest.fixture(autouse=True)
def _the_scan() -> None:
    the_scan()


def rows() -> dict[str, int]:
    return {model._meta.label: model._default_manager.count() for model in apps.get_models()}


@pytest.mark.requirement("004-16", "004-29", at="/scan/zelf/")
def test_a_visitor_sees_her_own_profile_and_no_table_changes(client: Client) -> None:
    assert text(client.get("/scan/zelf/")).count("<fieldset") == 35
    before = rows()
    page = text(client.post("/scan/zelf/", {**all_items(1), "D1": 4, "D2": 4}))
    assert page.count("Beginnend") == 6
    assert page.count("Geregeld") == 1
    assert "We bewaren niets" in page
    assert rows() == before
    assert not client.cookies.get("sessionid")


def test_the_lowest_factor_comes_first_and_one_with_two_answers_has_no_score(client: Client) -> None:
    page = text(client.post("/scan/zelf/", {"L1": 0, "L2": 0, "L3": 1, "S1": 4, "S2": 4, "S3": 4, "V1": 2, "V2": -1}))
    assert page.index("Samen leren") < page.index("Strategie en leiding") < page.index("Verbindingen en netwerk")
    assert page.count("Je beantwoordde er te weinig stellingen van") == 5


@pytest.mark.parametrize("sent", [{}, {"S1": "9"}])
def test_nothing_answered_asks_for_at_least_one(client: Client, sent: dict[str, str]) -> None:
    answer = client.post("/scan/zelf/", sent)
    assert answer.status_code == 422
    assert "Beantwoord minstens één stelling" in text(answer)


def test_it_is_there_in_english(client: Client) -> None:
    assert "We keep nothing" in text(client.get("/en/scan/zelf/"))
