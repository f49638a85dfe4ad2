"""The answers to a question as a file."""

from typing import Any

import pytest
from django.test import Client

from tests.factories.sheets import lines_of
from tests.search.cases import bring

pytestmark = pytest.mark.django_db


@pytest.mark.both
@pytest.mark.parametrize("rows", [1, 3])
def test_all_answers_can_be_taken_along_best_first(rows: int, client: Client, django_assert_num_queries: Any) -> None:
    bring(*({"title": f"Pasfotohokje {number}", "description": "Pasfoto bij de balie."} for number in range(rows)))
    with django_assert_num_queries(12):
        told = lines_of(client.get("/zoeken/als/csv/?q=pasfoto"))
    assert sorted(line["Titel"] for line in told) == [f"Pasfotohokje {number}" for number in range(rows)]
    assert told[0]["Adres"].startswith("http")
    assert 'href="/zoeken/als/csv/?q=pasfoto"' in client.get("/zoeken/?q=pasfoto").content.decode()


def test_a_question_without_words_has_no_answers(client: Client) -> None:
    assert lines_of(client.get("/zoeken/als/csv/")) == []
