"""A spreadsheet becomes drafts: each row judged, nothing doubled, nothing published, all of it to undo."""

import uuid
import zipfile
from datetime import timedelta
from io import BytesIO
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from olievlek.accounts import mydata
from olievlek.cases import actions as cases_actions
from olievlek.cases.models import Case, Visibility
from olievlek.imports import actions as imports_actions
from olievlek.imports import bringing, leaving, retention
from olievlek.imports.columns import guessed
from olievlek.imports.intake import Intake
from olievlek.imports.models import SheetImport
from olievlek.index.models import Document
from olievlek.office_files.spreadsheets import BrokenFileError
from olievlek.vocabulary import content as vocabulary
from olievlek.vocabulary.models import List, Term
from tests.factories.library import events_of, make_case
from tests.factories.organisations import make_membership, make_organisation
from tests.factories.sheets import HEAD, a_file, a_row, as_csv, bring

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _words(db: None) -> None:
    vocabulary.load()


def mistakes_of(rows: list[list[Any]]) -> dict[int, list[str]]:
    sheet = bring(rows)
    return {row.number: row.mistakes for row in Intake(sheet, sheet.loaded_by).wrong}


@pytest.mark.parametrize(
    ("names", "keys"),
    [
        (HEAD, ["title", "problem", "done", "results", "themes", "year", ""]),
        (["Title", "Problem", "What was done", "Result", "URL"], ["title", "problem", "done", "results", "link"]),
        (["Naam van het project", "Titel", "Fase", "Zoekwoorden"], ["", "title", "stage", "own_words"]),
        (["Thema('s)", "Bron-URL", "Geleerde lessen", "Kosten", "Wat ging er mis?"],
         ["themes", "link", "lessons", "needs", "failed"]),
        (["E-mail", "Auteur", "Naam contactpersoon", ""], ["", "", "", ""]),
    ],
)  # fmt: skip
def test_columns_are_guessed_by_their_names(names: list[str], keys: list[str]) -> None:
    assert guessed(names) == keys


@pytest.mark.both
@pytest.mark.parametrize("kind", ["csv", "xlsx", "ods"])
def test_a_row_becomes_a_draft_that_only_its_maker_sees(kind: str) -> None:
    member, theme = make_membership(), Term.objects.of(List.THEME).first()
    assert theme
    colleague = make_membership(organisation=member.organisation).user
    told = a_row(theme=theme.name_nl, results="- Sneller\n- Minder belletjes")
    sheet = imports_actions.take_in_sheet(bring([HEAD, told], member, kind), by=member.user)
    (case,) = imports_actions.cases_of(sheet)
    assert (case.title, case.problem, case.done) == (told[0], told[1], told[2])
    assert (case.year, case.owner, case.author) == (2024, member.organisation, member.user)
    assert [result.text for result in case.results.order_by("position")] == ["Sneller", "Minder belletjes"]
    assert [link.term for link in case.case_terms.select_related("term")] == [theme]
    assert case.visibility == Visibility.ME
    assert not Case.objects.visible_to(colleague).exists()
    assert Document.objects.get(kind="case", object_id=case.pk).audience == [f"user:{member.user.pk}"]
    assert events_of(case) == ["case.begun"]
    assert events_of(sheet) == ["sheet.brought", "sheet.taken_in"]
    assert "Noor" not in str(mydata.collect(member.user)["whole"]["cases.Case"]), "people stay out"


@pytest.mark.both
def test_a_sheet_taken_in_twice_makes_its_drafts_once() -> None:
    sheet = bring([HEAD, a_row("Een"), a_row("Twee")])
    for _again in range(2):
        imports_actions.take_in_sheet(sheet, by=sheet.loaded_by)
    assert Case.objects.count() == 2
    assert events_of(sheet) == ["sheet.brought", "sheet.taken_in"]


@pytest.mark.both
def test_the_same_file_again_is_the_same_sheet_until_it_is_undone() -> None:
    member = make_membership()
    sheet = bring(member=member)
    assert bring(member=member) == sheet
    imports_actions.take_in_sheet(sheet, by=member.user)
    assert bring(member=member) == sheet
    imports_actions.undo_sheet(sheet, by=member.user)
    again = bring(member=member)
    assert again != sheet
    imports_actions.take_in_sheet(again, by=member.user)
    assert Case.objects.filter(removed_at=None).count() == 1


def test_each_wrong_row_says_what_is_wrong_and_how_to_mend_it() -> None:
    rows = [
        HEAD,
        a_row("Goed"),
        a_row(""),
        a_row("Lang", problem="x" * 5001),
        [],
        a_row("=HYPERLINK(1)"),
        a_row(" goed "),
        [*a_row("Breed"), "te veel"],
    ]
    assert mistakes_of(rows) == {
        3: ["Er is geen titel. Vul die in: één zin is genoeg."],
        4: ["Probleem: langer dan 5000 tekens. Maak het korter."],
        6: [
            "Titel: een formule zonder uitkomst. Sla het blad in je programma nog een keer op.",
            "Er is geen titel. Vul die in: één zin is genoeg.",
        ],
        7: ["Dezelfde titel staat in rij 2. Laat er een weg, of geef een andere titel."],
        8: ["Deze rij heeft meer cellen dan er kolommen zijn."],
    }


