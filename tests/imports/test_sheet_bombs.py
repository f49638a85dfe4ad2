"""Small files that grow: each is refused, or read, within a memory that is measured and a limit that is set.

Each is read in a process of its own, with the limit on memory that the product sets; the figures are of that process.
"""

import io
import json
import os
import subprocess
import sys
import zipfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from olievlek.imports import bringing
from olievlek.imports.bringing import PROCESS
from olievlek.office_files.spreadsheets import BrokenFileError
from tests.factories.sheet_files import open_document, raw_book, separated, text_cell
from tests.figures import say

pytestmark = pytest.mark.slow
MOST = 150  # megabytes on top of what reading a sheet of one row takes

READ = """
import json, re, signal, sys
from pathlib import Path
from olievlek.core import bounded
from olievlek.imports.bringing import BOUNDS, PROCESS
from olievlek.office_files.spreadsheets import BrokenFileError, pages
bounded._limit(PROCESS)
signal.alarm(0)  # the clock of a busy machine
try:
    told = f"{sum(len(page.rows) for page in pages(Path(sys.argv[1]), BOUNDS))} rows"
except BrokenFileError as error:
    told = str(error)
except MemoryError:
    told = "no memory"
most = re.search(r"VmHWM:\\s+(\\d+)", Path("/proc/self/status").read_text()).group(1)
print(json.dumps([told, int(most) / 1000]))
"""
BLIND = """
from olievlek.office_files.spreadsheets.bounds import Budget
Budget.write = Budget.fill = lambda *_given: None
"""


def content(inner: str) -> str:
    return f'<table:table table:name="x">{inner}</table:table>'


def cell(inner: str, given: str = "") -> str:
    return f"<table:table-cell {given}><text:p>{inner}</text:p></table:table-cell>"


def row(inner: str, given: str = "") -> str:
    return f"<table:table-row {given}>{inner}</table:table-row>"


def behind_a_comment(entities: bool) -> bytes:
    """A document type after six megabytes of remark, out of sight of who looks at the beginning."""
    grow = "".join(f'<!ENTITY e{level} "{f"&e{level - 1};" * 10}">' for level in range(1, 9))
    doctype = f'<!DOCTYPE x [<!ENTITY e0 "{"a" * 1000}">{grow if entities else ""}]>'
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        told = f"<!--{' ' * 6_000_000}-->{doctype}<a>&e{8 if entities else 0};</a>"
        archive.writestr("content.xml", told)
        archive.writestr("xl/workbook.xml", told)
    return out.getvalue()


def many_sheets() -> bytes:
    whole = raw_book(f'<row r="1">{text_cell("A1", "x" * 30_000)}</row>' * 500)
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(whole)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            told = old.read(name)
            if name == "xl/workbook.xml":
                one = b'<sheet name="Blad1" sheetId="1" r:id="r1"/>'
                told = told.replace(one, one * 5000)
            new.writestr(name, told)
    return out.getvalue()


