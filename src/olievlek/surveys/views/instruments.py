"""For moderators: whether the statements of a questionnaire hang together. About the questions, not about anybody."""

from collections import Counter
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from olievlek.core.marks import moderators
from olievlek.core.page import render_page
from olievlek.core.tables import Column, Table, Text
from olievlek.surveys import reliability
from olievlek.surveys.models import Histogram, Questionnaire
from olievlek.surveys.national import ORGANISATIONS
from olievlek.vocabulary.models import List, Term

PEOPLE = 100


@dataclass(frozen=True)
class Version:
    """One version of a questionnaire. `table` is None when there are too few answers, or they are mostly of one."""

    questionnaire: Questionnaire
    table: Table | None


@moderators
@require_safe
def instruments(request: HttpRequest) -> HttpResponse:
    """Each version by itself: answers to other words are never counted together."""
    factors = {one.key: one.name for one in Term.objects.of(List.SCAN_FACTOR)}
    versions = [Version(one, _table(one, factors)) for one in Questionnaire.objects.order_by("key", "-version")]
    context = {"versions": versions, "people": PEOPLE, "organisations": ORGANISATIONS}
    return render_page(request, "surveys/instruments.html", context)


def _table(questionnaire: Questionnaire, factors: dict[str, str]) -> Table | None:
    rows = list(Histogram.objects.filter(round__questionnaire=questionnaire).select_related("round").order_by("pk"))
    people = Counter[int]()
    for row in rows:
        people[row.round.organisation_id] += row.people
    if len(people) < ORGANISATIONS or 2 * max(people.values()) > people.total() or people.total() < PEOPLE:
        return None
    names = (_("Complete answers"), _("Alpha"), _("Omega"))
    heads: list[Column | Text] = [_("Subject"), *(Column(name, number=True) for name in names)]
    sums = {key: reliability.added(row.products[key] for row in rows) for key in questionnaire.factors()}
    lines = [[factors.get(key, key), *_figures(sums[key])] for key in sums]
    return Table(_("How well the statements of a subject hang together"), heads, lines, caption_hidden=True)


def _figures(sums: list[list[int]]) -> list[str]:
    """How many in tens, alpha and omega in two decimals; from a hundred complete answers on."""
    many = sums[0][0]
    if many < PEOPLE:
        return [_("too few answers")] * 3
    matrix = reliability.covariances(sums)
    return [number_format(many // 10 * 10), *map(_decimals, (reliability.alpha(matrix), reliability.omega(matrix)))]


def _decimals(value: float | None) -> str:
    return "–" if value is None else number_format(value, 2)
