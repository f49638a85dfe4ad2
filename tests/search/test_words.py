"""The moderators' page of plain words."""

import pytest
from django.test import Client

from olievlek.index import wordings
from olievlek.index.models import Wording
from tests.factories.accounts import make_moderator
from tests.factories.index import index_all, make_thing

pytestmark = pytest.mark.django_db
URL = "/beheer/woorden/"


def page(client: Client, url: str = URL) -> str:
    answer = client.get(url)
    assert answer.status_code == 200
    return answer.content.decode()


def test_a_moderator_looks_up_a_question_and_sees_what_it_means(moderator_client: Client) -> None:
    make_thing()
    index_all()
    html = page(moderator_client, f"{URL}?q=de+rekening+niet+betalen")
    assert "schuldhulpverlening" in html
    assert "rekening niet betalen" in html


def test_a_moderator_adds_words_a_line_each_and_takes_one_away(moderator_client: Client) -> None:
    typed = {"office": " leges ", "plain": "wat  kost dat papiertje\nduur papiertje\n\n"}
    answer = moderator_client.post(f"{URL}toevoegen/", typed)
    assert answer.headers["location"] == f"{URL}?q=leges"
    assert ("leges", "wat kost dat papiertje") in wordings.pairs()
    assert "duur papiertje" in page(moderator_client, f"{URL}?q=leges")
    moderator_client.post(f"{URL}weghalen/", {"office": "leges", "plain": "duur papiertje"})
    assert ("leges", "duur papiertje") not in wordings.pairs()
    assert "weggehaald" in page(moderator_client)


@pytest.mark.parametrize("typed", [{}, {"office": "leges", "plain": " \n "}, {"office": "leges", "plain": "a" * 170}])
def test_what_is_not_whole_comes_back_with_what_is_wrong(moderator_client: Client, typed: dict[str, str]) -> None:
    answer = moderator_client.post(f"{URL}toevoegen/", typed)
    assert answer.status_code == 422
    assert Wording.objects.count() == 0


def test_nonsense_behind_the_button_changes_nothing(moderator_client: Client) -> None:
    assert moderator_client.post(f"{URL}weghalen/", {"office": "x"}).status_code == 422
    assert Wording.objects.count() == 0


@pytest.mark.parametrize("rows", [1, 3])
def test_the_page_asks_the_same_number_of_queries_for_one_change_and_for_three(
    moderator_client: Client, django_assert_num_queries: object, rows: int
) -> None:
    by = make_moderator()
    for number in range(rows):
        wordings.add("leges", f"papiertje {number}", by=by)
    with django_assert_num_queries(9):  # type: ignore[operator]  # a fixture
        page(moderator_client)
