"""Spreadsheets as public organisations have them, made here: none was made for Olievlek.

Each is the file as its program writes it, as far as that matters for reading. People, places and addresses are made up.
"""

from datetime import date, datetime

from openpyxl import Workbook
from openpyxl.utils import get_column_letter

from tests.factories.sheet_files import (
    Rows,
    book,
    ods_cell,
    ods_row,
    open_document,
    raw_book,
    separated,
)

STORY = ("Inwoners wisten niet waar ze terecht konden.", "Een wijkteam belt binnen twee dagen terug.")
TITLES = ("Losse tegels melden met een foto", "Minder brieven over de rekening", "Bakfiets voor het archief")


def algorithm_register() -> bytes:
    head = [
        "name",
        "organization",
        "department",
        "description_short",
        "type",
        "category",
        "website",
        "status",
        "goal",
        "impact",
        "contact_email",
        "lang",
        "begin_date",
        "end_date",
        "publiccode",
        "standard_version",
    ]
    rows: Rows = [
        [
            title,
            "Gemeente Voorbeelddam",
            "Dienstverlening",
            "Het algoritme sorteert meldingen van inwoners.",
            "machine learning",
            "openbare ruimte",
            "https://voorbeelddam.example/algoritme",
            status,
            "Meldingen, sneller bij de juiste ploeg.",
            "Geen.",
            "algoritmes@voorbeelddam.example",
            "NLD",
            begun,
            "",
            "",
            "1.0",
        ]
        for title, status, begun in zip(
            TITLES,
            ("In gebruik", "In ontwikkeling", "Buiten gebruik"),
            ("2023-05", "01-2024", "2019-11-04"),
            strict=True,
        )
    ]
    return separated([head, *rows], ",", "utf-8")


def portfolio() -> bytes:
    rows: Rows = [
        ["Projectenportfolio Voorbeelddam, stand per 1 maart 2024"],
        [],
        ["Nr", "Project", "", "Planning", "", "Budget", "Voortgang", "Projectleider"],
        ["", "Naam project", "Omschrijving", "Start", "Eind", "", "", ""],
        *(
            [f"P-{place:03}", title, STORY[1], date(2023, 9, place + 1), date(2025, 1, 1), 12500.5, 0.15, "Noor Visser"]
            for place, title in enumerate(TITLES)
        ),
        ["Totaal", "", "", "", "", 37501.5, "", ""],
    ]

    def edit(made: Workbook) -> None:
        sheet = made.worksheets[0]
        for merged in ("A1:H1", "A3:A4", "B3:C3", "D3:E3", "F3:F4", "G3:G4", "H3:H4"):
            sheet.merge_cells(merged)
        for row in range(5, 9):
            sheet.cell(row, 4).number_format = sheet.cell(row, 5).number_format = "d mmm yyyy"
            sheet.cell(row, 6).number_format, sheet.cell(row, 7).number_format = '"€" #,##0.00', "0%"

    return book(("Portfolio", rows), edit=edit)


def subsidies() -> bytes:
    rows: Rows = [
        ["Nummer", "Ontvanger", "Onderwerp van de subsidie", "Doel", "Verleend bedrag", "Verleningsjaar"],
        [
            "100234",
            "Stichting Buurthuis",
            "Samen koken in de wijk",
            "Ontmoeting tussen inwoners; ook 's avonds",
            "€ 12.500,00",
            "2023",
        ],
        [
            "100235",
            "Vereniging De Brug",
            "Taalmaatjes voor nieuwkomers",
            "Sneller thuis in de taal",
            "€ 4.000,00",
            "2022/2023",
        ],
        ["Totaal", "", "", "", "€ 16.500,00", ""],
    ]
    return separated(rows, ";", "cp1252")


def ckan() -> bytes:
    notes = "Alle bomen in beheer,\nmet soort en jaar.\nElke week bijgewerkt."
    head = ["id", "title", "notes", "tags", "organization", "license_title", "url", "metadata_modified", "author_email"]
    row = [
        "b7c9-01",
        "Bomen in de openbare ruimte",
        notes,
        "bomen, groen",
        "Gemeente Voorbeelddam",
        "CC0",
        "https://data.voorbeelddam.example/bomen",
        "2024-03-01T10:22:31.123456",
        "data@voorbeelddam.example",
    ]
    return separated([head, row, [*row[:1], "Fietstellingen per uur", *row[2:]]], ",", "utf-8", quoted=True)


