"""Reading files: the same rows from every kind, nothing computed, nothing that unpacks to gigabytes."""

import csv
import json
import re
import zipfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
import tablib
from django.utils.translation import override
from openpyxl import Workbook

from olievlek.office_files.spreadsheets import LOADED, Bounds, BrokenFileError, pages, read

HEAD = ["id", "title", "description", "organisation", "url", "licence", "type"]
CELLS = ["a1", "Één loket", '=HYPERLINK("http://x")\ntweede regel', "Gemeente Zeist", "https://x.nl", "", "algoritme"]
ODS = b'<office:document-content xmlns:office="o" xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" \
xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"><table:table>%s</table:table></office:document-content>'


def as_jsonl(path: Path) -> None:
    path.write_text(json.dumps(dict(zip(HEAD, CELLS, strict=True))) + "\n\n", encoding="utf-8")


def as_csv(path: Path) -> None:
    with path.open("w", encoding="utf-8-sig", newline="") as handle:
        csv.writer(handle, delimiter=";").writerows([HEAD, CELLS, [""] * 7])


def as_xlsx(path: Path) -> None:
    book = Workbook()
    assert book.active
    book.active.append(HEAD)
    book.active.append(CELLS)
    book.save(path)


def as_ods(path: Path) -> None:
    path.write_bytes(tablib.Dataset(CELLS, headers=HEAD).export("ods"))


def test_every_kind_of_file_gives_the_same_row(tmp_path: Path) -> None:
    kinds: dict[str, Callable[[Path], None]] = {"jsonl": as_jsonl, "csv": as_csv, "xlsx": as_xlsx, "ods": as_ods}
    for kind, write in kinds.items():
        path = tmp_path / f"rows.{kind}"
        write(path)
        (row,) = read(path)
        assert row.values == dict(zip(HEAD, CELLS, strict=True)), kind
        assert row.number == (1 if kind == "jsonl" else 2)


def test_a_file_is_read_as_what_it_is_whatever_its_name_says(tmp_path: Path) -> None:
    kinds: dict[str, Callable[[Path], None]] = {"csv": as_csv, "xlsx": as_xlsx, "ods": as_ods}
    for kind, write in kinds.items():
        for named in ("csv", "xlsx", "ods", "xls", "txt"):
            path = tmp_path / f"{kind}.{named}"
            write(path)
            (row,) = read(path)
            assert row.values == dict(zip(HEAD, CELLS, strict=True)), path.name


@pytest.mark.parametrize("cell", ["=1+1", "+31 30", "-", "@import", "\tx"])
def test_what_looks_like_a_formula_stays_text(tmp_path: Path, cell: str) -> None:
    book = Workbook()
    assert book.active
    book.active.append(["id", "title"])
    book.active.append(["a", cell])
    book.save(tmp_path / "x.xlsx")
    assert next(read(tmp_path / "x.xlsx")).values["title"] == cell


def test_numbers_are_what_somebody_typed(tmp_path: Path) -> None:
    book = Workbook()
    assert book.active
    for line in (["id", "title"], [12, 3.5], [12.0, True]):
        book.active.append(line)
    book.save(tmp_path / "x.xlsx")
    assert [row.values["id"] for row in read(tmp_path / "x.xlsx")] == ["12", "12"]


def test_repeated_cells_spaces_and_breaks_of_ods_are_read(tmp_path: Path) -> None:
    path = tmp_path / "x.ods"
    told = (
        b"<table:table-row><table:table-cell><text:p>id</text:p></table:table-cell>"
        b"<table:table-cell><text:p>title</text:p></table:table-cell></table:table-row>"
        b'<table:table-row table:number-rows-repeated="1000000"><table:table-cell/></table:table-row>'
        b'<table:table-row><table:table-cell table:number-columns-repeated="2"><text:p>a<text:s text:c="2"/>b'
        b"<text:line-break/><text:span>c</text:span></text:p></table:table-cell></table:table-row>"
    )
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("content.xml", ODS % told)
    (row,) = read(path)
    assert row.values == {"id": "a  b\nc", "title": "a  b\nc"}
    assert row.number == 1_000_002


@pytest.mark.parametrize(
    ("name", "content", "told"),
    [
        ("x.docx", b"", "kind of file is not known"),
        ("x.csv", b"", "The file is empty"),
        ("x.csv", b"id,title\na,\xe9\n", "Line 2: the text is not UTF-8"),
        ("x.csv", b'id,title\na,"open\n', "quote that is not closed"),
        ("x.xlsx", b"PK\x03\x04 but not really", "broken or locked"),
        ("x.xlsx", b"\xd0\xcf\x11\xe0" + b"\0" * 600, "older program"),
        ("x.xls", b"\xd0\xcf\x11\xe0" + b"\0" * 600, "older program"),
        ("x.xls", b"<html><table><tr><td>Titel</td></tr></table>", "web page"),
        ("x.csv", b"\xef\xbb\xbf\n<!DOCTYPE html>", "web page"),
        ("x.xls", b'<?xml version="1.0"?><Workbook/>', "web page"),
        ("x.xlsx", b"\1\0\2\0 anything", "broken or locked"),
        ("x.ods", b"", "broken or locked"),
    ],
)
def test_a_broken_file_says_how_to_mend_it(tmp_path: Path, name: str, content: bytes, told: str) -> None:
    (tmp_path / name).write_bytes(content)
    with pytest.raises(BrokenFileError, match=told):
        list(read(tmp_path / name))


