"""The committed facts about organisations, and how they get into the database. Origins: docs/data.md."""

import csv
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from django.db import transaction

from olievlek.organisations import merging
from olievlek.organisations.models import Kind, MailDomain, Organisation
from olievlek.organisations.sizes import size_class

HERE = Path(__file__).parent
NOT_IN_THE_FILES = {"id", "code", "demo_key", "merged_into", "merged_on"}
Row = dict[str, str]


@cache
def rows(name: str) -> tuple[Row, ...]:
    """The rows of one file of this folder."""
    with (HERE / f"{name}.csv").open(encoding="utf-8", newline="") as handle:
        return tuple(csv.DictReader(handle))


@transaction.atomic
def load() -> dict[str, int]:
    """Bring all organisations in line with the files; twice changes nothing. Answers how many there are.

    What the files name no more stays, and is shown to the moderators: it may have merged.
    """
    found = [*_bodies(), *_study()]
    columns = [one.name for one in Organisation._meta.concrete_fields if one.name not in NOT_IN_THE_FILES]
    Organisation.objects.bulk_create(found, update_conflicts=True, unique_fields=["code"], update_fields=columns)
    ids = dict(Organisation.objects.values_list("code", "pk"))
    _load_domains(ids)
    _load_neighbours(ids)
    merging.notice_missing(one.code for one in found)
    return {"organisations": Organisation.objects.bodies().count()}


def _bodies() -> Iterator[Organisation]:
    people = {row["code"]: row for row in (*rows("provinces"), *rows("municipalities"))}
    for row in rows("organisations"):
        more = people.get(row["code"], {})
        employees = _number(more, "employees_estimate")
        yield Organisation(
            **{column: value for column, value in row.items() if column != "mail_domain"},
            population=_number(more, "population"),
            urbanity=_number(more, "urbanity"),
            latitude=float(more["latitude"]) if "latitude" in more else None,
            longitude=float(more["longitude"]) if "longitude" in more else None,
            employees_estimate=employees,
            size_class=size_class(employees),
        )


def _study() -> Iterator[Organisation]:
    for row in rows("study"):
        name = f"Gemeente {row['study_key']}"
        yield Organisation(
            **row, slug=name.lower().replace(" ", "-"), name=name, kind=Kind.STUDY, size_is_estimate=False
        )


def _number(row: Row, column: str) -> int | None:
    return int(row[column]) if row.get(column) else None


def _load_domains(ids: dict[str, int]) -> None:
    merged = dict(Organisation.objects.filter(merged_into__isnull=False).values_list("pk", "merged_into_id"))
    wanted = [
        MailDomain(domain=row["mail_domain"], organisation_id=merged.get(ids[row["code"]], ids[row["code"]]))
        for row in rows("organisations")
        if row["mail_domain"]
    ]
    MailDomain.objects.bulk_create(
        wanted, update_conflicts=True, unique_fields=["domain"], update_fields=["organisation"]
    )


def _load_neighbours(ids: dict[str, int]) -> None:
    link = Organisation.neighbours.through
    pairs = ((row["code"], other) for row in rows("municipalities") for other in row["neighbours"].split())
    links = [link(from_organisation_id=ids[one], to_organisation_id=ids[other]) for one, other in pairs]
    link.objects.bulk_create(links, ignore_conflicts=True)
