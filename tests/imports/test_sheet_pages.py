"""The pages of a spreadsheet that becomes drafts: step by step, in both languages, without script."""

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from olievlek.cases.models import Case
from olievlek.imports.models import SheetImport
from olievlek.vocabulary import content as vocabulary
from tests.factories.accounts import make_user
from tests.factories.organisations import make_membership
from tests.factories.sheets import HEAD, a_file, a_row, bring, lines_of

pytestmark = pytest.mark.django_db
START = "/praktijken/spreadsheet/"


@pytest.fixture(autouse=True)
def _words(db: None) -> None:
    vocabulary.load()


@pytest.fixture
def member(client: Client) -> Any:
    found = make_membership()
    client.force_login(found.user)
    return found


def once_of(client: Client, address: str = START) -> str:
    return str(client.get(address).context["form"]["once"].value())


def send(client: Client, file: Any, prefix: str = "") -> Any:
    address = f"{prefix}{START}"
    return client.post(address, {"once": once_of(client, address), "file": file}, follow=True)


@pytest.mark.parametrize("prefix", ["", "/en"])
@pytest.mark.parametrize("kind", ["csv", "xlsx", "ods"])
def test_from_a_file_to_drafts_in_four_steps(kind: str, prefix: str, client: Client, member: Any) -> None:
    rows = [HEAD, a_row("Eerste"), a_row("Tweede"), a_row("Fout", problem="x" * 5001)]
    page = send(client, a_file(rows, kind), prefix)
    sheet = SheetImport.objects.get()
    assert page.redirect_chain[-1][0] == f"{prefix}{START}{sheet.pk}/kolommen/"
    told = page.content.decode()
    assert "Contactpersoon" in told
    assert ("pas na hun ja" if not prefix else "after they say yes") in told
    chosen = {f"column_{place}": key for place, key in enumerate(sheet.meant)} | {"language": sheet.language}
    look = client.post(page.redirect_chain[-1][0], chosen, follow=True)
    assert "Eerste" in look.content.decode()
    assert ("Rij 4" if not prefix else "Row 4") in look.content.decode()
    assert "5000" in look.content.decode()
    assert not Case.objects.exists()
    done = client.post(f"{prefix}{START}{sheet.pk}/maken/", follow=True)
    assert [case.title for case in Case.objects.order_by("pk")] == ["Eerste", "Tweede"]
    assert {case.language for case in Case.objects.all()} == {"nl"}, "the language of the texts, not of the page"
    assert not Case.objects.published().exists()
    assert "Eerste" in done.content.decode()
    assert "Eerste" in client.get(f"{prefix}/praktijken/mijn/").content.decode()
    undone = client.post(f"{prefix}{START}{sheet.pk}/terugdraaien/", follow=True)
    assert ("Dit is teruggedraaid" if not prefix else "This is undone") in undone.content.decode()
    assert not Case.objects.filter(removed_at=None).exists()


def test_columns_are_chosen_knowingly(client: Client, member: Any) -> None:
    sheet = bring([["Onze kop", "Nog een"], ["Losse tegel", "Iets"]], member)
    address = f"{START}{sheet.pk}/kolommen/"
    assert "Zoals: Losse tegel" in client.get(address).content.decode()
    without = client.post(address, {"column_0": "", "column_1": ""})
    assert without.status_code == 422
    assert "Kies de kolom met de titel." in without.content.decode()
    twice = client.post(address, {"column_0": "title", "column_1": "title"})
    assert "Twee kolommen zijn “Titel”. Kies er een." in twice.content.decode()
    assert client.post(address, {"column_0": "title", "column_1": "onzin"}).status_code == 422
    look = client.post(address, {"column_0": "title", "column_1": ""}, follow=True)
    assert "Weggelaten: Nog een." in look.content.decode()


def test_the_wrong_rows_can_be_taken_along_before_and_after(client: Client, member: Any) -> None:
    sheet = bring([HEAD, a_row("Goed"), a_row("Goed", year="ooit", problem="=1+1")], member)
    for _moment in ("before", "after"):
        (line,) = lines_of(client.get(f"{START}{sheet.pk}/fout/als/csv/"))
        assert line["Titel"] == "Goed"
        assert line["Aanleiding"] == "'=1+1"
        assert "Dezelfde titel staat in rij 2." in line["Wat er mis is"]
        assert "“ooit” is geen jaar" in line["Wat er mis is"]
        client.post(f"{START}{sheet.pk}/maken/")
    assert f'href="{START}{sheet.pk}/fout/als/ods/"' in client.get(f"{START}{sheet.pk}/klaar/").content.decode()


def test_a_sheet_with_nothing_right_makes_nothing(client: Client, member: Any) -> None:
    sheet = bring([HEAD, a_row("")], member)
    assert "maken/" not in client.get(f"{START}{sheet.pk}/nakijken/").content.decode()
    assert "valt niets te maken" in client.post(f"{START}{sheet.pk}/maken/", follow=True).content.decode()