@pytest.mark.parametrize("name", ["x.xlsx", "x.ods"])
def test_a_zip_without_a_sheet_is_broken(tmp_path: Path, name: str) -> None:
    with zipfile.ZipFile(tmp_path / name, "w") as archive:
        archive.writestr("hello.txt", "hello")
    with pytest.raises(BrokenFileError, match="not a sound"):
        list(read(tmp_path / name))


def test_a_file_that_is_not_there_says_so(tmp_path: Path) -> None:
    with pytest.raises(BrokenFileError, match="can not be opened"):
        list(read(tmp_path / "x.csv"))


def test_a_zip_bomb_is_refused_before_it_is_read(tmp_path: Path) -> None:
    path = tmp_path / "x.ods"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("content.xml", ODS % (b" " * 2_000_000))
    assert path.stat().st_size < 10_000
    with pytest.raises(BrokenFileError, match="unpacks to more than 1 MB"):
        list(read(path, replace(LOADED, unpacked=1_000_000)))


def test_a_document_type_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "x.ods"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("content.xml", b'<!DOCTYPE x [<!ENTITY a "aaaa">]>' + ODS % b"")
    with pytest.raises(BrokenFileError, match="document type"):
        list(read(path))


@pytest.mark.parametrize("bounds", [replace(LOADED, most=1), replace(LOADED, rows=1)])
def test_a_file_that_is_too_large_is_refused(tmp_path: Path, bounds: Bounds) -> None:
    (tmp_path / "x.csv").write_text("id,title\na,b\nc,d\n")
    with pytest.raises(BrokenFileError, match="Cut it in pieces"):
        list(read(tmp_path / "x.csv", bounds))


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("{", "not valid JSON"),
        ("[1]", "no object"),
        ('{"id": ["a"]}', "a list or an object"),
    ],
)
def test_a_line_that_is_no_object_is_a_mistake_of_that_line(tmp_path: Path, line: str, told: str) -> None:
    (tmp_path / "x.jsonl").write_text('{"id": "a", "title": "b"}\n' + line)
    assert [told in row.problem for row in read(tmp_path / "x.jsonl")] == [False, True]


def test_bad_bytes_in_a_line_are_a_mistake_of_that_line(tmp_path: Path) -> None:
    (tmp_path / "x.jsonl").write_bytes(b'{"id": "a", "title": "b"}\n{"id": "\xe9"}\n')
    assert [row.problem for row in read(tmp_path / "x.jsonl")][1].startswith("The text is not UTF-8")


def test_a_row_with_too_many_cells_is_a_mistake_of_that_row(tmp_path: Path) -> None:
    (tmp_path / "x.csv").write_text("id,title\na,b,c\n")
    assert next(read(tmp_path / "x.csv")).problem == "This row has more cells than there are columns."


UPLOADED = Bounds(most=5_000_000, unpacked=1_000_000, rows=10, encodings=("utf-8", "cp1252"))


@pytest.mark.parametrize(
    "raw",
    [
        "\ufefftitel;jaar\r\nÉén loket;2024\r\n".encode(),
        "titel;jaar\r\nÉén loket;2024\r\n".encode("cp1252"),
        "titel\tjaar\r\nÉén loket\t2024\r\n".encode("utf-16"),
        '"titel","jaar"\n"Één loket","2024"\n'.encode(),
    ],
    ids=["bom", "windows", "utf-16", "commas"],
)
def test_a_csv_is_read_as_spreadsheets_write_it(tmp_path: Path, raw: bytes) -> None:
    (tmp_path / "x.csv").write_bytes(raw)
    assert pages(tmp_path / "x.csv", UPLOADED)[0].rows == [(1, ["titel", "jaar"]), (2, ["Één loket", "2024"])]


@pytest.mark.parametrize("code", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "cp1252", "mac-roman", "cp850"])
def test_letters_with_accents_are_read_from_windows_a_mac_and_dos(tmp_path: Path, code: str) -> None:
    rows = [(1, ["Titel", "Probleem"]), (2, ["Café", "patiënten geïnd in één coördinatie"])]
    text = "".join(f"{';'.join(row)}\r\n" for _number, row in rows)
    (tmp_path / "x.csv").write_bytes(text.encode(code))
    assert pages(tmp_path / "x.csv", UPLOADED)[0].rows == rows


def test_signs_of_windows_are_no_letters_of_a_mac(tmp_path: Path) -> None:
    (tmp_path / "x.csv").write_bytes("Titel\r\n‘Kort’ – “foto’s” • €…\r\n".encode("cp1252"))
    assert pages(tmp_path / "x.csv", UPLOADED)[0].rows[1][1] == ["‘Kort’ – “foto’s” • €…"]


