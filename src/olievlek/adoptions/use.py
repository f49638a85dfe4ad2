"""The use of a case, as pictures and tables: the map, the sizes, the curve through time, the rows.

The day of registration is not the day of use, and before the register nothing is known: that is said, never filled in.
"""

from collections import Counter
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from itertools import groupby

from django.db.models import Count
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from olievlek.adoptions.models import Adoption
from olievlek.adoptions.models.adoption import IN_USE, INTRODUCING, NO, STOPPED
from olievlek.cases.models import Case
from olievlek.core.charts import Bar
from olievlek.core.tables import Cell, Column, Table
from olievlek.organisations.models import Organisation
from olievlek.organisations.sizes import SizeClass
from olievlek.organisations.spread_map import SpreadMap, spread

LEAST_FOR_A_CURVE = 10
FEW = 5  # users before a sentence about their sizes says anything
KINDS = {IN_USE: "brand", STOPPED: "stop", INTRODUCING: "info", NO: "warn"}


@dataclass
class Use:
    """Everything that is known about the copying of one case."""

    case: Case
    rows: list[Adoption]
    bodies_of_size: dict[str, int]

    @property
    def using(self) -> list[Adoption]:
        return [row for row in self.rows if row.stage.key == IN_USE and row.counts]

    @property
    def is_few(self) -> bool:
        """So few that the page names them at once."""
        return len(self.rows) < FEW

    @property
    def declined(self) -> int:
        """How many looked at it and decided not to."""
        return sum(1 for row in self.rows if row.stage.key == NO and row.counts)

    @property
    def learned_from(self) -> list[Adoption]:
        """Those that stopped or decided not to, and say why."""
        return [row for row in self.rows if row.stage.key in {STOPPED, NO} and row.reason]

    @cached_property
    def map(self) -> SpreadMap:
        return map_of(self.case, self.rows)

    @property
    def map_source(self) -> str:
        if not self.is_registered:
            return ""
        return _("Register of algorithms (CC0). The day of registration is not the day of use.")

    @property
    def counted(self) -> int:
        """How many are in the line."""
        return self.moments[-1][1]

    @property
    def sizes(self) -> list[Bar]:
        """Small first: users of each size class, of all bodies of that class."""
        found = Counter(row.organisation.size_class for row in self.using if row.organisation)
        return [Bar(size.label, found[size], self.bodies_of_size.get(size, 0)) for size in reversed(SizeClass)]

    @property
    def sizes_told(self) -> str:
        """One sentence that the bars say; empty when few use it."""
        if len(self.using) < FEW:
            return ""
        without = [str(bar.label) for bar in self.sizes if not bar.value]
        if not without:
            return _("It is used in all sizes.")
        return _("Nobody yet in: %(sizes)s.") % {"sizes": "; ".join(without)}

    @property
    def moments(self) -> list[tuple[date, int]]:
        """Day by day how many had it, as far as a day is known. Too few for a line: none."""
        days = sorted(day for row in self.using if (day := row.day))
        if len(days) < LEAST_FOR_A_CURVE:
            return []
        return [(day, days.index(day) + len(list(same))) for day, same in groupby(days)]

    @property
    def began(self) -> date | None:
        """The year the maker began, when that was before anything was counted."""
        return date(self.case.year, 1, 1) if self.case.year else None

    @property
    def until(self) -> date:
        return timezone.localdate()

    @property
    def is_registered(self) -> bool:
        return any(row.since_kind == Adoption.SinceKind.REGISTERED for row in self.using)

    @property
    def without_day(self) -> int:
        return sum(1 for row in self.using if not row.day)

    @property
    def years(self) -> Table:
        """The facts of the curve; years before the register are "?", not 0."""
        days = Counter(row.day.year for row in self.using if row.day)
        first, last = min(days, default=0), max(days, default=0)
        start = min(self.case.year or first, first)
        rows: list[list[Cell | str | int]] = [[str(year), "?", "?"] for year in range(start, first)]
        total = 0
        for year in range(first, last + 1):
            total += days[year]
            rows.append([str(year), days[year], total])
        heads = [Column(_("Year")), Column(_("New"), number=True), Column(_("Together"), number=True)]
        return Table(_("How many through time"), heads, rows, caption_hidden=True)

    def table(self, rows: list[Adoption] | None = None) -> Table:
        """A table of organisations: how far, how big, since when, and the source."""
        heads = [_("Organisation"), _("Stage"), _("Size"), _("Since"), _("Source")]
        shown = self.rows if rows is None else rows
        return Table(_("Who uses it"), heads, [_line(row) for row in shown], caption_hidden=True)


def use_of(case: Case) -> Use:
    """Two queries, however many use it."""
    everything = Adoption.objects.open().filter(case=case).select_related("organisation", "stage")
    rows = everything.order_by("stage__position", "since", "pk")
    sizes = Organisation.objects.bodies().exclude(size_class="").order_by()
    totals = dict(sizes.values_list("size_class").annotate(bodies=Count("pk")))
    ours = [row for row in rows if row.stage.key in KINDS]
    return Use(case, sorted(ours, key=lambda row: list(KINDS).index(row.stage.key)), totals)


def map_of(case: Case, rows: list[Adoption]) -> SpreadMap:
    """A drop where it is used, a ring where it was made, a cross where it stopped."""
    rows = [row for row in rows if row.counts]
    using = {row.organisation.code: row.day for row in rows if row.organisation and row.stage.key == IN_USE}
    stopped = [row.organisation.code for row in rows if row.organisation and row.stage.key == STOPPED]
    makers = [row.organisation.code for row in rows if row.organisation and row.role == Adoption.Role.MAKER]
    return spread(using, began=[*makers, *([case.owner.code] if case.owner else [])], stopped=stopped)


def _line(row: Adoption) -> list[Cell | str]:
    body = row.organisation
    return [
        Cell(row.name, url=body.get_absolute_url() if body else ""),
        Cell(row.stage.name, kind=KINDS.get(row.stage.key, "plain")),
        str(body.size_text) if body else _("size unknown"),
        since_told(row),
        Cell(_("Source"), url=row.source_url) if row.source_url else _("not known"),
    ]


def since_told(row: Adoption, *, reason: bool = True) -> str:
    """Since when and until when, what that day means, and what the source adds."""
    told = [_day_told(row), _("until %(day)s") % {"day": row.until} if row.until else "", row.note]
    told += [row.reason] if reason else []
    return "; ".join(part for part in told if part) or _("not known")


def _day_told(row: Adoption) -> str:
    if not row.day:
        return ""
    told = date_format(row.day, "j F Y") if len(row.since) == len("2020-01-01") else row.since
    if row.since_kind == Adoption.SinceKind.REGISTERED:
        return _("in the register since %(day)s") % {"day": told}
    return told
