"""Spreadsheets as people bring them."""

import csv
import io
import uuid
from typing import Any

import tablib
from django.core.files.uploadedfile import SimpleUploadedFile
from openpyxl import Workbook

from olievlek.imports import actions, bringing
from olievlek.imports.columns import guessed
from olievlek.imports.models import SheetImport
from olievlek.organisations.models import Membership
from olievlek.vocabulary.models import List
from tests.factories.library import word
from tests.factories.organisations import make_membership

HEAD = ["Titel", "Aanleiding", "Wat hebben we gedaan", "Resultaten", "Thema", "Jaar", "Contactpersoon"]
Rows = list[list[Any]]


def a_row(title: str = "Losse tegel melden", **given: Any) -> list[Any]:
    told = {"problem": "Wij wisten niet waar.", "done": "Een foto en de plek.", "results": "Sneller", "theme": ""}
    given = {**told, "year": 2024, "contact": "Noor", **given}
    return [title, *given.values()]


def as_csv(rows: Rows, *, encoding: str = "utf-8-sig") -> bytes:
    out = io.StringIO(newline="")
    csv.writer(out, delimiter=";").writerows(rows)
    return out.getvalue().encode(encoding)


def as_xlsx(rows: Rows) -> bytes:
    book, out = Workbook(), io.BytesIO()
    assert book.active
    for row in rows:
        book.active.append(row)
    book.save(out)
    return out.getvalue()


def as_ods(rows: Rows) -> bytes:
    written: bytes = tablib.Dataset(*rows[1:], headers=rows[0]).export("ods")
    return written


def a_file(rows: Rows | None = None, kind: str = "csv", name: str = "lijst") -> SimpleUploadedFile:
    """What a browser sends."""
    written = {"csv": as_csv, "xlsx": as_xlsx, "ods": as_ods}[kind]([HEAD, a_row()] if rows is None else rows)
    return SimpleUploadedFile(f"{name}.{kind}", written)


def bring(rows: Rows | None = None, member: Membership | None = None, kind: str = "csv") -> SheetImport:
    """A sheet with its columns guessed, not taken in yet."""
    member = member or make_membership()
    word(List.CASE_KIND, "practice")
    loaded = bringing.load(a_file(rows, kind))
    return actions.bring_sheet(
        loaded, name=f"lijst.{kind}", meant=guessed(loaded.columns, loaded.lines), organisation=member.organisation,
        once=uuid.uuid4(), by=member.user,
    )  # fmt: skip


def lines_of(response: Any) -> list[dict[str, str]]:
    """The rows of an answer, by the heads, as a program would show them."""
    assert response.status_code == 200, response
    kind = response["Content-Disposition"].rpartition(".")[2].strip('"')
    if kind == "csv":
        return list(csv.DictReader(io.StringIO(response.content.decode("utf-8-sig")), delimiter=";"))
    told = tablib.Dataset().load(response.content, kind)
    return [{head: str(value) for head, value in row.items()} for row in told.dict]