def test_a_step_too_far_or_too_late_leads_to_where_it_is(client: Client, member: Any) -> None:
    sheet = bring(member=member)
    look, done = f"{START}{sheet.pk}/nakijken/", f"{START}{sheet.pk}/klaar/"
    assert client.get(done).headers["Location"] == look
    client.post(f"{START}{sheet.pk}/maken/")
    for address in (look, f"{START}{sheet.pk}/kolommen/"):
        assert client.get(address).headers["Location"] == done


def test_the_same_file_again_leads_to_what_came_of_it(client: Client, member: Any) -> None:
    send(client, a_file())
    client.post(f"{START}{SheetImport.objects.get().pk}/maken/")
    page = send(client, a_file())
    assert "Dit bestand bracht je eerder." in page.content.decode()
    assert page.redirect_chain[-1][0].endswith("/klaar/")
    assert SheetImport.objects.count() == Case.objects.count() == 1


def test_a_bad_file_keeps_the_page_and_says_why(client: Client, member: Any) -> None:
    page = client.post(START, {"once": once_of(client), "file": a_file([["Titel"]], "xlsx")})
    assert page.status_code == 422
    assert "Onder de namen van de kolommen staan geen rijen." in page.content.decode()
    assert client.post(START, {"once": once_of(client)}).status_code == 422
    assert not SheetImport.objects.exists()


def test_a_file_that_goes_on_too_long_is_refused(client: Client, member: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("olievlek.core.uploads.MOST_BYTES", 10)
    page = client.post(START, {"once": once_of(client), "file": a_file()})
    assert "Het bestand is groter dan 5 MB." in page.content.decode()


def test_many_files_in_an_hour_are_refused(client: Client, member: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("olievlek.imports.views.sheets.SHEETS_PER_HOUR", 1)
    send(client, a_file())
    page = client.post(START, {"once": once_of(client), "file": a_file([HEAD, a_row("Ander")])})
    assert "Dat waren veel bestanden in korte tijd." in page.content.decode()
    assert SheetImport.objects.count() == 1


def test_without_an_organisation_somebody_is_asked_to_join_one(client: Client) -> None:
    client.force_login(make_user())
    assert "Voor welke organisatie deel je?" in client.get(START).content.decode()


def test_a_visitor_signs_in_first(client: Client) -> None:
    assert client.get(START).headers["Location"].startswith("/inloggen/")


@pytest.mark.parametrize("step", ["tabel/", "kolommen/", "nakijken/", "klaar/", "fout/als/csv/"])
def test_a_sheet_of_somebody_else_does_not_exist(step: str, client: Client, member: Any) -> None:
    sheet = bring(member=make_membership(organisation=member.organisation))
    assert client.get(f"{START}{sheet.pk}/{step}").status_code == 404
    for deed in ("tabel", "woorden", "maken", "terugdraaien", "weg"):
        assert client.post(f"{START}{sheet.pk}/{deed}/").status_code == 404
    assert SheetImport.objects.exists()
    assert not Case.objects.exists()


def test_a_file_is_thrown_away_and_its_drafts_stay(client: Client, member: Any) -> None:
    sheet = bring(member=member)
    client.post(f"{START}{sheet.pk}/maken/")
    assert "lijst.csv" in client.get(START).content.decode()
    client.post(f"{START}{sheet.pk}/weg/")
    assert not SheetImport.objects.exists()
    assert Case.objects.count() == 1


@pytest.mark.parametrize("kind", ["csv", "xlsx", "ods"])
@pytest.mark.parametrize("prefix", ["", "/en"])
def test_the_example_sheet_is_understood_whole(kind: str, prefix: str, client: Client, member: Any) -> None:
    response = client.get(f"{prefix}{START}voorbeeld/{kind}/")
    page = send(client, SimpleUploadedFile(f"x.{kind}", response.content), prefix)
    assert page.redirect_chain[-1][0].endswith("/kolommen/")
    sheet = SheetImport.objects.get()
    assert all(sheet.meant)
    done = client.post(f"{prefix}{START}{sheet.pk}/maken/", follow=True)
    assert done.redirect_chain[-1][0].endswith("/klaar/")
    assert Case.objects.get().year == 2025


@pytest.mark.parametrize("rows", [1, 3])
def test_looking_costs_the_same_for_many_rows(
    rows: int, client: Client, member: Any, django_assert_num_queries: Any
) -> None:
    sheet = bring([HEAD, *(a_row(f"Titel {number}") for number in range(rows))], member)
    with django_assert_num_queries(7):
        client.get(f"{START}{sheet.pk}/nakijken/")
    client.post(f"{START}{sheet.pk}/maken/")
    with django_assert_num_queries(9):
        client.get(f"{START}{sheet.pk}/klaar/")


def test_the_way_in_stands_on_my_examples_and_where_sharing_begins(client: Client, member: Any) -> None:
    for address in ("/praktijken/mijn/", "/praktijken/delen/"):
        assert f'href="{START}"' in client.get(address).content.decode()
