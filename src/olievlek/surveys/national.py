"""From organisations to the country, twice a year: what may be shown over them, and what each is compared with.

The rules are R2 and R16 of ADR 0011: only with consent, each organisation once, released means only, itself left out.
The same auditor as inside an organisation decides, with organisations in the place of people: over everything frozen so
far nobody can derive fewer than three of them, and a participant with their own figures can derive no single other.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from math import floor
from statistics import quantiles

from django.db import transaction
from django.utils import timezone

from olievlek.core.rows.locks import locked
from olievlek.organisations.sizes import SizeClass
from olievlek.surveys import histograms
from olievlek.surveys.auditor import Auditor
from olievlek.surveys.models import Benchmark, Cell, ComparisonConsent, Histogram, Picture, Questionnaire, Round
from olievlek.surveys.models.national import Counts
from olievlek.surveys.scores import DISTRIBUTION_FROM

ORGANISATIONS = 3
INSIDER = 2
OTHERS = 5
STEP = 5
COUNTS_FOR = timedelta(days=730)
ALL_SIZES = ""

Group = frozenset[int]


@dataclass(frozen=True)
class Member:
    """An organisation that takes part, with its newest closed round."""

    organisation: int
    round: Round
    people: int
    means: dict[str, float]
    counts: Counts


def half_year(day: date) -> date:
    """The first day of the half year of a day."""
    return date(day.year, 7 if day.month > 6 else 1, 1)


def next_half_year(day: date) -> date:
    """The first day of the half year after that of a day: when the next pictures are made."""
    return date(day.year, 7, 1) if day.month < 7 else date(day.year + 1, 1, 1)


def freeze_due() -> int:
    """Freeze this half year for every version of the questions, where that was not done; how many pictures."""
    histograms.write_missing()
    as_of = half_year(timezone.localdate())
    return sum(len(freeze(one, as_of=as_of)) for one in Questionnaire.objects.order_by("pk"))


@transaction.atomic
def freeze(questionnaire: Questionnaire, *, as_of: date) -> list[Picture]:
    """Make the pictures of a half year, and what each organisation is compared with. Twice changes nothing."""
    locked(questionnaire)
    if Picture.objects.filter(questionnaire=questionnaire, as_of__gte=as_of).exists():
        return []
    members = members_of(questionnaire, as_of)
    groups = {size: [one for one in members if size in (ALL_SIZES, one.round.size_class)] for size in _sizes()}
    shown = _may_be_shown(questionnaire, groups)
    pictures = [_picture(questionnaire, as_of, size, groups[size] if size in shown else []) for size in groups]
    Picture.objects.bulk_create(pictures)
    Benchmark.objects.bulk_create(_benchmarks({one.size_class: one for one in pictures}, groups))
    return pictures


def _sizes() -> list[str]:
    return [ALL_SIZES, *SizeClass.values]


def members_of(questionnaire: Questionnaire, as_of: date) -> list[Member]:
    """Organisations with consent on that day, by their newest round of the last two years.

    An organisation of which a factor is hidden stays away, so that each figure goes over the same organisations.
    """
    said_yes = ComparisonConsent.objects.standing().filter(instrument=questionnaire.key, given_at__date__lt=as_of)
    rounds = Round.objects.closed().filter(
        questionnaire=questionnaire, organisation__in=said_yes.values("organisation"),
        closed_at__date__lt=as_of, closed_at__date__gte=as_of - COUNTS_FOR,
    )  # fmt: skip
    newest = {one.organisation_id: one for one in rounds.order_by("closed_at", "pk")}
    by_number = {one.pk: one for one in newest.values()}
    parts = {one.round_id: one for one in Histogram.objects.filter(round__in=by_number)}
    cells = Cell.objects.released().filter(round__in=by_number, layer="", department=None)
    factors = set(questionnaire.items.order_by("position").values_list("factor__key", flat=True))
    found = []
    for cell in cells.order_by("pk"):
        means = {key: told["mean"] for key, told in cell.figures["factors"].items() if "mean" in told}
        part, round_ = parts.get(cell.round_id), by_number[cell.round_id]
        if part is not None and means.keys() == factors:
            found.append(Member(round_.organisation_id, round_, part.people, means, part.counts))
    return found


def _may_be_shown(questionnaire: Questionnaire, groups: dict[str, list[Member]]) -> set[str]:
    """The sizes of which a picture may be shown, given all that ever were. No part is shown without the whole."""
    before = Picture.objects.released().filter(questionnaire__key=questionnaire.key).order_by("as_of", "pk")
    earlier = [frozenset(members) for members in before.values_list("members", flat=True)]
    wide = {size: frozenset(one.organisation for one in group) for size, group in groups.items() if _is_wide(group)}
    shown = set(released(wide, shown=earlier))
    return shown if ALL_SIZES in shown else set()


def _is_wide(group: Sequence[Member]) -> bool:
    """R2: three organisations or more, none with over half of the answers, and ten people."""
    people = [one.people for one in group]
    return len(group) >= ORGANISATIONS and 2 * max(people) <= sum(people) and sum(people) >= DISTRIBUTION_FROM


def released(cells: dict[str, Group], *, shown: Iterable[Group]) -> list[str]:
    """Sets of organisations that may be shown: as seen from outside, and by each participating organisation."""
    before = list(shown)
    everybody: Group = frozenset[int]().union(*before, *cells.values())
    watchers: dict[int | None, Auditor] = {None: Auditor(sorted(everybody), k=ORGANISATIONS)}
    watchers |= {one: Auditor(sorted(everybody - {one}), k=INSIDER) for one in sorted(everybody)}
    for group in before:
        for who, auditor in watchers.items():
            auditor.publish(group - {who})
    chosen = []
    for name, group in cells.items():
        if all(auditor.may_publish(group - {who}) for who, auditor in watchers.items()):
            chosen.append(name)
            for who, auditor in watchers.items():
                auditor.publish(group - {who})
    return chosen


def _picture(questionnaire: Questionnaire, as_of: date, size: str, group: Sequence[Member]) -> Picture:
    """A frozen row; of an empty group it holds nothing, also not how many there were."""
    row = Picture(questionnaire=questionnaire, as_of=as_of, size_class=size)
    if group:
        days = [timezone.localdate(one.round.closed_at) for one in group]
        row.organisations, row.people = len(group), sum(one.people for one in group)
        row.first_day, row.last_day = min(days), max(days)
        row.members = sorted(one.organisation for one in group)
        row.rounds = sorted(one.round.pk for one in group)
        row.counts = _counts(group)
        row.quartiles = quartiles(group) if len(group) >= OTHERS else {}
    return row


def _counts(group: Sequence[Member]) -> Counts:
    """Of each statement the exact sum, where ten people answered it and no organisation gave over half (R2, R10)."""
    found = {}
    for item, numbers in histograms.added(one.counts for one in group).items():
        largest = max(histograms.known(one.counts[item]) for one in group)
        given = histograms.known(numbers)
        if given >= DISTRIBUTION_FROM and 2 * largest <= given:
            found[item] = numbers
    return found


def quartiles(group: Iterable[Member]) -> dict[str, list[int]]:
    """Per factor: a quarter of the organisations is lower, the middle one, a quarter is higher; in steps of five."""
    means: dict[str, list[float]] = defaultdict(list)
    for one in group:
        for factor, mean in one.means.items():
            means[factor].append(mean)
    return {
        factor: [in_fives(value) for value in quantiles(values, n=4, method="inclusive")]
        for factor, values in means.items()
    }


def in_fives(value: float) -> int:
    """R16: a half goes up."""
    return floor(value / STEP + 0.5) * STEP


def _benchmarks(pictures: dict[str, Picture], groups: dict[str, list[Member]]) -> list[Benchmark]:
    """For each member: the others of its size when there are five, else of all sizes, else nothing."""
    found = []
    for member in groups[ALL_SIZES]:
        for size in (member.round.size_class, ALL_SIZES):
            others = [one for one in groups[size] if one.organisation != member.organisation]
            if pictures[size].organisations is not None and len(others) >= OTHERS:
                row = Benchmark(picture=pictures[size], organisation_id=member.organisation)
                row.others, row.quartiles = len(others), quartiles(others)
                found.append(row)
                break
    return found
