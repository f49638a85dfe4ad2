"""What moderators do on the page of a case; nobody else learns that these pages exist."""

import pytest
from django.test import Client

from olievlek.cases.models import Case
from tests.factories.library import events_of, make_adoption, make_case, make_draft
from tests.factories.organisations import make_organisation

pytestmark = pytest.mark.django_db
PAGES = ["verbeteren", "verbergen", "weghalen", "publiceren", "tonen", "terugzetten"]


def address(case: Case, page: str) -> str:
    return f"/praktijken/{case.slug}/{page}/"


@pytest.mark.parametrize("page", PAGES)
def test_others_can_not_moderate_and_change_nothing(client: Client, member_client: Client, page: str) -> None:
    case = make_case()
    assert member_client.post(address(case, page), {"reason": "x"}).status_code == 404
    assert client.post(address(case, page), {"reason": "x"}).status_code == 401
    assert events_of(case) == []


def test_a_moderator_hides_with_a_reason_and_shows_again(moderator_client: Client, client: Client) -> None:
    case = make_case()
    refused = moderator_client.post(address(case, "verbergen"), {"reason": ""})
    assert "Waarom verberg je dit?" in refused.content.decode()
    assert case.title in client.get(case.get_absolute_url()).content.decode()
    moderator_client.post(address(case, "verbergen"), {"reason": "Er staat een naam in."})
    assert client.get(case.get_absolute_url()).status_code == 404
    assert "Er staat een naam in." in moderator_client.get(case.get_absolute_url()).content.decode()
    moderator_client.post(address(case, "tonen"))
    assert case.title in client.get(case.get_absolute_url()).content.decode()


def test_a_moderator_corrects_texts_and_lists(moderator_client: Client, client: Client) -> None:
    case = make_case(title="Fuot", lesson=["Oud"], core=["Geld"])
    form = moderator_client.get(address(case, "verbeteren")).content.decode()
    assert "Oud" in form
    told = {"title": "Goed", "problem": "Lange rij", "lessons": "Begin klein\n\n Vier het \n", "needs": "Geld"}
    answer = moderator_client.post(address(case, "verbeteren"), told, follow=True)
    page = client.get(case.get_absolute_url()).content.decode()
    assert "Het voorbeeld is verbeterd." in answer.content.decode()
    assert all(text in page for text in ("Goed", "Lange rij", "Begin klein", "Vier het", "Geld"))
    assert "Oud" not in page
    assert events_of(case) == ["case.corrected"]


def test_a_correction_without_a_title_is_refused_with_the_text_kept(moderator_client: Client) -> None:
    case = make_case(title="Goed")
    answer = moderator_client.post(address(case, "verbeteren"), {"title": "", "problem": "Lange rij"})
    assert "Lange rij" in answer.content.decode()
    case.refresh_from_db()
    assert case.title == "Goed"


def test_contacts_are_lines_of_name_role_and_how_to_reach(moderator_client: Client, client: Client) -> None:
    case = make_case(title="Goed")
    told = {"title": "Goed", "contacts": "Samira B., Teamleider, samira@zeist.example\nTon, 030 123"}
    for _again in range(2):
        moderator_client.post(address(case, "verbeteren"), told)
    page = client.get(case.get_absolute_url()).content.decode()
    assert "Samira B., Teamleider" in page
    assert "030 123" in page
    assert "Samira B., Teamleider, samira@" in moderator_client.get(address(case, "verbeteren")).content.decode()
    assert events_of(case) == ["case.corrected"]
    refused = moderator_client.post(address(case, "verbeteren"), {"title": "Goed", "contacts": "Alleen een naam"})
    assert "Schrijf een naam en hoe je die persoon bereikt" in refused.content.decode()


def test_a_moderator_publishes_a_draft(moderator_client: Client, client: Client) -> None:
    case = make_draft()
    moderator_client.post(address(case, "publiceren"))
    assert case.title in client.get(case.get_absolute_url()).content.decode()


def test_a_moderator_removes_after_a_question_and_can_put_it_back(moderator_client: Client, client: Client) -> None:
    case = make_case()
    assert "Doe dit als de maker erom vraagt." in moderator_client.get(address(case, "weghalen")).content.decode()
    assert case.title in client.get(case.get_absolute_url()).content.decode()
    assert moderator_client.post(address(case, "weghalen"), follow=True).status_code == 410
    assert client.get(case.get_absolute_url()).status_code == 410
    moderator_client.post(address(case, "terugzetten"))
    assert case.title in client.get(case.get_absolute_url()).content.decode()
    assert events_of(case) == ["case.removed", "case.restored"]


@pytest.mark.both
def test_names_without_an_organisation_are_listed_and_matched(moderator_client: Client, member_client: Client) -> None:
    body = make_organisation(name="Gemeente Zeist")
    case = make_case(owner_text="Gem. Zeist & co")
    make_adoption(make_case(), "Gem. Zeist & co")
    assert member_client.get("/praktijken/namen/").status_code == 404
    listed = moderator_client.get("/praktijken/namen/").content.decode()
    assert "2 keer" in listed
    assert "?text=Gem.%20Zeist%20%26%20co" in listed
    told = {"text": "Gem. Zeist & co", "organisation": body.pk}
    answer = moderator_client.post("/praktijken/namen/koppelen/", told, follow=True).content.decode()
    case.refresh_from_db()
    assert case.owner == body
    assert "Elke naam hoort bij een organisatie" in answer


def test_matching_without_an_organisation_asks_again(moderator_client: Client) -> None:
    make_case(owner_text="Gem. Zeist")
    answer = moderator_client.post("/praktijken/namen/koppelen/", {"text": "Gem. Zeist", "organisation": ""})
    assert "Welke organisatie is dit?" in answer.content.decode()
    assert Case.objects.filter(owner=None).count() == 1


@pytest.mark.both
@pytest.mark.parametrize("number", [1, 3])
def test_the_list_of_names_costs_the_same_queries(
    moderator_client: Client, number: int, django_assert_num_queries: object
) -> None:
    for place in range(number):
        make_case(owner_text=f"Naam {place}")
    with django_assert_num_queries(9):  # type: ignore[operator]  # a fixture of pytest-django
        moderator_client.get("/praktijken/namen/")
