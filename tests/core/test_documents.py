"""Reports as files: a PDF that a screen reader can read, and an ODT with real headings and heads of tables."""

import io
import zipfile
from collections import Counter
from collections.abc import Iterator
from typing import Any
from xml.etree import ElementTree

import pikepdf
import pytest

from olievlek.core.documents import Beside, Document, Grid, Heading, Picture, Points, Text, odt, paper, pdf
from olievlek.core.tables import Table

SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 420 330"><circle cx="50" cy="50" r="40"/></svg>'
TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
WRITTEN = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"


def make(*blocks: Any, title: str = "Zo vernieuwt Waterdam") -> Document:
    return Document(title, "Gemeente Waterdam", "nl", blocks)


EVERYTHING = make(
    Heading("Wat zien we?"),
    Text("Een alinea."),
    Points(["een", "twee"]),
    Grid(Table("Zeven onderwerpen", ["Onderwerp", "Nu"], [["Samen leren", 38], ["Netwerk", 63]])),
    Beside([Heading("Wat doen we?", 3), Text("Links")], Picture(SVG, "De cirkel. Samen leren: 38.")),
    Text("Klein", small=True),
)


def nodes(element: Any) -> Iterator[Any]:
    """Every element of the tree that a screen reader walks."""
    if isinstance(element, pikepdf.Dictionary):
        if "/S" in element:
            yield element
        kids: Any = element.get("/K", [])
        for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
            yield from nodes(kid)


def opened(document: Document) -> pikepdf.Pdf:
    return pikepdf.open(io.BytesIO(pdf.written(document)))


def tags(document: Document) -> Counter[str]:
    with opened(document) as file:
        return Counter(str(one.S) for one in nodes(file.Root.StructTreeRoot))


def texts(document: Document) -> ElementTree.Element:
    with zipfile.ZipFile(io.BytesIO(odt.written(document))) as found:
        return ElementTree.fromstring(found.read("content.xml"))


def test_a_pdf_has_a_language_a_title_that_is_shown_and_says_that_it_is_accessible() -> None:
    with opened(EVERYTHING) as file:
        assert str(file.Root.Lang) == "nl"
        assert file.Root.ViewerPreferences.DisplayDocTitle
        assert file.Root.MarkInfo.Marked
        with file.open_metadata() as told:
            assert told["dc:title"] == "Zo vernieuwt Waterdam"
            assert told["pdfuaid:part"] == "1"


def test_a_pdf_has_tags_for_headings_lists_tables_heads_and_pictures_with_words() -> None:
    kinds = tags(EVERYTHING)
    assert (kinds["/H1"], kinds["/H2"], kinds["/H3"]) == (1, 1, 1)
    assert (kinds["/L"], kinds["/LI"]) == (1, 2)
    assert (kinds["/Table"], kinds["/TH"], kinds["/TD"], kinds["/Caption"]) == (1, 2, 4, 1)
    with opened(EVERYTHING) as file:
        figures = [one for one in nodes(file.Root.StructTreeRoot) if str(one.S) == "/Figure"]
        assert [str(one.Alt) for one in figures] == ["De cirkel. Samen leren: 38."]


def test_the_same_document_gives_the_same_file() -> None:
    assert pdf.written(EVERYTHING) == pdf.written(EVERYTHING)


@pytest.mark.parametrize(
    "typed", ["#strong[x]", "$x$", "*x* _y_ `z`", '#read("/etc/passwd")', "@x <y>", "= Kop", "\\ "]
)
def test_what_people_typed_is_never_code(typed: str) -> None:
    assert tags(_all_of(typed)) == tags(_all_of("woord"))


def _all_of(text: str) -> Document:
    return make(Text(text), Points([text]), Grid(Table(text, [text], [[text]])), title=text)


def test_every_letter_that_goes_through_can_be_set_and_others_become_a_question_mark() -> None:
    every = "".join(letter for letter in map(chr, range(32, pdf.UP_TO + 1)) if letter.isprintable())
    assert pdf.written(make(Text(every + "".join(sorted(pdf.SIGNS)))))
    assert pdf._showable("é 🎉 漢\x07") == "é ? ??"
    assert pdf.written(make(Text("🎉 漢 \x07 \ud800")))


@pytest.mark.parametrize("kind", ["pdf", "odt"])
def test_a_heading_of_which_nothing_shows_stops_no_paper(kind: str) -> None:
    empty = Document(" ", "", "nl", [Heading(""), Text(""), Points([""])])
    assert paper(kind, empty).content.startswith({"pdf": b"%PDF", "odt": b"PK"}[kind])


def test_an_odt_has_a_title_a_language_real_headings_and_a_row_of_heads() -> None:
    found = texts(EVERYTHING)
    assert [one.get(f"{WRITTEN}outline-level") for one in found.iter(f"{WRITTEN}h")] == ["1", "2", "3"]
    (heads,) = found.iter(f"{TABLE}table-header-rows")
    assert "".join(heads.itertext()) == "OnderwerpNu"
    assert "De cirkel. Samen leren: 38." in "".join(found.itertext())
    with zipfile.ZipFile(io.BytesIO(odt.written(EVERYTHING))) as file:
        assert file.testzip() is None
        assert "<dc:title>Zo vernieuwt Waterdam</dc:title>" in file.read("meta.xml").decode()
        assert 'fo:language="nl"' in file.read("styles.xml").decode()


def test_an_odt_takes_any_text_of_people() -> None:
    assert "a b 🎉 <b>" in "".join(texts(make(Text("a\x07 b 🎉 <b>"), Points(["\x1b"]))).itertext())


@pytest.mark.parametrize(("kind", "begin"), [("pdf", b"%PDF-"), ("odt", b"PK")])
def test_a_file_is_saved_under_the_name_of_its_title(kind: str, begin: bytes) -> None:
    answer = paper(kind, EVERYTHING)
    assert answer.content.startswith(begin)
    assert 'filename="olievlek-zo-vernieuwt-waterdam-' in answer.headers["Content-Disposition"]
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
