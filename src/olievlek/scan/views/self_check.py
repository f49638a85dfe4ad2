"""The quick self-check: for one person, kept in no table. The answers travel between the browser and us,
and stand only in the page itself."""

from typing import Any

from django.http import HttpRequest, HttpResponse

from olievlek.core.marks import public
from olievlek.core.page import render_page
from olievlek.core.views import posted, show_and_send
from olievlek.scan.content import told
from olievlek.scan.levels import level_of
from olievlek.surveys import scores
from olievlek.surveys.forms import PageForm
from olievlek.surveys.models import Item, Questionnaire
from olievlek.surveys.statements import asked
from olievlek.vocabulary.models import Term
from olievlek.vocabulary.suggest import suggest

SCAN = "innovation_scan"
SUGGESTIONS = 2


@public
@show_and_send
def self_check(request: HttpRequest) -> HttpResponse:
    """All statements on one page; sending them shows the profile, and nothing is written."""
    newest = Questionnaire.objects.newest(SCAN)
    factors: dict[Term, list[Item]] = {}
    for item in newest.items.select_related("factor").order_by("position"):
        factors.setdefault(item.factor, []).append(item)
    form = PageForm([item for items in factors.values() for item in items], posted(request))
    values = form.values if request.method == "POST" and form.is_valid() else {}
    if values:
        lines = [
            _line(factor, scores.factor_score(values, [one.key for one in items])) for factor, items in factors.items()
        ]
        lines.sort(key=lambda line: (line["mean"] is None, line["mean"]))
        return render_page(request, "scan/self_check_result.html", {"lines": lines})
    parts = [(factor, [asked(item, {}) for item in items]) for factor, items in factors.items()]
    wrong = request.method == "POST"
    return render_page(request, "scan/self_check.html", {"parts": parts, "wrong": wrong}, status=422 if wrong else 200)


def _line(factor: Term, mean: float | None) -> dict[str, Any]:
    """One factor of the personal profile, with the advice of its level."""
    if mean is None:
        return {"factor": factor, "mean": None}
    level = level_of(mean)
    return {
        "factor": factor,
        "mean": mean,
        "x": f"{mean:.1f}%",
        "level": level,
        "advice": told(factor.key, level.key),
        "suggestions": suggest(factor.key, limit=SUGGESTIONS),
    }
