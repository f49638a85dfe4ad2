"""Spreadsheets whose cells are written in ways that not every reader knows: links, formats, letters, formulas."""

from openpyxl import Workbook
from openpyxl.comments import Comment
from openpyxl.styles import PatternFill

from tests.factories.public_sheets import STORY, TITLES
from tests.factories.sheet_files import (
    STRICT,
    STRICT_REL,
    Rows,
    book,
    raw_book,
    separated,
    text_cell,
)


def coloured() -> bytes:
    rows: Rows = [["Titel", "Status"], *([title, None] for title in TITLES)]

    def edit(made: Workbook) -> None:
        for row in range(2, 5):
            made.worksheets[0].cell(row, 2).fill = PatternFill("solid", fgColor="FF00B050")
        made.worksheets[0]["A2"].comment = Comment("Noor weet hier meer van", "Sem")

    return book(("Blad1", rows), edit=edit)


def linked() -> bytes:
    rows: Rows = [["Titel", "Aanpak", "Meer informatie"], *([title, STORY[1], "klik hier"] for title in TITLES)]

    def edit(made: Workbook) -> None:
        for row in range(2, 5):
            made.worksheets[0].cell(row, 3).hyperlink = f"https://voorbeelddam.example/{row}"

    return book(("Blad1", rows), edit=edit)


def formatted() -> bytes:
    rows: Rows = [
        ["Titel", "Resultaat", "Kosten", "Nodig", "Toelichting", "Zoekwoorden"],
        [TITLES[0], 0.155, 1234.5, 7, True, 45352.5],
        [TITLES[1], "#N/A", -3, 12, False, 0.5],
    ]

    def edit(made: Workbook) -> None:
        sheet = made.worksheets[0]
        for row in (2, 3):
            for place, code in ((2, "0.0%"), (3, "[$€-413] #,##0.00"), (4, "0000"), (6, "dddd d mmmm yyyy h:mm")):
                sheet.cell(row, place).number_format = code
        sheet.cell(3, 2).data_type = "e"

    return book(("Blad1", rows), edit=edit)


YEARS = {
    "najaar 2023": 2023,
    "2022/2023": 2022,
    "01-03-2024": 2024,
    "'24": 2024,
    "3 maart 2021": 2021,
    "Q3 2020": 2020,
    "1-3-19": 2019,
    "mrt-24": 2024,
    "2018-2022": 2018,
    "sinds 2017": 2017,
    "2024-03-01T10:00": 2024,
    "2024,00": 2024,
    "": None,
    "n.v.t.": None,
    "-": None,
    "ooit": None,
    "12": None,
    "202425": None,
}


def dated() -> bytes:
    return separated(
        [["Titel", "Startdatum"], *([f"Voorbeeld {place} van ons", told] for place, told in enumerate(YEARS))]
    )


def wide() -> bytes:
    names = [f"Kolom {place}" for place in range(36)]
    return book(
        (
            "Blad1",
            [
                ["Nr", "Titel", "Probleem", *names, "Aanpak"],
                *([place, title, STORY[0], *["x"] * 36, STORY[1]] for place, title in enumerate(TITLES)),
            ],
        )
    )


def unicode_text(code: str = "utf-16") -> bytes:
    return separated([["Titel", "Aanleiding"], *([title, STORY[0]] for title in TITLES)], "\t", code)


def piped() -> bytes:
    return separated(
        [["naam", "doel, kort", "status"], *([title, "Sneller, en beter", "Proef"] for title in TITLES)], "|", "utf-8"
    )


def said_sign() -> bytes:
    return b"sep=,\r\n" + separated([["Titel", "Probleem; kort"], *([title, "a; b"] for title in TITLES)], ",", "utf-8")


def without_names() -> bytes:
    return separated([[title, STORY[0], "2024"] for title in TITLES])


def printed() -> bytes:
    """The names again on each page, and a heading between."""
    head = ["Titel", "Probleem", "Jaar"]
    return separated(
        [head, ["Sociaal domein", "", ""], [TITLES[0], STORY[0], "2023"], head, [TITLES[1], STORY[0], "2024"]]
    )


def english() -> bytes:
    rows: Rows = [
        ["Project", "Why", "What we did"],
        ["Chatbot for parking permits", "Residents called and had to wait.", "The city tested a chatbot with them."],
        [
            "Repair café in the library",
            "People throw away what could be mended.",
            "Volunteers and the library work together.",
        ],
    ]
    return separated(rows, ",", "utf-8")


def two_languages() -> bytes:
    rows: Rows = [
        ["Titel", "Omschrijving", "Taal"],
        [TITLES[0], STORY[1], "Nederlands"],
        ["Chatbot for permits", "The city tested it.", "English"],
        ["Mienskip yn it doarp", "Wy dogge it mei-inoar.", "Frysk"],
        ["Zonder taal", "Kort.", ""],
    ]
    return separated(rows)


def numbered() -> bytes:
    rows: Rows = [
        ["Project", "Onderwerp", "Omschrijving project"],
        *([f"2024-{place:03}", title, STORY[1]] for place, title in enumerate(TITLES)),
    ]
    return separated(rows)


def kept_zeros() -> bytes:
    return b'Code;Titel;Zoekwoorden\r\n="00123";Losse tegels;="0031"\r\n'


def strict() -> bytes:
    cells = [("A1", "Titel"), ("B1", "Probleem"), ("A2", TITLES[0]), ("B2", STORY[0])]
    rows = [
        f'<row r="{row}">{"".join(text_cell(*cell) for cell in cells if cell[0][1] == str(row))}</row>'
        for row in (1, 2)
    ]
    return raw_book("".join(rows), main=STRICT, rel=STRICT_REL)


def since_1904() -> bytes:
    head = f"<row>{text_cell('A1', 'Titel')}{text_cell('B1', 'Aanpak')}</row>"
    row = f'<row>{text_cell("A2", TITLES[0])}<c r="B2" s="0"><v>43890</v></c></row>'
    return raw_book(head + row, styles='<cellXfs><xf numFmtId="14"/></cellXfs>', properties='date1904="1"')


def computed() -> bytes:
    """Formulas with what they came to when the file was saved; the last two have nothing beside them."""
    head = "".join(
        text_cell(f"{letter}1", name)
        for letter, name in zip("ABCD", ("Titel", "Probleem", "Jaar", "Bron"), strict=True)
    )
    one = (
        f'<c r="A2" t="str"><f t="array" ref="A2">_xlfn.TEXTJOIN(" ",1,E2:F2)</f><v>{TITLES[0]}</v></c>'
        f'<c r="B2" t="str"><f t="shared" si="0" ref="B2:B3">E2</f><v>{STORY[0]}</v></c>'
        '<c r="C2"><f>2000+24</f><v>2024</v></c>'
        '<c r="D2" t="str"><f>HYPERLINK("https://voorbeelddam.example/1","lees")</f><v>lees</v></c>'
    )
    two = text_cell("A3", TITLES[1]) + (
        '<c r="B3"><f t="shared" si="0"/></c><c r="C3" t="e"><f>1/0</f><v>#DIV/0!</v></c>'
    )
    three = '<c r="A4"><f t="array" ref="A4">_xlfn._xlws.FILTER(E:E,F:F)</f><v/></c>'
    return raw_book(
        "".join(f'<row r="{at}">{cells}</row>' for at, cells in enumerate((head, one, two, three), start=1))
    )
