"""Sheets that were not made for us, of the kinds people have: what comes in, what stays empty, what is asked."""

import uuid
from dataclasses import dataclass, field
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from olievlek.imports import actions, bringing, columns, layout
from olievlek.imports.bringing import Loaded
from olievlek.imports.columns import guessed
from olievlek.imports.intake import Intake
from olievlek.imports.models import SheetImport
from olievlek.office_files.spreadsheets import BrokenFileError
from olievlek.vocabulary import content as vocabulary
from tests.factories import odd_sheets, public_sheets
from tests.factories.organisations import make_membership
from tests.factories.public_sheets import STORY, TITLES
from tests.figures import say

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _words(db: None) -> None:
    vocabulary.load()


@dataclass(frozen=True)
class Expected:
    """What should come of a sheet.

    Args:
        told: of the first row that comes in.
        meant: the fields of the columns, the empty ones left out.
        out: numbers of the rows that stay out.
        remarks: a piece of each remark, in their order.
        words: what is asked.
    """

    kind: str = "csv"
    titles: tuple[str, ...] = TITLES
    meant: str = "title problem"
    told: dict[str, Any] = field(default_factory=dict)
    out: tuple[int, ...] = ()
    remarks: tuple[str, ...] = ()
    words: tuple[str, ...] = ()
    people: tuple[str, ...] = ()
    sure: bool = True
    language: str = "nl"


WHY = {"problem": STORY[0]}
HOW = {"done": STORY[1]}
SHEETS = {
    "algorithm_register": Expected(
        meant="title done themes link stage problem results language year",
        told={"year": 2023, "story": "https://voorbeelddam.example/algoritme", "stage": ""}, people=("contact_email",),
        words=("In gebruik", "In ontwikkeling", "Buiten gebruik"),
        remarks=("In gebruik", "In ontwikkeling", "Buiten gebruik"),
    ),
    "portfolio": Expected(
        "xlsx", meant="title done year needs", told=HOW | {"year": 2023, "needs": ["€ 12.500,50"]}, out=(8,),
        people=("Projectleider",),
    ),
    "subsidies": Expected(
        titles=("Samen koken in de wijk", "Taalmaatjes voor nieuwkomers"), meant="title problem year", out=(4,),
        told={"problem": "Ontmoeting tussen inwoners; ook 's avonds", "year": 2023},
    ),
    "ckan": Expected(
        titles=("Bomen in de openbare ruimte", "Fietstellingen per uur"), meant="title done own_words link",
        told={"done": "Alle bomen in beheer,\nmet soort en jaar.\nElke week bijgewerkt.",
              "story": "https://data.voorbeelddam.example/bomen"}, people=("author_email",),
    ),
    "filtered": Expected("xlsx", meant="title problem stage", told=WHY | {"stage": "trial"}),
    "pivot": Expected("xlsx", meant="title", out=(7,)),
    "covered": Expected("xlsx", meant="title problem done", told=WHY | HOW, sure=False),
    "two_rows_of_names": Expected(
        titles=TITLES[:2], meant="title problem year needs", told=WHY | {"year": 2023, "needs": ["10.000 euro"]}
    ),
    "turned": Expected(
        "xlsx", meant="title problem done year", told=WHY | HOW | {"year": 2024}, people=("Contactpersoon",)
    ),
    "merged": Expected("xlsx", meant="themes title problem", told=WHY | {"themes": ["duurzaamheid"]}),
    "libre_office": Expected(
        "ods", titles=TITLES[:1], meant="title results year", told={"results": ["15,5%"], "year": 2024}
    ),
    "google": Expected("xlsx", titles=TITLES[:2], told=WHY),
    "numbers": Expected("xlsx", meant="title done year", told=HOW | {"year": 2024}, sure=False),
    "share_point": Expected(
        meant="title done stage", told=HOW, words=("Uitvoering",), remarks=("Uitvoering",),
        people=("Toegewezen aan", "Gemaakt door"),
    ),
    "power_bi": Expected("xlsx", meant="title problem year", told=WHY | {"year": 2024}, out=(6,)),
    "forms": Expected(
        "xlsx", meant="title problem done", told=WHY | HOW,
        people=("E-mail", "Naam", "Mogen we je bellen? Op welk nummer?"),
    ),
    "planner": Expected(
        "xlsx", meant="title themes stage year own_words done", told=HOW | {"year": 2024, "own_words": ["groen"]},
        words=("Wordt uitgevoerd",), remarks=("Wordt uitgevoerd",),
        people=("Toegewezen aan", "Gemaakt door", "Voltooid door"),
    ),
    "spss": Expected(meant="title done year", told=HOW | {"year": 2024}),
    "notes_below": Expected("xlsx", meant="title problem needs", told=WHY | {"needs": ["12"]}, out=(5, 7, 8, 9)),
    "coloured": Expected("xlsx", meant="title stage", told={"stage": ""}),
    "linked": Expected("xlsx", meant="title done link", told=HOW | {"story": "https://voorbeelddam.example/2"}),
    "formatted": Expected(
        "xlsx", titles=TITLES[:2], meant="title results needs story own_words", remarks=("een fout (#N/B)",),
        told={"results": ["15,5%"], "needs": ["€ 1.234,50"], "story": "WAAR",
              "own_words": ["vrijdag 1 maart 2024 12:00"]},
    ),
    "dated": Expected(
        titles=tuple(f"Voorbeeld {place} van ons" for place in range(18)), meant="title year", told={"year": 2023},
        remarks=("“ooit” is geen jaar", "“12” is geen jaar", "“202425” is geen jaar"),
    ),
    "wide": Expected("xlsx", meant="title problem done", told=WHY | HOW),
    "unicode_text": Expected("txt", told=WHY),
    "piped": Expected(meant="title problem stage", told={"problem": "Sneller, en beter", "stage": "trial"}),
    "said_sign": Expected(told={"problem": "a; b"}),
    "without_names": Expected(meant="title", sure=False),
    "printed": Expected(
        titles=("Sociaal domein", *TITLES[:2]), meant="title problem year", out=(4,), remarks=("Alleen de titel",)
    ),
    "english": Expected(
        titles=("Chatbot for parking permits", "Repair café in the library"), meant="title problem done", language="en"
    ),
    "two_languages": Expected(
        titles=(TITLES[0], "Chatbot for permits", "Mienskip yn it doarp", "Zonder taal"), meant="title done language",
        told=HOW, language="",
    ),
    "numbered": Expected(meant="title done", told=HOW),
    "kept_zeros": Expected(titles=("Losse tegels",), meant="title own_words", language="",
                           told={"own_words": ["0031"]}),
    "strict": Expected("xlsx", titles=TITLES[:1], told=WHY),
    "since_1904": Expected("xlsx", titles=TITLES[:1], meant="title done", told={"done": "01-03-2024"}),
    "computed": Expected(
        "xlsx", titles=TITLES[:2], meant="title problem year link", out=(4,), remarks=("zonder uitkomst", "#DEEL/0!"),
        told=WHY | {"year": 2024, "story": "https://voorbeelddam.example/1"},
    ),
}  # fmt: skip