def filtered() -> bytes:
    rows: Rows = [["Titel", "Aanleiding", "Status"], *([title, STORY[0], "Proef"] for title in TITLES)]

    def edit(made: Workbook) -> None:
        sheet = made.worksheets[0]
        sheet.auto_filter.ref, sheet.freeze_panes = "A1:C4", "A2"
        sheet.row_dimensions[3].hidden = True
        sheet.column_dimensions["B"].hidden = True

    return book(("Overzicht", rows), edit=edit)


def pivot() -> bytes:
    rows: Rows = [
        ["Thema", "(Alle)"],
        [],
        ["Rijlabels", "Aantal van Nr"],
        *([title, 1] for title in TITLES),
        ["Eindtotaal", 3],
    ]
    return book(("Draaitabel", rows))


def covered() -> bytes:
    cover: Rows = [
        ["Innovatieoverzicht"],
        ["Gemeente Voorbeelddam"],
        ["Versie", "1.2"],
        ["Vragen? Bel team Vernieuwing"],
    ]
    lists: Rows = [["Status"], ["Idee"], ["Proef"]]
    rows: Rows = [["Titel", "Probleem", "Aanpak"], *([title, *STORY] for title in TITLES)]

    def edit(made: Workbook) -> None:
        made.worksheets[2].sheet_state = "veryHidden"

    return book(("Voorblad", cover), ("Projecten", rows), ("Keuzelijsten", lists), edit=edit)


def two_rows_of_names() -> bytes:
    """As a CSV, where what was merged is empty."""
    rows: Rows = [
        ["Titel", "Probleem", "Planning", "", "Geld", ""],
        ["", "", "Startjaar", "Eindjaar", "Kosten", "Dekking"],
        [TITLES[0], STORY[0], "2023", "2025", "10.000 euro", "Begroting"],
        [TITLES[1], STORY[0], "2024", "2025", "5.000 euro", "Subsidie"],
    ]
    return separated(rows)


def turned() -> bytes:
    columns = [[title, *STORY, "2024", "Noor Visser"] for title in TITLES]
    names = ["Titel", "Probleem", "Aanpak", "Jaar", "Contactpersoon"]
    return book(("Blad1", [[name, *(column[place] for column in columns)] for place, name in enumerate(names)]))


def merged() -> bytes:
    rows: Rows = [
        ["Thema", "Titel", "Probleem"],
        *(["Duurzaamheid" if not place else None, title, STORY[0]] for place, title in enumerate(TITLES)),
    ]
    return book(("Blad1", rows), edit=lambda made: made.worksheets[0].merge_cells("A2:A4"))


def libre_office() -> bytes:
    display = '<style:table-properties table:display="false"/>'
    hidden = f'<style:style style:name="ta2" style:family="table">{display}</style:style>'
    lists = (
        f'<table:table table:name="Lijsten" table:style-name="ta2">{ods_row("Status")}{ods_row("Idee")}</table:table>'
    )
    number = ods_cell("15,5%", 'office:value-type="percentage" office:value="0.155"')
    day = ods_cell("01-03-24", 'office:value-type="date" office:date-value="2024-03-01"')
    told = (
        '<table:table-cell office:value-type="string"><office:annotation><text:p>Vraag Noor, 06 12345678</text:p>'
        f"</office:annotation><text:p>{TITLES[0]}</text:p></table:table-cell>"
    )
    far = (
        '<table:table-row table:number-rows-repeated="1048570">'
        '<table:table-cell table:number-columns-repeated="16384"/>'
        "</table:table-row>"
    )
    rows = ods_row("Titel", "Resultaat", "Startdatum") + ods_row(told, number, day) + far
    return open_document(f'{lists}<table:table table:name="Projecten">{rows}</table:table>', hidden)


def google() -> bytes:
    """A thousand rows and 26 columns with a style and nothing in them."""
    rows = "".join(
        f'<row r="{row}">'
        + "".join(f'<c r="{get_column_letter(place)}{row}" s="1"/>' for place in range(4, 27))
        + "</row>"
        for row in range(4, 1001)
    )
    first = "".join(
        f'<row r="{row}">'
        + "".join(f'<c r="{letter}{row}" t="s"><v>{text}</v></c>' for letter, text in cells)
        + "</row>"
        for row, cells in enumerate([[("A", 0), ("B", 1)], [("A", 2), ("B", 5)], [("A", 3), ("B", 5)]], start=1)
    )
    texts = "".join(f"<si><t>{text}</t></si>" for text in ("Initiatief", "Waarom", *TITLES, STORY[0]))
    return raw_book(
        first + rows, texts=texts, styles='<cellXfs count="2"><xf numFmtId="0"/><xf numFmtId="0"/></cellXfs>'
    )


