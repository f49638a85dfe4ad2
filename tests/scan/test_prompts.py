"""Before and around answering: what people are told, what the workplace asks, and how far it is."""

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
import time_machine
from django.test import Client
from django.utils import timezone, translation

from olievlek.core import prompts
from olievlek.core.models import OutgoingMail
from olievlek.organisations.models import Organisation
from olievlek.scan.models import Share
from olievlek.scan.reach import reach_of
from olievlek.surveys.actions import closing
from olievlek.surveys.actions.starting import Invited
from olievlek.surveys.models import Round
from tests.factories.organisations import make_membership, make_organisation
from tests.factories.scan import make_result
from tests.factories.surveys import answer_all, make_round, team, the_scan
from tests.scan.test_addressees import OUTLOOK
from tests.scan.test_pages import said, signed_in, text

pytestmark = pytest.mark.django_db


@pytest.fixture
def place() -> Organisation:
    the_scan()
    return make_organisation(
        name="Gemeente Waterdam", short_name="Waterdam", employees_estimate=500, domain="dam.example"
    )


def test_an_invitation_greets_says_who_asks_and_why_it_is_safe(place: Organisation) -> None:
    membership = make_membership(organisation=place, coordinator=True)
    membership.user.name = "Fatma Yildiz"
    membership.user.save(update_fields=["name"])
    client = signed_in(membership)
    form = {**said(addresses=f"{OUTLOOK}; Bo <bo@elders.example>"), "colleagues": ""}
    assert client.post("/scan/beginnen/", form).status_code == 302
    letters = {one.to: one.body for one in OutgoingMail.objects.order_by("pk")}
    noor, lev, bo = (letters[to] for to in ("noor.visser@dam.example", "lev.smit@dam.example", "bo@elders.example"))
    assert noor.startswith("Dag Noor Visser,\n\nFatma Yildiz van Gemeente Waterdam vraagt wat je daar ziet gebeuren.")
    assert lev.startswith("Dag,\n\n")
    for words in (
        "ongeveer tien minuten",
        "Is deze mail echt?",
        "De pagina staat op http",
        "eerst aan Fatma Yildiz",
        "ook niet wie je uitnodigde",
        "groepen van 5 mensen of meer",
        "tussen een kwart en de helft",
        "gooien we je adres weg",
    ):
        assert words in noor
    assert "Je antwoorden tellen als 10 of meer mensen" in bo
    assert "Je antwoorden tellen" not in noor
    assert "<" not in noor + lev + bo


@pytest.mark.parametrize(
    ("own", "others", "told"),
    [
        (9, 0, "Iedereen die met mail uitgenodigd is, heeft een adres van de organisatie"),
        (19, 1, "minder dan één op de tien"),
        (9, 1, "tussen een tiende en een kwart"),
        (6, 2, "tussen een kwart en de helft"),
        (1, 4, "de helft of meer"),
        (0, 4, "Niemand die uitgenodigd is, heeft een adres waarvan bekend is"),
    ],
)
def test_before_answering_everyone_reads_how_many_come_from_elsewhere(
    place: Organisation, client: Client, own: int, others: int, told: str
) -> None:
    people = [Invited(f"p{number}@dam.example") for number in range(own)]
    people += [Invited(f"p{number}@elders.example") for number in range(others)]
    round_ = make_round(organisation=place, invited=people, guests=True)
    from olievlek.surveys.links import personal_token

    for one in round_.participations.order_by("key"):
        page = text(client.get(f"/d/{personal_token(one)}/"))
        assert told in page
        assert f"alleen over groepen van {10 if one.guest else 5} mensen" in page


def test_who_comes_in_by_a_code_reads_that_others_may_come_twice(place: Organisation, client: Client) -> None:
    page = text(client.get(f"/d/{make_round(organisation=place).open_key}/"))
    assert "wie die heeft kan vaker antwoorden" in page
    assert "groepen van 10 mensen of meer" in page
    assert "Wie deze website beheert en in de database kijkt" in page


def test_a_wrong_line_leaves_all_that_was_typed(place: Organisation) -> None:
    client = signed_in(make_membership(organisation=place, coordinator=True))
    answer = client.post("/scan/beginnen/", said(addresses=f"{OUTLOOK}\nbo@elders\nzonder apenstaart"))
    assert answer.status_code == 422
    page = answer.content.decode()
    for words in ("bo@elders", "zonder apenstaart", "lev.smit@dam.example", "Regel 2", "Regel 3"):
        assert words in page
    assert not Round.objects.exists()