def test_a_value_of_ods_without_its_text_is_told_as_a_sheet_shows_it(tmp_path: Path) -> None:
    told = [
        ("percentage", 'office:value="0.155"', "15,5%"),
        ("currency", 'office:value="1234.5" office:currency="EUR"', "€ 1.234,50"),
        ("float", 'office:value="2024.0"', "2024"), ("date", 'office:date-value="2024-03-01"', "01-03-2024"),
        ("time", 'office:time-value="PT36H30M00S"', "36:30"), ("boolean", 'office:boolean-value="true"', "WAAR"),
    ]  # fmt: skip
    cells = "".join(f'<table:table-cell office:value-type="{kind}" {value}/>' for kind, value, _shown in told)
    with zipfile.ZipFile(tmp_path / "x.ods", "w") as archive:
        archive.writestr("content.xml", ODS % f"<table:table-row>{cells}</table:table-row>".encode())
    assert pages(tmp_path / "x.ods", UPLOADED)[0].rows == [(1, [shown for *_told, shown in told])]


def test_empty_rows_do_not_count_and_more_than_a_program_has_are_refused(tmp_path: Path) -> None:
    (tmp_path / "x.csv").write_text("titel\n" + ";\n" * 1000 + "Losse tegel\n")
    assert pages(tmp_path / "x.csv", UPLOADED)[0].rows == [(1, ["titel"]), (1002, ["Losse tegel"])]
    (tmp_path / "x.csv").write_text("\n" * 1_600_000)
    with pytest.raises(BrokenFileError, match="more than 10 rows"):
        pages(tmp_path / "x.csv", replace(UPLOADED, most=2_000_000))


def test_xml_that_goes_too_deep_is_not_sound(tmp_path: Path) -> None:
    deep = b"<text:span>" * 5000 + b"x" + b"</text:span>" * 5000
    row = b"<table:table-row><table:table-cell><text:p>" + deep + b"</text:p></table:table-cell></table:table-row>"
    with zipfile.ZipFile(tmp_path / "x.ods", "w") as archive:
        archive.writestr("content.xml", ODS % row)
    with pytest.raises(BrokenFileError, match="not a sound"):
        list(pages(tmp_path / "x.ods", UPLOADED))


def test_what_is_wrong_is_told_in_the_language_of_the_page(tmp_path: Path) -> None:
    with pytest.raises(BrokenFileError) as caught:
        list(pages(tmp_path / "x.doc", UPLOADED))
    assert str(caught.value) == "This kind of file is not known. Use .csv, .xlsx, .ods."
    with override("nl"):
        assert caught.value.told == "Dit soort bestand kennen we niet. Gebruik .csv, .xlsx, .ods."


@pytest.mark.parametrize(
    ("text", "row"),
    [
        ('Titel;"Probleem (wat, wie, waar)";Aanpak\nBakfiets;Dozen bleven liggen;Rijdt rond\n', 3),
        ("Overzicht vernieuwing, Voorbeelddam, 2024\nTitel;Probleem\nBakfiets, met dozen;Dozen\n", 2),
        ("Titel\nEen, twee\nVier, vijf\n", 1),
        ("Titel\tProbleem\nLosse tegel, stoep\tx, y\n", 2),
        ('"sep=;"\nTitel;Probleem\nTegel, stoep;x\n', 2),
        ("sep=\t\nTitel\tProbleem\nTegel; stoep\tx\n", 2),
        ('Titel;Probleem\nDe "Pilot" Zeist;x\n"Pilot" wijk;y\n', 2),
        ('Titel,Probleem\n"Een;\ntwee; drie","x, y"\n', 2),
        ("Titel|Probleem, kort\nEen; twee|x, y\n", 2),
        ('Titel,"Probleem; wie; wat"\n"Fiets, de","x; y; z"\n"Boot","q; w; e"\n', 2),
        ('Titel;"Probleem, wie, wat"\n"Fiets";"x, y, z"\n', 2),
        ('Titel;Maat\nBuis;5"\nPijp;6"\n', 2),
    ],
)
def test_the_sign_between_cells_is_what_splits_all_rows_alike(tmp_path: Path, text: str, row: int) -> None:
    (tmp_path / "x.csv").write_text(text, encoding="utf-8", newline="")
    assert len(pages(tmp_path / "x.csv", UPLOADED)[0].rows[-1][1]) == row


def test_xml_of_strangers_is_parsed_in_one_place_and_read_only_in_a_bounded_process() -> None:
    source = Path(__file__).parents[2] / "src/olievlek"
    texts = {path.relative_to(source).as_posix(): path.read_text() for path in source.rglob("*.py")}
    parsers = re.compile(
        r"import (?:load_workbook|minidom|sax|iterparse|fromstring)|DefusedXMLParser\(|ElementTree as|lxml"
    )
    assert {name for name, text in texts.items() if parsers.search(text)} == {"office_files/spreadsheets/markup.py"}
    uploads = {
        name
        for name, text in texts.items()
        if re.search(r"olievlek\.office_files\.spreadsheets import[^)]*\bpages\b", text)
    }
    assert uploads == {"imports/bringing.py"}
    assert "bounded.run(pages," in texts["imports/bringing.py"]
