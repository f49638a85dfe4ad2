"""The study of ten municipalities, counted from its cases."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from olievlek.core.charts import Bar
from olievlek.core.marks import public
from olievlek.core.page import render_page
from olievlek.core.tables import Cell, Column, Table
from olievlek.library import study as counted
from olievlek.organisations.sizes import SizeClass


@public
@require_safe
def study(request: HttpRequest) -> HttpResponse:
    found = counted.study()
    concluded, bias = counted.conclusions()
    context = {"study": found, "conclusions": concluded, "bias": bias, **(_counts(found) if found.cases else {})}
    return render_page(request, "library/study.html", context)


def _counts(found: counted.Study) -> dict[str, Any]:
    total = len(found.cases)
    return {
        "sizes": [Bar(SizeClass(size).label, len(found_in), total) for size, found_in in found.by_size().items()],
        "origins": found.bars(found.origins()),
        "initiative": found.bars(found.initiative()),
        "help": found.bars(found.help()),
        "strategy": found.bars(found.strategy()),
        "drive": found.bars(found.drive()),
        "factors": _factors(found),
        "both_sides": [factor.name for factor in found.factors() if factor.is_on_both_sides],
    }


def _factors(found: counted.Study) -> Table:
    sides = [Column(name, number=True) for name in (_("Drives"), _("Helps"), _("Hinders"))]
    rows = [[Cell(one.name), *(_cell(one.sides[side]) for side in counted.SIDES)] for one in found.factors()]
    return Table(_("What drives, helps and hinders"), [Column(_("Factor")), *sides], rows)


def _cell(letters: list[str]) -> Cell:
    return Cell(f"{len(letters)} ({', '.join(letters)})" if letters else "0")
