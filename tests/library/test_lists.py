"""The lists of the library as files: what the page shows to this person, with its filters, and no more."""

from typing import Any

import pytest
from django.test import Client

from olievlek.cases import actions
from olievlek.cases.models import CaseTerm, Result, Visibility
from tests.factories.accounts import make_user
from tests.factories.library import make_adoption, make_case, tell_case
from tests.factories.organisations import make_membership, make_organisation
from tests.factories.sheets import lines_of
from tests.factories.vocabulary import make_term

pytestmark = pytest.mark.django_db


def a_told_case(number: int) -> Any:
    case = make_case(title=f"Betere balie {number}", theme=["services"], owner=make_organisation(), problem="Wachten")
    Result.objects.create(case=case, position=0, text="Korter", figure="12 %")
    return case


@pytest.mark.both
@pytest.mark.parametrize("kind", ["csv", "xlsx", "ods"])
def test_the_list_of_cases_has_a_row_for_each_case_i_may_see(kind: str, client: Client) -> None:
    case = a_told_case(1)
    make_case(title="Verborgen", published_at=None)
    told = lines_of(client.get(f"/praktijken/als/{kind}/"))
    assert [line["Titel"] for line in told] == ["Betere balie 1"]
    assert told[0]["Probleem"] == "Wachten"
    assert told[0]["Resultaat"] == "12 % Korter"
    assert told[0]["Wie het ziet"] == "Iedereen"
    assert told[0]["Adres"].endswith(case.get_absolute_url())


@pytest.mark.parametrize("rows", [1, 3])
def test_the_list_of_cases_takes_four_queries(rows: int, client: Client, django_assert_num_queries: Any) -> None:
    for number in range(rows):
        a_told_case(number)
    with django_assert_num_queries(4):
        assert len(lines_of(client.get("/praktijken/als/csv/"))) == rows


@pytest.mark.both
def test_the_filters_of_the_page_count_and_the_page_offers_the_same(client: Client) -> None:
    make_case(title="Een dienst", kind="service")
    make_case(title="Een methode", kind="method")
    page = client.get("/praktijken/?kind=service&page=1").content.decode()
    assert 'href="/praktijken/als/csv/?kind=service"' in page
    assert [line["Titel"] for line in lines_of(client.get("/praktijken/als/csv/?kind=service"))] == ["Een dienst"]


def test_in_english_the_heads_are_english(client: Client) -> None:
    make_case(title="Een dienst")
    assert "What was done" in lines_of(client.get("/en/praktijken/als/csv/"))[0]


def test_what_a_member_sees_is_stored_nowhere(client: Client) -> None:
    client.force_login(make_user())
    response = client.get("/praktijken/als/csv/")
    assert response["Cache-Control"] == "private, no-store"
    assert response["Content-Disposition"].startswith("attachment")


@pytest.mark.both
@pytest.mark.parametrize("rows", [1, 3])
def test_a_theme_gives_its_cases(rows: int, client: Client, django_assert_num_queries: Any) -> None:
    for number in range(rows):
        a_told_case(number)
    make_case(title="Elders over", theme=["water"])
    with django_assert_num_queries(5):
        assert len(lines_of(client.get("/themas/services/als/csv/"))) == rows
    assert client.get("/themas/bestaat-niet/als/csv/").status_code == 404


@pytest.mark.both
@pytest.mark.parametrize("rows", [1, 3])
def test_themes_are_counted(rows: int, client: Client, django_assert_num_queries: Any) -> None:
    make_term(key="services", name_nl="Loket", parent=make_term(name_nl="Inwoner"))
    for number in range(rows):
        a_told_case(number)
    with django_assert_num_queries(4):
        told = lines_of(client.get("/themas/als/csv/"))
    counted = [(line["Thema"], line["Hoort bij"], line["Voorbeelden"]) for line in told]
    assert counted == [("Inwoner", "", str(rows)), ("Loket", "Inwoner", str(rows))]


@pytest.mark.parametrize("rows", [1, 3])
def test_my_own_cases_say_who_sees_them(rows: int, client: Client, django_assert_num_queries: Any) -> None:
    member = make_membership()
    for _number in range(rows):
        case = tell_case(member.user, member.organisation)
    actions.show_to(case, Visibility.ORGANISATION, by=member.user)
    actions.remove(tell_case(member.user, member.organisation, title="Weg"), by=member.user)
    client.force_login(member.user)
    with django_assert_num_queries(5):
        told = lines_of(client.get("/praktijken/mijn/als/csv/"))
    assert len(told) == rows
    assert told[0]["Wie het ziet"] == "Mijn organisatie"
    client.force_login(make_user())
    assert lines_of(client.get("/praktijken/mijn/als/csv/")) == []


@pytest.mark.parametrize("rows", [1, 3])
def test_what_my_organisation_tells_is_a_file_without_drafts_of_colleagues(
    rows: int, client: Client, django_assert_num_queries: Any
) -> None:
    member = make_membership()
    colleague = make_membership(organisation=member.organisation).user
    for number in range(rows):
        case = tell_case(colleague, member.organisation, title=f"Getoond {number}")
        actions.show_to(case, Visibility.ORGANISATION, by=colleague)
    tell_case(colleague, member.organisation, title="Nog geheim")
    client.force_login(member.user)
    with django_assert_num_queries(6):
        told = lines_of(client.get("/mijn-organisatie/praktijken/als/csv/"))
    assert {line["Titel"] for line in told} == {f"Getoond {number}" for number in range(rows)}
    client.force_login(make_user())
    assert client.get("/mijn-organisatie/praktijken/als/csv/").status_code == 404


@pytest.mark.both
@pytest.mark.parametrize("rows", [1, 3])
def test_what_we_copy_can_be_taken_along_per_stage(rows: int, client: Client, django_assert_num_queries: Any) -> None:
    member = make_membership()
    for _number in range(rows):
        make_adoption(make_case(), member.organisation)
    make_adoption(make_case(), member.organisation, "stopped")
    client.force_login(member.user)
    with django_assert_num_queries(5):
        told = lines_of(client.get("/afkijken/als/csv/?stage=in_use"))
    assert len(told) == rows
    assert len(lines_of(client.get("/afkijken/als/csv/"))) == rows + 1


@pytest.mark.parametrize("rows", [1, 3])
def test_who_uses_a_case_can_be_taken_along(rows: int, client: Client, django_assert_num_queries: Any) -> None:
    case = make_case(slug="balie")
    for _number in range(rows):
        make_adoption(case, make_organisation(), source_url="https://voorbeeld.example/1")
    with django_assert_num_queries(3):
        told = lines_of(client.get("/praktijken/balie/gebruik/als/csv/"))
    assert [line["Bron"] for line in told] == ["https://voorbeeld.example/1"] * rows
    hidden = make_case(published_at=None)
    assert client.get(f"/praktijken/{hidden.slug}/gebruik/als/csv/").status_code == 404


@pytest.mark.both
def test_a_list_of_ours_can_be_brought_again(client: Client) -> None:
    """Every head of our own list that a case can tell is understood."""
    from olievlek.imports.columns import guessed

    CaseTerm.objects.all().delete()
    a_told_case(1)
    for prefix in ("", "/en"):
        heads = list(lines_of(client.get(f"{prefix}/praktijken/als/csv/"))[0])
        meant = dict(zip(guessed(heads), heads, strict=True))
        assert {"title", "problem", "done", "results", "themes", "year", "link"} <= set(meant), heads
