"""The workplace: what needs me, what moved, what others like us did, and four steps for who is new."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from olievlek.conversations import actions as conversations
from olievlek.organisations.models import JoinRequest
from tests.factories.accounts import make_moderator, make_user
from tests.factories.library import make_adoption, make_case
from tests.factories.moderation import make_message
from tests.factories.notifications import follow, tell_all
from tests.factories.organisations import make_membership, make_organisation
from tests.factories.requests import make_comment, make_request

pytestmark = pytest.mark.django_db


def page_of(client: Client, person: Any) -> str:
    client.force_login(person)
    return client.get("/werkplek/").content.decode()


def test_a_visitor_is_asked_to_sign_in(client: Client) -> None:
    assert client.get("/werkplek/").headers["Location"].startswith("/inloggen/")


def test_who_is_new_sees_four_steps_and_her_colleagues(client: Client) -> None:
    newcomer = make_membership(user=make_user(name="Noor"))
    make_membership(user=make_user(name="Joris V."), organisation=newcomer.organisation)
    page = page_of(client, newcomer.user)
    assert "Welkom, Noor" in page
    assert page.count('class="ol-step"') == 4
    assert "Joris V." in page


def test_a_resident_without_an_organisation_sees_the_steps_too(client: Client) -> None:
    assert page_of(client, make_user()).count('class="ol-step"') == 4


def test_a_question_comes_first_and_in_amber_with_one_action(client: Client) -> None:
    to = make_organisation()
    coordinator = make_membership(organisation=to, coordinator=True)
    JoinRequest.objects.create(
        user=make_user(name="Wil erbij"), organisation=to, asked_at=timezone.now() - timedelta(days=9)
    )
    asked = make_request(to=to)
    page = page_of(client, coordinator.user)
    assert "2 dingen vragen om jou" in page
    first = page.split('class="ol-task ol-task--first"')[1].split("</li>")[0]
    assert asked.get_absolute_url() in first
    assert "Wil erbij" in page
    assert page.count("ol-task--first") == 1


def test_messages_that_wait_are_asked_of_moderators_with_the_first_promised_day(client: Client) -> None:
    make_message(sent_at=timezone.now() - timedelta(days=2))
    make_message()
    page = page_of(client, make_moderator())
    assert "2 berichten wachten op antwoord" in page
    assert "Beloofd: uiterlijk" in page
    assert "wachten op antwoord" not in page_of(client, make_user())


@pytest.mark.both
def test_at_most_five_are_shown_and_the_rest_is_counted(client: Client) -> None:
    to = make_organisation()
    colleague = make_membership(organisation=to)
    for _ in range(7):
        make_request(to=to)
    page = page_of(client, colleague.user)
    assert page.count('class="ol-task__do"') == 5
    assert "Nog 2" in page


def test_a_yes_to_my_question_asks_me_to_call(client: Client) -> None:
    asked = make_request()
    conversations.accept(asked, by=make_membership(organisation=asked.to).user, name="Fatima", phone="06 1234")
    page = page_of(client, asked.asker)
    assert "zei ja" in page
    assert "06 1234" not in page


@pytest.mark.both
def test_what_i_follow_moved(client: Client) -> None:
    reader, case = make_user(), make_case(title="Taalcafé")
    follow(case, reader)
    make_comment(case)
    tell_all()
    page = page_of(client, reader)
    assert "Taalcafé" in page.split('id="moved"')[1]
    assert "zei er iets over" in page


@pytest.mark.both
def test_what_look_alikes_do_and_we_do_not_is_shown_with_the_reason(client: Client) -> None:
    body = make_organisation(name="Gemeente Woerden", employees_estimate=500, population=50_000)
    member = make_membership(organisation=body)
    case = make_case(title="Namen weglakken")
    for name in ("Altena", "Weert"):
        like = make_organisation(name=f"Gemeente {name}", short_name=name, employees_estimate=500, population=51_000)
        make_adoption(case, like, since="2025-03-01", since_kind="registered")
    page = page_of(client, member.user)
    assert "Namen weglakken" in page
    assert "zoals Altena en Weert" in page
    make_adoption(case, body)
    assert "zoals Altena" not in page_of(client, member.user)


def test_signing_in_leads_to_the_workplace(client: Client) -> None:
    make_membership(user=make_user(email="noor@voorbeeld.example"))
    given = {"email": "noor@voorbeeld.example", "password": "een lang wachtwoord"}
    assert client.post("/inloggen/", given).headers["Location"] == "/werkplek/"


@pytest.mark.both
@pytest.mark.parametrize("rows", [1, 3])
def test_the_workplace_costs_as_much_with_more_to_show(
    rows: int, client: Client, django_assert_num_queries: Any
) -> None:
    to = make_organisation(employees_estimate=500, population=50_000)
    reader = make_membership(organisation=to).user
    for _ in range(rows):
        case = make_case(owner=to)
        follow(case, reader)
        make_comment(case)
        make_request(to=to)
        make_adoption(make_case(), make_organisation(employees_estimate=500, population=50_000))
    tell_all()
    client.force_login(reader)
    client.get("/werkplek/")
    with django_assert_num_queries(32):
        client.get("/werkplek/")


@pytest.mark.requirement("004-35", at="/mijn-organisatie/", reads=True)
def test_the_word_for_innovation_on_the_pages_is_the_one_that_is_set(client: Client, settings: Any) -> None:
    client.force_login(make_membership().user)
    assert "vernieuwing" in client.get("/mijn-organisatie/").content.decode()
    settings.OLIEVLEK_TERM = {"nl": "slimmer werken", "en": "renewal"}
    page = client.get("/mijn-organisatie/").content.decode()
    assert "slimmer werken" in page
    assert "vernieuwing" not in page
