"""Cases as a file to take along, with what an import reads back."""

from collections.abc import Iterable, Iterator

from django.db.models import Prefetch
from django.http import HttpResponse
from django.utils.translation import gettext as _

from olievlek.cases.models import Case, CaseQuerySet, CaseTerm, Result
from olievlek.core import export
from olievlek.core.export import Value, fitting, sheet

THEMES = Prefetch(
    "case_terms",
    CaseTerm.objects.filter(role=CaseTerm.Role.THEME).select_related("term").order_by("pk"),
    to_attr="theme_links",
)
RESULTS = Prefetch("results", Result.objects.order_by("position"))


def sheet_of_cases(kind: str, name: str, cases: CaseQuerySet) -> HttpResponse:
    """Cases with what an import reads back; who may see it only where it is not everyone."""
    heads = [
        _("Title"), _("Organisation"), _("Kind"), _("Theme"), _("In one sentence"), _("Problem"),
        _("What was done"), _("Result"), _("Year"), _("Licence"), _("Source"), _("Who sees it"), _("Address"),
    ]  # fmt: skip
    found = fitting(kind, cases.select_related("kind", "owner").prefetch_related(THEMES, RESULTS))
    return sheet(kind, name, heads, _case_rows(found))


def _case_rows(cases: Iterable[Case]) -> Iterator[list[Value]]:
    for case in cases:
        yield [
            case.called,
            case.owner.name if case.owner else case.owner_text,
            case.kind.name,
            "; ".join(link.term.name for link in case.theme_links),  # type: ignore[attr-defined]  # THEMES fetches it
            case.summary,
            case.problem,
            case.done or case.description,
            "\n".join(str(result) for result in case.results.all()),
            case.year,
            case.licence,
            case.source_url or case.source_name,
            case.visibility.label,
            export.address(case.get_absolute_url()),
        ]
