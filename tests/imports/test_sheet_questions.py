"""What the import asks, on pages without script: where the table stands, what a word means, which language."""

import re
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from olievlek.cases.models import Case
from olievlek.core.bounded import BusyError
from olievlek.imports import actions, bringing
from olievlek.imports.models import SheetImport
from olievlek.vocabulary import content as vocabulary
from tests.factories import odd_sheets, public_sheets
from tests.factories.organisations import make_membership
from tests.factories.public_sheets import TITLES
from tests.factories.sheets import HEAD, a_row, as_csv, bring
from tests.imports.test_sheet_pages import START, once_of, send

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _words(db: None) -> None:
    vocabulary.load()


@pytest.fixture
def member(client: Client) -> Any:
    found = make_membership()
    client.force_login(found.user)
    return found


def brought(client: Client, content: bytes, kind: str, prefix: str = "") -> tuple[str, str]:
    """The address where it leads, and the page."""
    page = send(client, SimpleUploadedFile(f"lijst.{kind}", content), prefix)
    return page.redirect_chain[-1][0], page.content.decode()


@pytest.mark.parametrize("prefix", ["", "/en"])
def test_with_more_sheets_the_right_one_is_proposed_and_another_can_be_chosen(
    prefix: str, client: Client, member: Any
) -> None:
    address, page = brought(client, public_sheets.covered(), "xlsx", prefix)
    sheet = SheetImport.objects.get()
    assert address == f"{prefix}{START}{sheet.pk}/tabel/"
    assert re.search(r'aria-current="page">\s*Projecten', page), "the cover page is not the guess"
    assert ("Keuzelijsten (verborgen)" if not prefix else "Keuzelijsten (hidden)") in page
    other = client.get(f"{address}?blad=3").content.decode()
    assert "Status" in other
    assert 'action="?blad=3"' in other
    client.post(f"{address}?blad=3", {"head": "1"})
    sheet.refresh_from_db()
    assert (sheet.columns, [row for _number, row in sheet.lines]) == (["Status"], [["Idee"], ["Proef"]])
    columns = client.post(f"{address}?blad=2", {"head": "1"}, follow=True)
    assert columns.redirect_chain[-1][0] == f"{prefix}{START}{sheet.pk}/kolommen/"
    sheet.refresh_from_db()
    assert (sheet.columns, len(sheet.lines)) == (["Titel", "Probleem", "Aanpak"], 3)
    assert sheet.meant == ["title", "problem", "done"]


def test_a_list_without_names_is_asked_about_and_comes_in(client: Client, member: Any) -> None:
    address, page = brought(client, odd_sheets.without_names(), "csv")
    assert "In welke rij staan de namen van de kolommen?" in page
    assert re.search(r'value="0"[^>]*checked', page)
    columns = client.post(address, {"head": "0"}, follow=True).content.decode()
    assert "Kolom 2" in columns
    sheet = SheetImport.objects.get()
    client.post(f"{START}{sheet.pk}/kolommen/", {"column_0": "title", "column_1": "problem", "column_2": "year"})
    client.post(f"{START}{sheet.pk}/maken/")
    assert list(Case.objects.order_by("pk").values_list("title", "year")) == [(title, 2024) for title in TITLES]


def test_a_row_below_which_nothing_stands_is_refused_with_the_choice_kept(client: Client, member: Any) -> None:
    address, _page = brought(client, odd_sheets.without_names(), "csv")
    answer = client.post(address, {"head": "3"})
    assert answer.status_code == 422
    assert "Onder de namen van de kolommen staan geen rijen." in answer.content.decode()
    assert re.search(r'value="3"[^>]*checked', answer.content.decode())
    assert client.post(address, {"head": "onzin"}).status_code == 422
    assert client.get(f"{address}?blad=99").status_code == 200