def test_a_coordinator_is_told_of_the_open_round_and_everyone_of_the_result(
    place: Organisation,
) -> None:
    coordinator = make_membership(organisation=place, coordinator=True).user
    member, stranger = make_membership(organisation=place).user, make_membership(coordinator=True).user
    assert prompts.prompts_of(coordinator) == []
    round_ = make_round(organisation=place, invited=team("a", 6))
    with translation.override("nl"):
        assert [str(one.ask) for one in prompts.prompts_of(coordinator)] == ["De scan bij Waterdam is open"]
    assert prompts.prompts_of(member) == prompts.prompts_of(stranger) == []
    answer_all(round_)
    closing.close(round_, by=coordinator)
    for user in (coordinator, member):
        (task,) = prompts.prompts_of(user)
        assert task.url == f"/scan/{round_.code}/"
        with translation.override("nl"):
            assert str(task.ask) == "De uitslag van de scan bij Waterdam is klaar"
    assert prompts.prompts_of(stranger) == []
    with time_machine.travel(timezone.now() + timedelta(days=15)):
        assert prompts.prompts_of(member) == []


def test_a_result_that_shows_nothing_is_not_told(place: Organisation) -> None:
    make_result(place, invited=team("a", 4))
    assert prompts.prompts_of(make_membership(organisation=place).user) == []


@pytest.mark.parametrize("many", [1, 3])
def test_the_workplace_asks_the_scan_as_many_queries_for_one_as_for_three(
    many: int, place: Organisation, django_assert_num_queries: Any
) -> None:
    from olievlek.scan.fillings import asks

    user = make_membership(organisation=place, coordinator=True).user
    for _ in range(many):
        make_round(organisation=place)
        make_result(place, invited=team("a", 6))
    with django_assert_num_queries(2):
        list(asks(user))


def test_making_a_result_public_asks_once_more(place: Organisation) -> None:
    client, result = signed_in(make_membership(organisation=place, coordinator=True)), make_result(place)
    assert f'href="/scan/{result.code}/openbaar/"' in client.get(f"/scan/{result.code}/delen/").content.decode()
    page = text(client.get(f"/scan/{result.code}/openbaar/"))
    assert "Wil je het profiel van Waterdam aan iedereen laten zien?" in page
    assert not Share.objects.exists()
    client.post(f"/scan/{result.code}/openbaar/")
    assert Share.objects.with_everyone().count() == 1


@pytest.mark.parametrize(
    ("given", "told"),
    [
        ({"expected": 12}, (12, True, False, False)),
        ({"expected": 40, "open_text": True}, (40, True, True, True)),
        ({"expected": 9}, (9, False, False, False)),
        ({"invited": team("a", 4)}, (4, False, False, False)),
        ({"invited": team("a", 12), "open_text": True}, (12, True, True, True)),
        ({"invited": team("a", 9), "guests": True}, (9, False, False, False)),
    ],
)
def test_a_round_says_what_its_number_of_people_can_show(
    place: Organisation, given: dict[str, Any], told: tuple[int, bool, bool, bool]
) -> None:
    round_ = make_round(organisation=place, **given)
    reach = reach_of(round_)
    assert (reach.people, reach.whole, reach.layers, reach.words) == told
    client = signed_in(make_membership(organisation=place, coordinator=True))
    page = text(client.get(f"/scan/{round_.code}/"))
    assert f"Wat kunnen {told[0]} mensen laten zien?" in page
    assert ("eigen woorden: daarvoor" in page) is (not reach.words and "open_text" in given)


def test_set_up_says_what_a_number_of_people_can_show(place: Organisation) -> None:
    client = signed_in(make_membership(organisation=place, coordinator=True))
    page = text(client.get("/scan/beginnen/"))
    assert "Wat jullie aantal kan laten zien" in page
    assert "cijfers vanaf tien mensen" in page


def test_what_stays_possible_stands_in_the_page_about_privacy() -> None:
    told = (Path(__file__).parents[2] / "docs/privacy.md").read_text().lower()
    for words in ("several mailboxes", "by a code", "own words", "no known mail domain"):
        assert words in told
