"""The result of a closed round: on a page, and the same figures as a file."""

import csv
from collections.abc import Iterator
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from olievlek.core.marks import members
from olievlek.core.page import render_page
from olievlek.organisations.models import Organisation
from olievlek.scan.profile import Profile
from olievlek.surveys.models import Cell, Round
from olievlek.vocabulary.suggest import Suggestion, suggest

DANGEROUS = ("=", "+", "-", "@", "\t", "\r")
SUGGESTIONS = 2


def result(request: HttpRequest, round_: Round, *, coordinates: bool) -> HttpResponse:
    profile = Profile(round_)
    context = {
        "round": round_,
        "profile": profile,
        "coordinates": coordinates,
        "steps": [_step(line, round_.organisation) for line in profile.weakest_first],
        "layers_table": profile.parts_table(profile.layers, _("The layers beside each other")),
        "departments_table": profile.parts_table(profile.departments, _("The departments beside each other")),
        "strongest": profile.statements(strongest=True),
        "weakest": profile.statements(strongest=False),
    }
    return render_page(request, "scan/result.html", context)


def _step(line: Any, organisation: Organisation) -> dict[str, Any]:
    """The advice of the level, and who to copy from."""
    found: list[Suggestion] = suggest(line.factor.key, organisation, limit=SUGGESTIONS)
    return {"line": line, "suggestions": found}


@members
@require_safe
def figures(request: HttpRequest, code: str) -> HttpResponse:
    """Every cell that could be asked for, from the same frozen rows as the page; hidden ones say so."""
    rounds = Round.objects.closed().visible_to(request.user).filter(questionnaire__key="innovation_scan")
    round_ = get_object_or_404(rounds.select_related("questionnaire"), code=code)
    response = HttpResponse(content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="scan-{round_.code}.csv"'
    writer = csv.writer(response)
    for row in _rows(round_):
        writer.writerow([_harmless(value) for value in row])
    return response


def _rows(round_: Round) -> Iterator[list[Any]]:
    profile, few = Profile(round_), _("too few answers")
    factors = [line.factor for line in profile.lines]
    groups = {group.key: str(group.name) for group in round_.groups}
    yield [_("Layer"), _("Department"), _("People"), *(factor.name for factor in factors)]
    for cell in Cell.objects.filter(round=round_).select_related("department").order_by("pk"):
        told = cell.figures.get("factors", {})
        means = [told.get(factor.key, {}).get("mean", few) for factor in factors]
        everyone = _("everyone")
        department = cell.department.name if cell.department else everyone
        yield [groups.get(cell.layer, everyone), department, few if cell.people is None else cell.people, *means]


def _harmless(value: Any) -> Any:
    """A spreadsheet must not take a name for a formula."""
    return f"'{value}" if isinstance(value, str) and value.startswith(DANGEROUS) else value