def zeros() -> bytes:
    """Twice what may be unpacked, in a part that says it is small."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("content.xml", b" " * 100_000_000)
    told = out.getvalue()
    return told.replace((100_000_000).to_bytes(4, "little"), (1000).to_bytes(4, "little"))


BOMBS: dict[str, tuple[str, Callable[[], bytes]]] = {
    "spaces in one cell": ("ods", lambda: open_document(content(row(cell('<text:s text:c="2000000"/>' * 250))))),
    "spaces in many cells": (
        "ods", lambda: open_document(content(row(cell('x<text:s text:c="90000"/>') * 40) * 5000))
    ),
    "spaces in cells and rows that repeat": (
        "ods",
        lambda: open_document(content(row(
            cell('x<text:s text:c="90000"/>', 'table:number-columns-repeated="16384"'),
            'table:number-rows-repeated="1048576"',
        ) * 3)),
    ),
    "cells that repeat": (
        "ods", lambda: open_document(content(row(cell("x", 'table:number-columns-repeated="999999999"')) * 200_000))
    ),
    "rows that repeat": (
        "ods", lambda: open_document(content(row(cell("x" * 1000), 'table:number-rows-repeated="99999999999"') * 5000))
    ),
    "a table in a table": (
        "ods", lambda: open_document(content(row(cell("x") + content(row(cell("y")) * 9)) * 200_000))
    ),
    "elements without end": ("ods", lambda: open_document(content(row(cell("<text:span/>" * 4_000_000))))),
    "links without end": (
        "ods", lambda: open_document(content(row(cell('<text:a xlink:href="https://x.nl/"/>x')) * 300_000))
    ),
    "a cell of forty megabytes": ("ods", lambda: open_document(content(row(cell("x" * 40_000_000))))),
    "a name of forty megabytes": ("ods", lambda: open_document(f'<table:table table:name="{"x" * 40_000_000}"/>')),
    "entities behind a remark": ("ods", lambda: behind_a_comment(True)),
    "a document type behind a remark, XLSX": ("xlsx", lambda: behind_a_comment(False)),
    "a part that lies about its size": ("ods", zeros),
    "shared texts": (
        "xlsx", lambda: raw_book("", texts="<si><t>x</t></si>" * 2_500_000)
    ),
    "one shared text, pointed to": (
        "xlsx",
        lambda: raw_book(
            ("<row>" + '<c t="s"><v>0</v></c>' * 40 + "</row>") * 5000,
            texts=f"<si><t>{'x' * 90_000}</t></si>",
        ),
    ),
    "a shared text in pieces": ("xlsx", lambda: raw_book("", texts=f"<si>{'<r><t>xy</t></r>' * 2_500_000}</si>")),
    "sheets that are one": ("xlsx", many_sheets),
    "styles": ("xlsx", lambda: raw_book("", styles=f"<cellXfs>{'<xf/>' * 8_000_000}</cellXfs>")),
    "formats": ("xlsx", lambda: raw_book(
        "", styles="".join(f'<numFmt numFmtId="{number}" formatCode="{"0" * 250}"/>' for number in range(150_000))
    )),
    "a format that is slow": ("xlsx", lambda: raw_book(
        "<row>" + '<c s="0"><v>1.5</v></c>' * 1000 + "</row>",
        styles=f'<numFmts><numFmt numFmtId="200" formatCode="{"0" * 149}.{"0" * 150}"/></numFmts>'
        '<cellXfs><xf numFmtId="200"/></cellXfs>',
    )),
    "merged cells over everything": ("xlsx", lambda: raw_book(
        "".join(f'<row r="{at}">{text_cell(f"A{at}", "x" * 200)}</row>' for at in range(1, 500)),
        after="<mergeCells>" + '<mergeCell ref="A1:XFD1048576"/>' * 900_000 + "</mergeCells>",
    )),
    "merged cells of a long text": ("xlsx", lambda: raw_book(
        f'<row r="1">{"".join(text_cell(f"{letter}1", "x" * 90_000) for letter in "ABCDEFGHIJKLMNOP")}</row>'
        + "".join(f'<row r="{at}">{text_cell(f"Z{at}", "y")}</row>' for at in range(2, 500)),
        after="<mergeCells>" + "".join(f'<mergeCell ref="{letter}1:{letter}500"/>' for letter in "ABCDEFGHIJKLMNOP")
        + "</mergeCells>",
    )),
    "cells far away": ("xlsx", lambda: raw_book("".join(
        f'<row r="{at}"><c r="XFD{at}"><v>1</v></c></row>' for at in range(1, 400_000)
    ))),
    "a number of a million figures": ("xlsx", lambda: raw_book(f"<row><c><v>{'9' * 1_000_000}</v></c></row>")),
    "XML that goes deep": ("xlsx", lambda: raw_book("<row>" * 1_000_000)),
    "one gigantic cell": ("csv", lambda: b"Titel\n" + b'"' + b"x;\n" * 1_600_000 + b'"'),
    "columns without end": ("csv", lambda: b"Titel\n" + b";" * 4_900_000),
    "rows without end": ("csv", lambda: b"\n" * 4_900_000),
    "filled cells without end": ("csv", lambda: b"Titel\n" + b"x;x\n" * 1_200_000),
    "signs to choose from": ("csv", lambda: separated([["a,b;c|d\te"] * 40] * 10_000)),
}  # fmt: skip


def read(path: Path, code: str = READ) -> tuple[str, float]:
    """What came of it, and the most megabytes that the process held."""
    given = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path), "DJANGO_SETTINGS_MODULE": "tests.settings"}
    command = [sys.executable, "-c", "import django; django.setup()\n" + code, str(path)]
    done = subprocess.run(command, env=given, capture_output=True, text=True, timeout=90, check=False)
    assert done.returncode == 0, (done.returncode, done.stderr[-2000:])
    told, most = json.loads(done.stdout)
    return told, most


@pytest.fixture(scope="module")
def usual(tmp_path_factory: pytest.TempPathFactory) -> float:
    path = tmp_path_factory.mktemp("usual") / "x.xlsx"
    path.write_bytes(raw_book(f"<row>{text_cell('A1', 'Titel')}</row>"))
    told, most = read(path)
    assert told == "1 rows"
    return most


@pytest.mark.turns(3)
@pytest.mark.parametrize("name", BOMBS)
def test_a_small_file_does_not_become_a_large_one(name: str, tmp_path: Path, usual: float) -> None:
    kind, write = BOMBS[name]
    path = tmp_path / f"x.{kind}"
    path.write_bytes(write())
    assert path.stat().st_size < 5_000_000, "as large as somebody may send"
    told, most = read(path)
    words = (
        "{files} files made to grow, each read in its own process: at most {max_more:.0f} MB more than a usual sheet"
    )
    say(words, files=1, max_more=max(most - usual, 0))
    assert most - usual < MOST, told
    assert told != "no memory", "the budget should refuse it before the limit does"


def test_without_the_budget_the_same_files_take_all_they_can(tmp_path: Path, usual: float) -> None:
    """The control: count nothing, and the limit on memory is what is left."""
    path = tmp_path / "x.ods"
    path.write_bytes(BOMBS["spaces in one cell"][1]())
    told, most = read(path, BLIND + READ)
    say("control: without the budget one of them takes {max_more:.0f} MB, until the limit", max_more=most - usual)
    assert told == "no memory"
    assert most - usual > MOST


def test_what_the_limit_ends_is_told_in_plain_words(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bringing, "PROCESS", replace(PROCESS, memory=20_000_000))
    with pytest.raises(BrokenFileError, match="more memory or time than one file may take"):
        bringing.load(SimpleUploadedFile("x.csv", BOMBS["columns without end"][1]()))
    assert PROCESS.memory <= 250_000_000
