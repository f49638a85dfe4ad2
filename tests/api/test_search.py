"""GET /api/v1/search and /api/v1/health."""

from typing import Any

import pytest
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.answers import Answer
from tests.factories.organisations import make_organisation
from tests.search.cases import bring

pytestmark = pytest.mark.django_db
SEARCH = "/api/v1/search"


def asked(client: Client, **query: Any) -> dict[str, Any]:
    response = client.get(SEARCH, query)
    assert response.status_code == 200
    assert response["API-Version"] == "1.0.0"
    found: dict[str, Any] = response.json()
    return found


def assert_problem(response: Answer, status: int) -> dict[str, Any]:
    assert response.status_code == status
    assert response["Content-Type"] == "application/problem+json"
    assert response["API-Version"] == "1.0.0"
    told: dict[str, Any] = response.json()
    assert told["status"] == status
    assert told["title"]
    return told


@pytest.mark.both
def test_every_document_is_answered_by_itself_with_the_id_of_its_import(client: Client) -> None:
    bring(
        {"id": "a", "title": "Zivver", "organisation": "Gemeente Gouda", "type": "software"},
        {"id": "b", "title": "Zivver", "organisation": "Gemeente Delft"},
    )
    found = asked(client, query="zivver")
    assert [one["sourceId"] for one in found["results"]] == ["a", "b"]
    assert found["results"][0] == {
        "id": found["results"][0]["id"],
        "kind": "service",
        "title": "Zivver",
        "url": found["results"][0]["url"],
        "organisation": "Gemeente Gouda",
        "score": found["results"][0]["score"],
        "sourceId": "a",
    }
    assert found["results"][0]["url"].startswith("http://localhost:8000/praktijken/zivver")
    assert client.get(found["results"][0]["url"].removeprefix("http://localhost:8000")).status_code == 200


def test_a_score_is_a_share_of_the_best_in_hundredths_on_every_page(client: Client) -> None:
    bring(*({"id": f"{number}", "title": f"Zivver {'op school ' * number}"} for number in range(5)))
    scores = [one["score"] for one in asked(client, query="zivver")["results"]]
    assert scores[0] == 1.0
    assert scores == sorted(scores, reverse=True)
    assert scores[-1] < 1
    assert all(score == round(score, 2) for score in scores)
    assert [one["score"] for one in asked(client, query="zivver", pageSize=2, page=2)["results"]] == scores[2:4]


def test_near_copies_fall_together_when_asked(client: Client) -> None:
    bring({"id": "a", "title": "Zivver"}, {"id": "b", "title": "Zivver"}, {"id": "c", "title": "Zivver op school"})
    assert [one["sourceId"] for one in asked(client, query="zivver", collapse="true")["results"]] == ["a", "c"]


def test_pages_have_the_size_that_was_asked(client: Client) -> None:
    bring(*({"id": f"{number:02}", "title": "Zivver"} for number in range(7)))
    pages = [asked(client, query="zivver", pageSize=3, page=number)["results"] for number in (1, 2, 3)]
    assert [[one["sourceId"] for one in page] for page in pages] == [["00", "01", "02"], ["03", "04", "05"], ["06"]]


@pytest.mark.both
def test_filters_work_as_on_the_page(client: Client) -> None:
    urk = make_organisation(name="Gemeente Urk", employees_estimate=10)
    bring({"id": "a", "title": "Zivver", "organisation": urk.name, "type": "pilot"}, {"id": "b", "title": "Zivver"})
    assert [one["sourceId"] for one in asked(client, query="zivver", size="D")["results"]] == ["a"]
    assert asked(client, query="zivver", size=["D", "C"], kind="experiment")["results"]
    assert asked(client, query="zivver", kind="nonsense")["results"] == []


@pytest.mark.both
def test_drafts_are_not_answered(client: Client) -> None:
    bring({"title": "Zivver"}, draft=True)
    assert asked(client, query="zivver")["results"] == []


@pytest.mark.both
@pytest.mark.parametrize("number", [1, 3])
def test_an_answer_costs_the_same_queries_for_one_document_and_three(
    client: Client, number: int, django_assert_num_queries: Any
) -> None:
    bring(*({"title": f"Zivver {word}"} for word in ["aap", "noot", "mies"][:number]))
    with django_assert_num_queries(4):
        assert len(asked(client, query="zivver")["results"]) == number


@pytest.mark.both
@pytest.mark.parametrize(
    ("query", "name"),
    [
        ({}, "query"),
        ({"query": ""}, "query"),
        ({"query": "  "}, "query"),
        ({"query": "a" * 501}, "query"),
        ({"query": "a", "pageSize": "0"}, "pageSize"),
        ({"query": "a", "pageSize": "101"}, "pageSize"),
        ({"query": "a", "pageSize": "tien"}, "pageSize"),
        ({"query": "a", "page": "0"}, "page"),
        ({"query": "a", "page": "51"}, "page"),
        ({"query": "a", "collapse": "misschien"}, "collapse"),
        ({"query": "a", "page_size": "5"}, "page_size"),
        ({"query": "a", "nonsense": "5"}, "nonsense"),
    ],
)
def test_bad_and_unknown_parameters_are_named(client: Client, query: dict[str, str], name: str) -> None:
    told = assert_problem(client.get(SEARCH, query), 400)
    assert [one["name"] for one in told["invalidParams"]] == [name]
    assert told["invalidParams"][0]["reason"]


@pytest.mark.both
def test_other_verbs_and_addresses_are_problems_too(client: Client) -> None:
    refused = client.post(SEARCH, {"query": "a"})
    assert_problem(refused, 405)
    assert refused["Allow"] == "GET"
    assert_problem(client.get("/api/v1/nonsense"), 404)
    assert_problem(client.get(SEARCH, {"query": "a\x00"}), 400)


@pytest.mark.both
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.dictionaries(st.sampled_from(["query", "page", "pageSize", "kind", "theme", "x"]), st.text(max_size=30)))
def test_whatever_is_asked_is_answered_or_refused_and_never_fails(client: Client, query: dict[str, str]) -> None:
    answer = client.get(SEARCH, query)
    if answer.status_code == 200:
        assert answer.json()["results"] == []
    else:
        told = assert_problem(answer, 400)
        assert told.get("invalidParams") or "\x00" in "".join(query.values()), told


def test_the_contract_is_openapi_3_1_with_names_in_camel_case(client: Client) -> None:
    contract = client.get("/api/v1/openapi.json").json()
    names = [one["name"] for one in contract["paths"][SEARCH]["get"]["parameters"]]
    assert contract["openapi"].startswith("3.1")
    assert names == ["query", "page", "pageSize", "collapse", "kind", "theme", "size", "stage", "province"]
    assert client.get("/api/v1/").json()["openapi"] == "/api/v1/openapi.json"


def test_health_tells_the_lag_and_changes_nothing(client: Client) -> None:
    assert client.get("/api/v1/health").json() == {
        "status": "ok", "ready": True, "version": "0.1.0", "database": "ok", "indexLag": 0,
    }  # fmt: skip
    bring({"title": "Zivver"})
    make_organisation(name="Gemeente Urk")
    from olievlek.search.sources import refresh_lower_rooms

    refresh_lower_rooms()
    assert client.get("/api/v1/health").json()["indexLag"] == 1
