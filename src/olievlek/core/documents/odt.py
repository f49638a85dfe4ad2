"""A document as ODT: for who puts it in another house style, or adds to it."""

import io
from typing import Any

from odf import dc
from odf.draw import Frame, Image
from odf.opendocument import OpenDocumentText
from odf.style import ParagraphProperties, Style, TableCellProperties, TableColumnProperties, TextProperties
from odf.svg import Desc, Title
from odf.table import Table as OdfTable
from odf.table import TableCell, TableColumn, TableHeaderRows, TableRow
from odf.text import H, List, ListItem, P

from olievlek.core.documents.facts import Beside, Block, Document, Grid, Heading, Picture, Points, Text
from olievlek.core.export import writable
from olievlek.core.tables import Table

COUNTRIES = {"nl": "NL", "en": "GB"}
PETROL, SOFT, LINE = "#0f5560", "#4a5854", "#b9c0bc"
SIZES = {1: "22pt", 2: "14pt", 3: "12pt"}
WIDTH, HIGH = 16.8, 330 / 420  # centimetres between the margins; our pictures are as high as this part of their width


def written(document: Document) -> bytes:
    """The file."""
    made = OpenDocumentText()
    made.meta.addElement(dc.Title(text=writable(document.title)))
    made.meta.addElement(dc.Language(text=document.language))
    _styles(made, document.language)
    made.text.addElement(H(outlinelevel=1, stylename="Heading_20_1", text=writable(document.title)))
    made.text.addElement(P(stylename="Small", text=writable(document.about)))
    for block in document.blocks:
        _add(made, block)
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def _styles(made: Any, language: str) -> None:
    """Headings by their own names, so that a list of contents and another template find them."""
    plain = Style(name="Standard", family="paragraph")
    plain.addElement(ParagraphProperties(marginbottom="0.25cm"))
    plain.addElement(TextProperties(fontsize="11pt", language=language, country=COUNTRIES[language]))
    made.styles.addElement(plain)
    for level, size in SIZES.items():
        style = Style(
            name=f"Heading_20_{level}", displayname=f"Heading {level}", family="paragraph", parentstylename="Standard"
        )
        style.addElement(ParagraphProperties(margintop="0.5cm", marginbottom="0.2cm", keepwithnext="always"))
        style.addElement(TextProperties(fontsize=size, fontweight="bold", color=PETROL))
        made.styles.addElement(style)
    for name, look in (("Small", {"fontsize": "9.5pt", "color": SOFT}), ("Head", {"fontweight": "bold"})):
        style = Style(name=name, family="paragraph", parentstylename="Standard")
        style.addElement(TextProperties(**look))
        made.styles.addElement(style)
    cell = Style(name="Cell", family="table-cell")
    cell.addElement(TableCellProperties(borderbottom=f"0.5pt solid {LINE}", padding="0.1cm"))
    made.automaticstyles.addElement(cell)


def _add(made: Any, block: Block) -> None:
    match block:
        case Heading(text, level):
            made.text.addElement(H(outlinelevel=level, stylename=f"Heading_20_{level}", text=writable(text)))
        case Text(text, small):
            made.text.addElement(P(stylename="Small" if small else "Standard", text=writable(text)))
        case Points(lines):
            made.text.addElement(_points(lines))
        case Grid(table):
            made.text.addElement(P(stylename="Small", text=writable(str(table.caption))))
            made.text.addElement(_grid(made, table))
        case Picture():
            made.text.addElement(_picture(made, block))
        case Beside(blocks, picture):
            for one in (*blocks, picture):
                _add(made, one)


def _points(lines: Any) -> Any:
    found = List()
    for line in lines:
        item = ListItem()
        item.addElement(P(stylename="Standard", text=writable(line)))
        found.addElement(item)
    return found


def _grid(made: Any, table: Table) -> Any:
    """With a row of heads that comes again on each page, and that a screen reader calls so."""
    heads = table.heads()
    column = Style(name=f"Column{len(heads)}", family="table-column")
    column.addElement(TableColumnProperties(columnwidth=f"{WIDTH / len(heads):.2f}cm"))
    made.automaticstyles.addElement(column)
    found = OdfTable(name=writable(str(table.caption)))
    found.addElement(TableColumn(stylename=column, numbercolumnsrepeated=len(heads)))
    top = TableHeaderRows()
    top.addElement(_row([str(head.label) for head in heads], "Head"))
    found.addElement(top)
    for row in table.body():
        found.addElement(_row([str(cell.text) for _head, cell in row], "Standard"))
    return found


def _row(texts: list[str], look: str) -> Any:
    row = TableRow()
    for text in texts:
        cell = TableCell(stylename="Cell", valuetype="string")
        cell.addElement(P(stylename=look, text=writable(text)))
        row.addElement(cell)
    return row


def _picture(made: Any, picture: Picture) -> Any:
    size = picture.centimetres
    frame = Frame(width=f"{size}cm", height=f"{size * HIGH:.2f}cm", anchortype="as-char")
    frame.addElement(Image(href=made.addPictureFromString(picture.svg.encode(), "image/svg+xml"), type="simple"))
    frame.addElement(Title(text=writable(picture.words.partition(".")[0])))
    frame.addElement(Desc(text=writable(picture.words)))
    line = P(stylename="Standard")
    line.addElement(frame)
    return line
