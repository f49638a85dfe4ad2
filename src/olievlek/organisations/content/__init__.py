"""The committed facts about organisations, and how they get into the database. Origins: docs/data.md."""

import csv
from collections.abc import Iterator
from datetime import date
from functools import cache
from pathlib import Path

from django.db import transaction
from django.utils import timezone

from olievlek.organisations import events, merging
from olievlek.organisations.models import Kind, MailDomain, Organisation, OtherName
from olievlek.organisations.sizes import size_class
from olievlek.timeline.events import Event
from olievlek.timeline.models import Entry

HERE = Path(__file__).parent
NOT_IN_THE_FILES = {"id", "code", "demo_key", "merged_into", "merged_on"}
APART = {"mail_domain", "mail_domain_from"}
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
    _merge_gone(ids)
    _load_domains(ids)
    _load_names(ids)
    _load_neighbours(ids)
    merging.notice_missing(one.code for one in found)
    return {"organisations": Organisation.objects.bodies().count()}


def _bodies() -> Iterator[Organisation]:
    people = {row["code"]: row for row in (*rows("provinces"), *rows("municipalities"))}
    for row in rows("organisations"):
        more = people.get(row["code"], {})
        employees = _number(more, "employees_estimate")
        yield Organisation(
            **{column: value for column, value in row.items() if column not in APART},
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


def doubles() -> frozenset[str]:
    """Codes of rows that never were a body of their own: their page leads to that of the body."""
    return frozenset(row["code"] for row in rows("gone") if row["why"] == "double")


def _merge_gone(ids: dict[str, int]) -> None:
    """Merge bodies of an earlier version of the files that were doubles or have ended; a new database has none."""
    for row in rows("gone"):
        old = Organisation.objects.filter(code=row["code"], merged_into=None).first()
        if old is not None:
            into = merging.today_of(Organisation.objects.get(pk=ids[row["into"]]))
            merging.merge(old, into=into, on=_day(row["on"]), by=None)


def _day(told: str) -> date:
    return date.fromisoformat(told) if told else timezone.localdate()


def _today(ids: dict[str, int]) -> dict[str, int]:
    """The body that each code means now."""
    merged = dict(Organisation.objects.filter(merged_into__isnull=False).values_list("pk", "merged_into_id"))

    def last(pk: int) -> int:
        return last(merged[pk]) if pk in merged else pk

    return {code: last(pk) for code, pk in ids.items()}


def _load_domains(ids: dict[str, int]) -> None:
    """Domains of the files. What a person confirmed or took away stays as that person left it.

    A domain that only a register of addresses names lets nobody in before a person confirms it, and one that a newer
    register replaced no longer does.
    """
    taken_away = _with(events.DOMAIN_REMOVED)
    known, today = set(MailDomain.objects.values_list("domain", flat=True)), _today(ids)
    fresh = []
    for row in rows("organisations"):
        domain, body = row["mail_domain"], today[row["code"]]
        if domain and domain not in known and body not in taken_away:
            confirmed = timezone.now() if row["mail_domain_from"] == "website" else None
            fresh.append(MailDomain(domain=domain, organisation_id=body, confirmed_at=confirmed))
    MailDomain.objects.bulk_create(fresh)
    added = _with(events.DOMAIN_ADDED)  # before it was kept who confirmed a domain
    for row in rows("replaced_domains"):
        stale = MailDomain.objects.filter(domain=row["domain"], organisation=today[row["code"]], confirmed_by=None)
        stale.exclude(organisation__in=added).update(confirmed_at=None)


def _with(event: Event) -> set[int]:
    """The organisations to which this happened."""
    return set(Entry.objects.filter(event=event.key).order_by().values_list("about_id", flat=True))


def _load_names(ids: dict[str, int]) -> None:
    today = _today(ids)
    wanted = {
        (today[row["code"]], row["name"]): OtherName(
            organisation_id=today[row["code"]], name=row["name"], kind=row["kind"], year=_number(row, "year"),
            source=row["source"],
        )
        for row in rows("body_names")
    }  # fmt: skip
    columns = ["kind", "year", "source"]
    OtherName.objects.bulk_create(
        wanted.values(), update_conflicts=True, unique_fields=["organisation", "name"], update_fields=columns
    )


def _load_neighbours(ids: dict[str, int]) -> None:
    link = Organisation.neighbours.through
    pairs = ((row["code"], other) for row in rows("municipalities") for other in row["neighbours"].split())
    links = [link(from_organisation_id=ids[one], to_organisation_id=ids[other]) for one, other in pairs]
    link.objects.bulk_create(links, ignore_conflicts=True)