def brought(name: str) -> tuple[Loaded, SheetImport]:
    content = getattr(public_sheets if hasattr(public_sheets, name) else odd_sheets, name)()
    loaded = bringing.load(SimpleUploadedFile(f"{name}.{SHEETS[name].kind}", content))
    member = make_membership()
    once = uuid.uuid4()
    meant = guessed(loaded.columns, loaded.lines)
    sheet = actions.bring_sheet(
        loaded, name=name, meant=meant, organisation=member.organisation, once=once, by=member.user
    )
    return loaded, sheet


@pytest.mark.parametrize("name", SHEETS)
def test_a_sheet_that_was_not_made_for_us_is_read_as_a_person_would(name: str) -> None:
    expected = SHEETS[name]
    loaded, sheet = brought(name)
    rows = Intake(sheet, sheet.loaded_by)
    first = rows.right[0]
    assert " ".join(key for key in sheet.meant if key) == expected.meant
    assert tuple(row.title for row in rows.right) == expected.titles
    assert {key: first.told[key] for key in expected.told} == expected.told
    assert tuple(row.number for row in rows.wrong) == expected.out
    assert len(rows.remarks) == len(expected.remarks), rows.remarks
    assert all(piece in one.text for piece, one in zip(expected.remarks, rows.remarks, strict=True))
    assert {question.word for question in rows.questions} == set(expected.words)
    assert tuple(rows.people) == expected.people
    assert (loaded.sure, sheet.language) == (expected.sure, expected.language)
    taken = actions.take_in_sheet(sheet, by=sheet.loaded_by)
    assert tuple(case.title for case in actions.cases_of(taken)) == expected.titles
    say("{read} sheets of the kinds people have, {asked} of them with a question first", read=1, asked=not loaded.sure)


def test_years_are_read_as_people_write_them() -> None:
    _loaded, sheet = brought("dated")
    assert [row.told["year"] for row in Intake(sheet, sheet.loaded_by).right] == list(odd_sheets.YEARS.values())


def test_the_language_of_a_row_goes_before_that_of_the_file() -> None:
    _loaded, sheet = brought("two_languages")
    actions.map_columns(sheet, meant=sheet.meant, language="de")
    sheet = actions.take_in_sheet(SheetImport.objects.get(), by=sheet.loaded_by)
    assert [case.language for case in actions.cases_of(sheet)] == ["nl", "en", "fy", "de"]


def test_a_word_is_told_once_and_holds_for_every_row() -> None:
    _loaded, sheet = brought("algorithm_register")
    actions.explain_words(sheet, words={"stage": {"In gebruik": "secured", "Buiten gebruik": ""}})
    sheet = SheetImport.objects.get()
    rows = Intake(sheet, sheet.loaded_by)
    assert [row.told["stage"] for row in rows.right] == ["secured", "", ""]
    assert [question.word for question in rows.questions if question.key == "stage"] == [
        "In gebruik", "In ontwikkeling", "Buiten gebruik"
    ], "also what was told, to change it"  # fmt: skip


def test_without_looking_for_the_table_these_sheets_are_not_read(monkeypatch: pytest.MonkeyPatch) -> None:
    """The control: with the first row as names, as it was, the sweep above notices."""
    monkeypatch.setattr(layout, "guess", lambda pages: (layout.Layout(0, pages[0].rows[0][0]), True))
    monkeypatch.setattr(columns, "names_people", lambda *_given: False)
    lost = 0
    for name, expected in SHEETS.items():
        try:
            _loaded, sheet = brought(name)
        except BrokenFileError:
            lost += 1
            continue
        rows = Intake(sheet, sheet.loaded_by) if "title" in sheet.meant else None
        lost += rows is None or tuple(row.title for row in rows.right) != expected.titles
    say("control: with the first row as the names {lost} of them are not read", lost=lost)
    assert lost >= 8
