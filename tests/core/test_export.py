"""A list as a file: opens right where people open it, runs nothing, and never grows without end."""

import io
from collections.abc import Iterator
from datetime import UTC, date, datetime
from typing import Any

import pytest
import tablib
from django.template import Context, Template
from django.test import RequestFactory
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook

from olievlek.core import export
from olievlek.core.export import KINDS, as_typed, harmless, sheet
from olievlek.core.tables import Cell, Table

HEADS = ["Titel", "=Kop"]
LATE = datetime(2026, 3, 2, 23, 30, tzinfo=UTC)
ROWS: list[list[Any]] = [["Één; loket", 3], ["=HYPERLINK(1)", date(2026, 3, 2)], ['zei "ja", dus', None], ["-1", LATE]]


def read(kind: str, content: bytes) -> list[list[object]]:
    """What a program shows of a file."""
    if kind == "csv":
        assert content.startswith(b"\xef\xbb\xbf")
        dataset = tablib.Dataset().load(content.decode("utf-8-sig"), "csv", delimiter=";")
        return [list(dataset.headers), *[list(row) for row in dataset]]
    if kind == "xlsx":
        return [list(row) for row in load_workbook(io.BytesIO(content)).worksheets[0].iter_rows(values_only=True)]
    dataset = tablib.Dataset().load(content, "ods")
    return [list(dataset.headers), *[list(row) for row in dataset]]


@pytest.mark.parametrize("kind", KINDS)
def test_a_file_opens_with_the_same_rows_and_no_formula(kind: str) -> None:
    response = sheet(kind, "Mijn lijst", HEADS, ROWS)
    rows = read(kind, response.content)
    assert rows[0] == ["Titel", "'=Kop"]
    assert [row[0] for row in rows[1:]] == ["Één; loket", "'=HYPERLINK(1)", 'zei "ja", dus', "'-1"]
    assert str(rows[1][1]) in {"3", "3.0"}
    assert str(rows[2][1]).startswith("2026-03-02")
    assert str(rows[4][1]).startswith("2026-03-03"), "the day in the Netherlands"


@pytest.mark.parametrize("kind", KINDS)
def test_a_file_is_saved_and_not_shown(kind: str) -> None:
    response = sheet(kind, "Één lijst", ["a"], [])
    assert response["Content-Disposition"].startswith('attachment; filename="olievlek-een-lijst-20')
    assert response["Content-Disposition"].endswith(f'.{kind}"')
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Content-Type"] == export.TYPES[kind]


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r", " =", "＝"])
@pytest.mark.parametrize("kind", KINDS)
def test_what_a_program_would_run_stays_text(kind: str, start: str) -> None:
    content = sheet(kind, "x", [f"{start}cmd"], [[f"{start}cmd|' /C calc'!A0"]]).content
    for row in read(kind, content):
        assert str(row[0]).startswith("'")
    if kind == "xlsx":
        cells = load_workbook(io.BytesIO(content)).worksheets[0]["A"]
        assert {cell.data_type for cell in cells} == {"s"}


@given(st.text(alphabet=st.characters(exclude_categories=["Cs"], exclude_characters="\x00")))
def test_a_text_that_goes_out_comes_back(text: str) -> None:
    clean = export.writable(text)
    assert as_typed(harmless(text)) == as_typed(clean)


@pytest.mark.parametrize("kind", KINDS)
def test_signs_that_no_file_can_hold_are_left_out(kind: str) -> None:
    assert read(kind, sheet(kind, "x", ["a"], [["op\x07\x1b\ufffe!"]]).content)[1] == ["op!"]


@pytest.mark.parametrize("kind", KINDS)
def test_a_long_list_ends_and_says_so(kind: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(export.MOST_ROWS, kind, 3)
    asked = []

    def rows() -> Iterator[list[str]]:
        for number in range(1000):
            asked.append(number)
            yield [str(number), ""]

    told = read(kind, sheet(kind, "x", ["a", "b"], rows()).content)
    assert len(told) == 5
    assert "Hier staan alleen de eerste 3 rijen" in str(told[-1][0])
    assert len(asked) == 4


def test_a_table_of_a_page_gives_its_texts_and_the_addresses_that_lead_outside() -> None:
    table = Table(
        "x", ["Wie", "Bron"], [[Cell("Zeist", url="/organisaties/zeist/"), Cell("Bron", url="https://x.nl/")]]
    )
    assert read("csv", export.sheet_of("csv", "x", table).content) == [["Wie", "Bron"], ["Zeist", "https://x.nl/"]]


def test_the_links_keep_the_filters_and_not_the_page() -> None:
    context = Context({"request": RequestFactory().get("/praktijken/?theme=zorg&page=3")})
    html = Template('{% downloads "/praktijken/" %}').render(context)
    for kind in KINDS:
        assert f'href="/praktijken/als/{kind}/?theme=zorg"' in html
