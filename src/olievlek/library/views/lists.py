"""The lists of the library to take along, each with what its page shows to this person."""

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from olievlek.adoptions.counts import most_used
from olievlek.cases.lists import sheet_of_cases
from olievlek.cases.models import Case
from olievlek.core import export
from olievlek.core.export import Value, sheet
from olievlek.core.marks import members, public
from olievlek.library.forms import FilterForm
from olievlek.library.views.ours import cases_of
from olievlek.library.views.themes import cases_about, theme_counts, theme_of
from olievlek.organisations.acting import acting_for
from olievlek.vocabulary.models import Term


@public
@require_safe
def cases_sheet(request: HttpRequest, kind: str) -> HttpResponse:
    """Filtered and ordered as the page is."""
    return sheet_of_cases(kind, _("Examples"), FilterForm(request.GET).apply(Case.objects.visible_to(request.user)))


@public
@require_safe
def theme_sheet(request: HttpRequest, key: str, kind: str) -> HttpResponse:
    theme = theme_of(key)
    return sheet_of_cases(kind, theme.name, most_used(cases_about(theme, request.user)))


@public
@require_safe
def themes_sheet(request: HttpRequest, kind: str) -> HttpResponse:
    rows: list[list[Value]] = []
    for top, total, children in theme_counts(request.user):
        rows.append([top.name, "", total, _page_of(top)])
        rows += [[child.name, top.name, count, _page_of(child)] for child, count in children]
    return sheet(kind, _("Themes"), [_("Theme"), _("Part of"), _("Examples"), _("Address")], rows)


def _page_of(theme: Term) -> str:
    return export.address(reverse("library:theme", args=[theme.key]))


@members
@require_safe
def ours_sheet(request: HttpRequest, kind: str) -> HttpResponse:
    """What my organisation tells, as far as I may see it, without what lies in the trash."""
    body = acting_for(request)
    if body is None:
        raise Http404
    found = cases_of(body, request).filter(removed_at=None).order_by("-edited_at", "-pk")
    return sheet_of_cases(kind, _("Examples of %(name)s") % {"name": body.called}, found)