def test_a_table_on_its_side_is_turned_and_its_rows_are_columns(client: Client, member: Any) -> None:
    _address, page = brought(client, public_sheets.turned(), "xlsx")
    assert "De namen staan in de eerste kolom." in page
    sheet = SheetImport.objects.get()
    assert "Kolom B" in client.get(f"{START}{sheet.pk}/nakijken/").content.decode()


def test_what_is_found_is_told_and_can_be_changed_afterwards(client: Client, member: Any) -> None:
    _address, page = brought(client, public_sheets.portfolio(), "xlsx")
    sheet = SheetImport.objects.get()
    assert "De namen staan in rij 4." in page
    assert "Blad: Portfolio." in page
    assert f'href="{START}{sheet.pk}/tabel/"' in page
    _address, page = brought(client, public_sheets.filtered(), "xlsx")
    assert "1 rij is in je programma verborgen" in page


@pytest.mark.parametrize("prefix", ["", "/en"])
def test_a_word_is_asked_once_with_a_likely_answer_and_holds_for_every_row(
    prefix: str, client: Client, member: Any
) -> None:
    rows = [["Titel", "Status"], ["Een", "In productie"], ["Twee", "In productie"], ["Drie", "Zweeft"]]
    sheet = bring(rows, member)
    look = f"{prefix}{START}{sheet.pk}/nakijken/"
    page = client.get(look).content.decode()
    assert page.count("“In productie” hier?" if not prefix else "“In productie” mean here?") == 1
    assert re.search(r'value="secured" selected', page), "what is likely is proposed"
    assert "Rij 2, Rij 3" in page or "Row 2, Row 3" in page
    answer = client.post(f"{prefix}{START}{sheet.pk}/woorden/", {"word_0": "secured", "word_1": ""}, follow=True)
    assert answer.redirect_chain[-1][0] == look
    client.post(f"{prefix}{START}{sheet.pk}/maken/")
    stages = [case.stage.key if case.stage else "" for case in Case.objects.order_by("pk").select_related("stage")]
    assert stages == ["secured", "secured", ""]


def test_an_answer_that_is_no_word_of_ours_is_refused_and_the_page_stays(client: Client, member: Any) -> None:
    sheet = bring([["Titel", "Status"], ["Een", "Zweeft"]], member)
    answer = client.post(f"{START}{sheet.pk}/woorden/", {"word_0": "onzin"})
    assert answer.status_code == 422
    assert "Een" in answer.content.decode()
    client.post(f"{START}{sheet.pk}/maken/")
    assert client.post(f"{START}{sheet.pk}/woorden/", {"word_0": "trial"}).status_code == 302
    sheet.refresh_from_db()
    assert sheet.words == {}, "nothing changes once the rows are in"


def test_people_stay_out_and_the_page_says_so(client: Client, member: Any) -> None:
    rows = [
        ["Initiatief", "Naam projectleider", "E-mailadres", "Telefoonnummer", "Trekker", "Wie", "Wat is het probleem?"],
        ["Bakfiets voor het archief", "Noor Visser", "noor@voorbeelddam.example", "06 00 00 00 00", "Sem Bakker",
         "Anna de Boer", "Bel 06-12345678"],
    ]  # fmt: skip
    sheet = bring(rows, member)
    assert sheet.meant == ["title", "", "", "", "", "", "problem"]
    assert client.get(f"{START}{sheet.pk}/kolommen/").content.decode().count("pas na hun ja") == 5
    page = client.get(f"{START}{sheet.pk}/nakijken/").content.decode()
    assert "Kolommen met mensen laten we weg: Naam projectleider, E-mailadres, Telefoonnummer, Trekker, Wie." in page
    assert "Probleem: er staat een mailadres of telefoonnummer in." in page


def test_a_name_of_a_person_is_never_the_guess_for_the_title() -> None:
    sheet = bring([["Naam", "Omschrijving"], ["Noor Visser", "Een loket"], ["Sem van den Berg", "Een bus"]])
    assert sheet.meant == ["", "done"]


