"""The rules of a round through the browser, and own words from the question to the result."""

import pytest
from django.test import Client

from olievlek.organisations.models import Organisation
from olievlek.surveys.models import Remark, Round
from tests.factories.organisations import make_membership, make_organisation
from tests.factories.surveys import hand_in, make_round, team, the_scan
from tests.scan.test_pages import said, signed_in, text
from tests.surveys.test_open_text import closed, with_remarks

pytestmark = pytest.mark.django_db


@pytest.fixture
def place() -> Organisation:
    the_scan()
    return make_organisation(employees_estimate=500)


@pytest.fixture
def coordinator(place: Organisation) -> Client:
    return signed_in(make_membership(organisation=place, coordinator=True))


@pytest.fixture
def colleague(place: Organisation) -> Client:
    return signed_in(make_membership(organisation=place))


def test_a_coordinator_raises_the_minimum_and_a_lower_one_is_not_offered(
    coordinator: Client, colleague: Client, place: Organisation
) -> None:
    round_ = make_round(organisation=place, minimum_group=7)
    address = f"/scan/{round_.code}/regels/"
    page = text(coordinator.get(address))
    assert "tien mensen" in page
    assert "vijf mensen" not in page
    assert coordinator.post(address, {"minimum_group": 5}).status_code == 422
    assert coordinator.post(address, {"minimum_group": 10, "open_text": "on"}).status_code == 302
    round_.refresh_from_db()
    assert (round_.minimum_group, round_.asks_in_own_words) == (10, True)
    assert "Geen cijfer over minder dan 10 mensen. Met een open vraag aan het eind." in text(
        coordinator.get(f"/scan/{round_.code}/")
    )
    assert colleague.get(address).status_code == colleague.post(address).status_code == 404


def test_after_the_first_answer_the_page_says_why_nothing_changes(coordinator: Client, place: Organisation) -> None:
    round_ = make_round(organisation=place)
    hand_in(round_)
    answer = coordinator.post(f"/scan/{round_.code}/regels/", {"minimum_group": 10})
    assert answer.status_code == 422
    assert "Er is al geantwoord" in text(answer)
    assert Round.objects.get().minimum_group == 5


def test_a_round_begins_with_an_open_question_when_that_is_chosen(coordinator: Client, place: Organisation) -> None:
    coordinator.post("/scan/beginnen/", said(open_link="on", open_text="on"))
    round_ = Round.objects.get()
    assert round_.open_text_by == round_.started_by


def test_who_answers_is_warned_and_her_words_go_in_a_box_of_their_own(client: Client) -> None:
    round_ = make_round(open_text=True)
    client.post(f"/d/{round_.code}/begin/", {"token": round_.open_key, "layer": "practice"})
    client.post(f"/d/{round_.code}/1/", {"S1": 3, "then": "next"})
    address = f"/d/{round_.code}/inleveren/"
    assert "geen namen, geen functies" in text(client.get(address))
    long = client.post(address, {"remark": "x" * 501})
    assert long.status_code == 422
    assert "x" * 501 in text(long)
    assert client.post(address, {"remark": " Meer tijd. "}).status_code == 302
    assert Remark.objects.get().text == "Meer tijd."


def test_without_the_open_question_nobody_is_asked(client: Client) -> None:
    round_ = make_round()
    client.post(f"/d/{round_.code}/begin/", {"token": round_.open_key, "layer": "practice"})
    client.post(f"/d/{round_.code}/1/", {"S1": 3, "then": "next"})
    assert "Wil je nog iets zeggen?" not in text(client.get(f"/d/{round_.code}/inleveren/"))


def test_r12_the_result_shows_ten_and_says_so_when_there_are_fewer(
    colleague: Client, coordinator: Client, place: Organisation
) -> None:
    round_ = closed(with_remarks(10, organisation=place))
    page = text(colleague.get(f"/scan/{round_.code}/"))
    assert all(f"woord {number}" in page for number in range(10))
    assert "Haal weg" not in page
    address = f"/scan/{round_.code}/opmerking/{Remark.objects.shown(round_)[0].pk}/"
    assert colleague.get(address).status_code == colleague.post(address).status_code == 404
    assert "voorgoed weg" in text(coordinator.get(address))
    coordinator.post(address)
    assert "Minder dan tien mensen schreven iets" in text(colleague.get(f"/scan/{round_.code}/"))


def test_a_round_without_the_question_has_no_words_in_its_result(colleague: Client, place: Organisation) -> None:
    round_ = make_round(organisation=place, invited=team("a", 6))
    for number, one in enumerate(round_.participations.order_by("key")):
        hand_in(round_, device=str(number), participation=one)
    assert "eigen woorden" not in text(colleague.get(f"/scan/{closed(round_).code}/"))