def test_an_optional_cell_not_understood_stays_empty_and_the_row_comes_in() -> None:
    rows = [HEAD, a_row("Jaar", year="vorig jaar"), a_row("Thema", theme="Iets moois"), a_row("Som", problem="=A1")]
    sheet = bring(rows)
    found = Intake(sheet, sheet.loaded_by)
    assert [row.told["year"] for row in found.right] == [None, 2024, 2024]
    assert [row.told["themes"] for row in found.right] == [[], [], []]
    assert [(one.text, one.rows) for one in found.remarks] == [
        ("Jaar: “vorig jaar” is geen jaar. Schrijf vier cijfers, zoals 2024.", ["Rij 2"]),
        ("Thema: “Iets moois” kennen we niet, dus dat blijft leeg.", ["Rij 3"]),
        ("Probleem: een formule zonder uitkomst. Sla het blad in je programma nog een keer op.", ["Rij 4"]),
    ]


@pytest.mark.both
def test_a_title_we_have_is_not_doubled_and_a_colleagues_draft_stays_secret() -> None:
    member = make_membership()
    make_case(title="Losse  TEGEL melden", owner=member.organisation)
    colleague = make_membership(organisation=member.organisation)
    hers = bring([HEAD, a_row("Geheim plan")], colleague)
    imports_actions.take_in_sheet(hers, by=colleague.user)
    sheet = bring([HEAD, a_row("Losse tegel melden"), a_row("Geheim plan")], member)
    rows = Intake(sheet, member.user)
    assert [(row.number, row.mistakes) for row in rows.wrong] == [
        (2, ["Jullie hebben al een voorbeeld met deze titel. Laat deze rij weg."])
    ]


def test_right_rows_go_in_and_the_wrong_ones_can_be_mended_and_brought_again() -> None:
    member = make_membership()
    sheet = imports_actions.take_in_sheet(
        bring([HEAD, a_row("Een"), a_row("Twee", problem="x" * 5001)], member), by=member.user
    )
    assert [case.title for case in imports_actions.cases_of(sheet)] == ["Een"]
    assert [row.number for row in Intake(sheet, member.user).wrong] == [3]
    mended = bring([[*HEAD, "Wat er mis is"], [*a_row("Twee"), "Jaar: …"]], member)
    imports_actions.take_in_sheet(mended, by=member.user)
    assert sorted(Case.objects.values_list("title", flat=True)) == ["Een", "Twee"]


def test_what_a_list_of_ours_put_a_quote_before_comes_back_as_it_was() -> None:
    sheet = bring([HEAD, a_row("Losse tegel", problem="'- Eerst dit\n- dan dat")])
    assert Intake(sheet, sheet.loaded_by).right[0].told["problem"] == "- Eerst dit\n- dan dat"


@pytest.mark.both
def test_undo_takes_what_nobody_touched_and_says_why_the_others_stay() -> None:
    member = make_membership()
    titles = ("Zo gelaten", "Veranderd", "Getoond", "Gevraagd")
    sheet = imports_actions.take_in_sheet(bring([HEAD, *(a_row(title) for title in titles)], member), by=member.user)
    left, changed, shown, asked = imports_actions.cases_of(sheet)
    cases_actions.save(changed, {"done": "Anders"}, by=member.user)
    cases_actions.show_to(shown, Visibility.ORGANISATION, by=member.user)
    cases_actions.ask_person(
        asked, user=make_membership(organisation=member.organisation).user, role="contact", by=member.user
    )
    for _again in range(2):
        sheet = imports_actions.undo_sheet(sheet, by=member.user)
    assert [(case.title, bool(case.removed_at)) for case in imports_actions.cases_of(sheet)] == [
        (title, title == "Zo gelaten") for title in titles
    ]
    reasons = [imports_actions.why_it_stays(case, sheet) for case in imports_actions.cases_of(sheet)]
    assert reasons == [None, "changed", "shown", "added"]
    assert events_of(left) == ["case.begun", "case.removed"]
    assert events_of(sheet) == ["sheet.brought", "sheet.taken_in", "sheet.undone"]
    assert not Document.objects.live().filter(kind="case", object_id=left.pk).exists()


def test_who_works_there_no_more_takes_nothing_in() -> None:
    member = make_membership()
    sheet = bring(member=member)
    member.ended_at = timezone.now()
    member.save()
    with pytest.raises(PermissionError):
        imports_actions.take_in_sheet(sheet, by=member.user)
    assert not SheetImport.objects.visible_to(member.user).exists()


def test_nobody_else_sees_a_sheet() -> None:
    member = make_membership()
    sheet = bring(member=member)
    for other in (make_membership(organisation=member.organisation).user, make_membership().user):
        assert not SheetImport.objects.visible_to(other).exists()
    assert list(SheetImport.objects.visible_to(member.user)) == [sheet]