def test_the_language_is_guessed_asked_and_kept_and_not_said_is_an_answer(client: Client, member: Any) -> None:
    _address, page = brought(client, odd_sheets.english(), "csv")
    assert re.search(r'value="en" selected', page)
    sheet = SheetImport.objects.get()
    chosen = {f"column_{place}": key for place, key in enumerate(sheet.meant)}
    client.post(f"{START}{sheet.pk}/kolommen/", chosen | {"language": ""})
    client.post(f"{START}{sheet.pk}/maken/")
    case = Case.objects.order_by("pk").first()
    assert case is not None
    assert case.language == ""
    page = client.get(case.get_absolute_url()).content.decode()
    assert re.search(r"Taal</dt><dd>Niet gezegd", page)
    assert 'lang=""' in page, "so that nobody hears English with Dutch sounds"


def test_a_title_in_other_signs_is_the_same_and_one_that_shows_nothing_is_none() -> None:
    titles = ("Café op wielen", "Cafe\u0301 op wielen", "E-mail loket", "E\u2011mail loket", "Bakfiets",
              "Bakfiets\u200b", "\u200b")  # fmt: skip
    rows = [["Titel", "Probleem"], *([title, f"Probleem {place}"] for place, title in enumerate(titles))]
    sheet = bring(rows)
    taken = actions.take_in_sheet(sheet, by=sheet.loaded_by)
    assert [case.title for case in actions.cases_of(taken)] == ["Café op wielen", "E-mail loket", "Bakfiets"]
    assert taken.left == [3, 5, 7, 8]


def test_what_no_xml_can_hold_is_cleaned_where_it_comes_in() -> None:
    content = b"Titel;Probleem\r\nLoket op wielen;Inwoners kwamen niet.\x0bHet was te ver.\x07\r\n"
    loaded = bringing.load(SimpleUploadedFile("x.csv", content))
    assert loaded.lines == [(2, ["Loket op wielen", "Inwoners kwamen niet.\nHet was te ver."])]


def test_when_all_places_are_taken_somebody_is_asked_to_wait(
    client: Client, member: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    def busy(_file: object) -> None:
        raise BusyError("spreadsheets")

    monkeypatch.setattr("olievlek.imports.bringing.load", busy)
    file = SimpleUploadedFile("x.csv", as_csv([HEAD, a_row()]))
    answer = client.post(START, {"once": once_of(client), "file": file})
    assert (answer.status_code, answer["Retry-After"]) == (429, "5")
    assert "Anderen zijn nu ook een bestand aan het inlezen." in answer.content.decode()


@pytest.mark.parametrize("rows", [1, 3])
def test_the_questions_cost_the_same_for_many_rows(
    rows: int, client: Client, member: Any, django_assert_num_queries: Any
) -> None:
    sheet = bring([["Titel", "Status"], *([f"Titel {number}", f"Woord {number}"] for number in range(rows))], member)
    with django_assert_num_queries(8):
        client.get(f"{START}{sheet.pk}/nakijken/")
    with django_assert_num_queries(6):
        client.get(f"{START}{sheet.pk}/tabel/")


@pytest.mark.parametrize(
    ("text", "head"),
    [
        ("Titel;2021;2022\nLosse tegel;1;2\n", 1),
        ("Titel;Titel;Probleem\nLosse tegel;x;y\n", 1),
        ("Let op: concept\nVersie;2.0\n\nTitel;Probleem;Status\nLosse tegel;x;Proef\n", 4),
        ("Overzicht 2024;;\n;;\nTitel;Probleem;Jaar\nLosse tegel;x;2024\n", 3),
    ],
)
def test_the_names_are_found_below_titles_notes_and_empty_rows(text: str, head: int) -> None:
    loaded = bringing.load(SimpleUploadedFile("x.csv", text.encode()))
    assert (loaded.sure, loaded.layout.head, loaded.lines[0][1][0]) == (True, head, "Losse tegel")