def numbers() -> bytes:
    summary: Rows = [
        ["Dit document is geëxporteerd vanuit Numbers. Elke tabel is omgezet in een Excel-werkblad."],
        [],
        ["Naam Numbers-blad", "Naam Numbers-tabel", "Naam Excel-werkblad"],
        ["Blad 1", "Tabel 1", "Blad 1 - Tabel 1"],
    ]
    rows: Rows = [["Tabel 1"], ["Naam", "Beschrijving", "Jaar"], *([title, STORY[1], 2024.0] for title in TITLES)]
    return book(("Exportoverzicht", summary), ("Blad 1 - Tabel 1", rows))


def share_point() -> bytes:
    rows: Rows = [
        ["Titel", "Omschrijving", "Fase", "Toegewezen aan", "Gemaakt", "Gemaakt door", "Itemtype", "Pad"],
        *(
            [
                title,
                STORY[1],
                "Uitvoering",
                "Noor Visser;#Sem Bakker",
                "1-3-2024 10:15",
                "Noor Visser",
                "Item",
                "sites/innovatie/Lists/Projecten",
            ]
            for title in TITLES
        ),
    ]
    return b'ListSchema={"schemaXmlList":["<Field Name=\\"Title\\" />"]}\r\n' + separated(
        rows, ",", "utf-8", quoted=True
    )


def power_bi() -> bytes:
    rows: Rows = [
        ["Projectnaam", "Doel", "Startjaar"],
        *([title, STORY[0], 2024] for title in TITLES),
        [],
        ["Toegepaste filters:\nStatus is niet Gestopt\nJaar is 2024"],
    ]
    return book(("Export", rows))


def forms() -> bytes:
    head = [
        "ID",
        "Begintijd",
        "Tijd van voltooien",
        "E-mail",
        "Naam",
        "Wat is de titel van je project?",
        "Wat was het probleem?",
        "Wat hebben jullie gedaan?",
        "Mogen we je bellen? Op welk nummer?",
    ]
    rows: Rows = [
        [
            place + 1,
            datetime(2024, 3, 1, 9, 5),
            datetime(2024, 3, 1, 9, 15),
            "anonymous",
            name,
            TITLES[place],
            *STORY,
            "06-12345678",
        ]
        for place, name in enumerate(("Noor Visser", "Sem van den Berg", "Bakker, J."))
    ]
    return book(("Sheet1", [head, *rows]))


def planner() -> bytes:
    rows: Rows = [
        ["Plannaam", "Vernieuwing"],
        ["Id van plan", "xYz-1"],
        ["Datum van exporteren", "3-1-2024"],
        [],
        [
            "Taak-id",
            "Taaknaam",
            "Bucketnaam",
            "Voortgang",
            "Prioriteit",
            "Toegewezen aan",
            "Gemaakt door",
            "Aanmaakdatum",
            "Begindatum",
            "Einddatum",
            "Voltooid door",
            "Items van controlelijst",
            "Labels",
            "Beschrijving",
        ],
        *(
            [
                f"t{place}",
                title,
                "Wijken",
                "Wordt uitgevoerd",
                "Gemiddeld",
                "Noor Visser",
                "Sem Bakker",
                "01-02-2024",
                "01-03-2024",
                "",
                "",
                "a;b",
                "groen",
                STORY[1],
            ]
            for place, title in enumerate(TITLES)
        ),
    ]
    return book(("Taken", rows))


def spss() -> bytes:
    """Texts as wide as their variable, years with decimals, numbers with a comma."""
    rows: Rows = [
        ["naam", "oplossing", "jaar", "score"],
        *([title.ljust(60), STORY[1].ljust(80), "2024,00", "3,50"] for title in TITLES),
    ]
    return separated(rows)


def notes_below() -> bytes:
    rows: Rows = [
        ["Titel", "Probleem", "Kosten (x 1.000)"],
        *([title, STORY[0], 12] for title in TITLES),
        ["Totaal", "", 36],
        [],
        ["* Bedragen zijn afgerond."],
        ["Bron: jaarrekening 2023"],
        ["1) Voorlopig"],
    ]
    return book(("Blad1", rows))