def test_a_sheet_is_gone_after_thirty_days_and_with_its_account_and_its_drafts_stay() -> None:
    member = make_membership()
    sheet = imports_actions.take_in_sheet(bring(member=member), by=member.user)
    assert retention.forget_sheets() == 0
    SheetImport.objects.update(loaded_at=timezone.now() - timedelta(days=31))
    assert retention.forget_sheets() == 1
    assert Case.objects.count() == 1
    other = bring([HEAD, a_row("Nog een")], member)
    assert mydata.collect(member.user)["whole"]["imports.SheetImport"][0]["name"] == "lijst.csv"
    leaving.forget(member.user)
    assert not SheetImport.objects.filter(pk__in=[sheet.pk, other.pk]).exists()


def test_throwing_a_sheet_away_twice_is_fine() -> None:
    sheet = bring()
    for _again in range(2):
        imports_actions.forget_sheet(sheet, by=sheet.loaded_by)
    assert not SheetImport.objects.exists()


@pytest.mark.parametrize("rows", [1, 3])
def test_taking_in_costs_as_many_queries_for_many_rows_as_for_few(rows: int, django_assert_num_queries: Any) -> None:
    sheet = bring([HEAD, *(a_row(f"Titel {number}") for number in range(rows))])
    with django_assert_num_queries(32):
        imports_actions.take_in_sheet(sheet, by=sheet.loaded_by)


def bomb() -> bytes:
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("content.xml", b" " * 60_000_000)
    return out.getvalue()


@pytest.mark.parametrize(
    ("name", "content", "told"),
    [
        ("x.csv", b"", "leeg"),
        ("x.csv", b"\n\n;;\n", "leeg"),
        ("x.csv", b"Titel;Jaar\n", "geen rijen"),
        ("x.csv", b"Titel\n\x00\x01\n", "geen gaaf bestand"),
        ("x.csv", b'Titel\n"open', "aanhalingsteken"),
        ("x.csv", as_csv([["Titel"], *([f"Rij {number}"] for number in range(501))]), "meer dan 500 rijen"),
        ("x.csv", as_csv([[f"k{number}" for number in range(41)], ["x"]]), "meer dan 40 kolommen"),
        ("x.csv", b"Titel\n" + b"x" * 5_000_000, "groter dan 5 MB"),
        ("x.xlsx", b"PK\x03\x04geen zip", "kapot of op slot"),
        ("x.xls", b"\xd0\xcf\x11\xe0", "Bewaar het als XLSX"),
        ("x.exe", b"MZ", "Gebruik .csv, .xlsx, .ods"),
        ("x", b"Titel", "Gebruik .csv, .xlsx, .ods"),
        ("x.ods", bomb(), "groter dan 50 MB"),
        ("x.pdf.xlsx", b"%PDF-1.4", "Gebruik .csv, .xlsx, .ods"),
        ("x.csv", b"\x89PNG\r\n\x1a\n", "Gebruik .csv, .xlsx, .ods"),
    ],
)
def test_a_file_that_we_can_not_read_says_why_and_what_to_do(name: str, content: bytes, told: str) -> None:
    with pytest.raises(BrokenFileError) as caught:
        bringing.load(SimpleUploadedFile(name, content))
    assert told in caught.value.told


def test_a_file_of_excel_in_windows_letters_is_read() -> None:
    raw = as_csv([["Titel"], ["Één café"]], encoding="cp1252")
    assert bringing.load(SimpleUploadedFile("x.CSV", raw)).lines == [(2, ["Één café"])]


def test_a_link_becomes_the_last_line_of_the_story_and_no_address_is_left_out() -> None:
    rows = [
        ["Titel", "Verhaal", "Bron"],
        ["A", "Zo ging het.", "https://zeist.nl/tegel"],
        ["B", "", "www.zeist.nl/tegel"],
        ["C", "", "javascript:x"],
    ]
    sheet = bring(rows)
    found = Intake(sheet, sheet.loaded_by)
    assert [row.told["story"] for row in found.right] == [
        "Zo ging het.\n\nhttps://zeist.nl/tegel", "https://www.zeist.nl/tegel", ""
    ]  # fmt: skip
    assert found.right[2].remarks == ["Link naar meer: “javascript:x” is geen adres. Dat begint met https://."]


def test_a_sheet_of_another_organisation_is_another_sheet() -> None:
    member = make_membership()
    elsewhere = make_membership(user=member.user, organisation=make_organisation())
    assert bring(member=member) != bring(member=elsewhere)


def test_the_same_form_sent_twice_keeps_one_sheet() -> None:
    member, once = make_membership(), uuid.uuid4()
    found = {
        imports_actions.bring_sheet(
            bringing.load(a_file()), name="x.csv", meant=[], organisation=member.organisation, once=once, by=member.user
        )
        for _again in range(2)
    }
    assert len(found) == 1
