"""The result of a closed round: on a page, and the same figures as a file."""

from collections.abc import Iterator, Sequence
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from olievlek.core.documents import KINDS, MOST_KILOBYTES, paper
from olievlek.core.export import Value, sheet
from olievlek.core.marks import members
from olievlek.core.page import render_page
from olievlek.core.text import apart
from olievlek.organisations.models import Organisation
from olievlek.scan.profile import Profile, means_of, whole
from olievlek.scan.report import SUGGESTIONS, board, full, plan_of
from olievlek.surveys.models import Cell, Round
from olievlek.vocabulary.models import Term
from olievlek.vocabulary.suggest import Suggestion, suggest

REPORTS = {"bestuur": board, "volledig": full}


def result(request: HttpRequest, round_: Round, *, coordinates: bool) -> HttpResponse:
    profile = Profile(round_)
    context = {
        "round": round_,
        "profile": profile,
        "coordinates": coordinates,
        "steps": [_step(line, round_.organisation) for line in profile.weakest_first],
        "hidden_layers": ", ".join(str(part.name) for part in profile.layers if part.people is None),
        "layers_table": profile.parts_table(profile.layers, _("The layers beside each other")),
        "departments_table": profile.parts_table(profile.departments, _("The departments beside each other")),
        "tasks": plan_of(round_),
        "earlier": plan_of(profile.previous) if profile.previous else [],
        "strongest": profile.statements(strongest=True),
        "weakest": profile.statements(strongest=False),
        "papers": KINDS,
        "kilobytes": MOST_KILOBYTES,
    }
    return render_page(request, "scan/result.html", context)


def _step(line: Any, organisation: Organisation) -> dict[str, Any]:
    """The advice of the level, and who to copy from."""
    found: list[Suggestion] = suggest(line.factor.key, organisation, limit=SUGGESTIONS)
    return {"line": line, "suggestions": found}


@members
@require_safe
def figures(request: HttpRequest, code: str, kind: str) -> HttpResponse:
    """Every cell that could be asked for, from the same frozen rows as the page; hidden ones say so."""
    round_ = _closed(request, code)
    profile = Profile(round_)
    factors = [line.factor for line in profile.lines]
    heads = [_("Layer"), _("Department"), _("People"), *(factor.name for factor in factors)]
    name = _("Scan of %(name)s") % {"name": apart(round_.organisation.called)}
    return sheet(kind, name, heads, _rows(round_, factors))


@members
@require_safe
def report(request: HttpRequest, code: str, which: str, kind: str) -> HttpResponse:
    """One page for the board, or the whole result, to read or to change; made of the same rows as the page."""
    make = REPORTS.get(which)
    if make is None:
        raise Http404
    return paper(kind, make(Profile(_closed(request, code))))


def _closed(request: HttpRequest, code: str) -> Round:
    rounds = Round.objects.closed().visible_to(request.user).filter(questionnaire__key="innovation_scan")
    return get_object_or_404(rounds.select_related("questionnaire", "organisation"), code=code)


def _rows(round_: Round, factors: Sequence[Term]) -> Iterator[list[Value]]:
    few, everyone = _("too few answers"), _("everyone")
    groups = {group.key: str(group.name) for group in round_.groups}
    for cell in Cell.objects.filter(round=round_).select_related("department").order_by("pk"):
        means = means_of(cell)
        told: list[Value] = [whole(means[one.key]) if one.key in means else few for one in factors]
        department = cell.department.name if cell.department else everyone
        people = few if cell.people is None else cell.people
        yield [groups.get(cell.layer, everyone), department, people, *told]
