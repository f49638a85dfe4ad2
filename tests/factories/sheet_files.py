"""Write spreadsheet files as their programs do: CSV in any letters, XLSX through openpyxl or by hand, ODS by hand."""

import csv
import io
import zipfile
from collections.abc import Callable, Sequence
from typing import Any

from openpyxl import Workbook

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
REL = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
STRICT, STRICT_REL = (
    "http://purl.oclc.org/ooxml/spreadsheetml/main",
    "http://purl.oclc.org/ooxml/officeDocument/relationships",
)
PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
Rows = Sequence[Sequence[Any]]


def separated(rows: Rows, sign: str = ";", code: str = "utf-8-sig", quoted: bool = False) -> bytes:
    out = io.StringIO(newline="")
    csv.writer(out, delimiter=sign, quoting=csv.QUOTE_ALL if quoted else csv.QUOTE_MINIMAL).writerows(rows)
    return out.getvalue().encode(code)


def book(*sheets: tuple[str, Rows], edit: Callable[[Workbook], object] | None = None) -> bytes:
    made, out = Workbook(), io.BytesIO()
    made.remove(made.worksheets[0])
    for name, rows in sheets:
        sheet = made.create_sheet(name)
        for row in rows:
            sheet.append(list(row))
    if edit:
        edit(made)
    made.save(out)
    return out.getvalue()


def raw_book(rows: str, *, texts: str = "", styles: str = "", main: str = MAIN, rel: str = REL, **more: str) -> bytes:
    """An XLSX of one sheet, written by hand: for values that were saved beside a formula, and for other programs."""
    parts = {
        "_rels/.rels": f'<Relationships xmlns="{PACKAGE}"><Relationship Id="r1" Type="{rel}/officeDocument" '
        'Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'<workbook xmlns="{main}" xmlns:r="{rel}"><workbookPr {more.get("properties", "")}/>'
        '<sheets><sheet name="Blad1" sheetId="1" r:id="r1"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{PACKAGE}"><Relationship Id="r1" Type="{rel}/worksheet" '
        f'Target="/xl/worksheets/blad.xml"/><Relationship Id="r2" Type="{rel}/sharedStrings" '
        'Target="sharedStrings.xml"/>'
        f'<Relationship Id="r3" Type="{rel}/styles" Target="styles.xml"/></Relationships>',
        "xl/worksheets/blad.xml": f'<worksheet xmlns="{main}" xmlns:r="{rel}"><sheetData>{rows}</sheetData>'
        f"{more.get('after', '')}</worksheet>",
        "xl/sharedStrings.xml": f'<sst xmlns="{main}">{texts}</sst>',
        "xl/styles.xml": f'<styleSheet xmlns="{main}">{styles}</styleSheet>',
    }
    return zipped(parts)


def zipped(parts: dict[str, str]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return out.getvalue()


def text_cell(place: str, text: str) -> str:
    return f'<c r="{place}" t="inlineStr"><is><t>{text}</t></is></c>'


def open_document(tables: str, styles: str = "") -> bytes:
    spaces = " ".join(
        f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{kind}:1.0"'
        for name, kind in [("office", "office"), ("table", "table"), ("text", "text"), ("style", "style")]
    )
    return zipped(
        {
            "mimetype": "application/vnd.oasis.opendocument.spreadsheet",
            "content.xml": f'<office:document-content {spaces} xmlns:xlink="http://www.w3.org/1999/xlink">'
            f"<office:automatic-styles>{styles}</office:automatic-styles><office:body><office:spreadsheet>{tables}"
            "</office:spreadsheet></office:body></office:document-content>",
        }
    )


def ods_cell(text: str, given: str) -> str:
    return f"<table:table-cell {given}><text:p>{text}</text:p></table:table-cell>"


def ods_row(*cells: str) -> str:
    """Each cell is a text, or an element as it stands."""
    told = (one if one.startswith("<") else ods_cell(one, 'office:value-type="string"') for one in cells)
    return f"<table:table-row>{''.join(told)}</table:table-row>"
