"""The lists of the library to take along, each with what its page shows to this person."""

from collections.abc import Iterable, Iterator

from django.db.models import Prefetch
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from olievlek.core import export
from olievlek.core.export import Value, fitting, sheet
from olievlek.core.marks import members, public
from olievlek.library.forms import FilterForm
from olievlek.library.models import Case, CaseQuerySet, Result
from olievlek.library.use import use_of
from olievlek.library.views.cases import THEMES
from olievlek.library.views.copy import chosen_copies, every_stage
from olievlek.library.views.ours import cases_of
from olievlek.library.views.share import told_by_me
from olievlek.library.views.themes import cases_about, theme_counts, theme_of
from olievlek.organisations.acting import acting_for
from olievlek.vocabulary.models import Term

RESULTS = Prefetch("results", Result.objects.order_by("position"))


def _cases(kind: str, name: str, cases: CaseQuerySet) -> HttpResponse:
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


@public
@require_safe
def cases_sheet(request: HttpRequest, kind: str) -> HttpResponse:
    """Filtered and ordered as the page is."""
    return _cases(kind, _("Examples"), FilterForm(request.GET).apply(Case.objects.visible_to(request.user)))


@public
@require_safe
def theme_sheet(request: HttpRequest, key: str, kind: str) -> HttpResponse:
    theme = theme_of(key)
    return _cases(kind, theme.name, cases_about(theme, request.user).most_used())


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
def mine_sheet(request: HttpRequest, kind: str) -> HttpResponse:
    """What I told, without what lies in the trash."""
    return _cases(kind, _("My examples"), told_by_me(request).filter(removed_at=None))


@members
@require_safe
def ours_sheet(request: HttpRequest, kind: str) -> HttpResponse:
    """What my organisation tells, as far as I may see it, without what lies in the trash."""
    body = acting_for(request)
    if body is None:
        raise Http404
    found = cases_of(body, request).filter(removed_at=None).order_by("-edited_at", "-pk")
    return _cases(kind, _("Examples of %(name)s") % {"name": body.called}, found)


@members
@require_safe
def copies_sheet(request: HttpRequest, kind: str) -> HttpResponse:
    """At the stage that is chosen on the page."""
    heads = [_("Example"), _("Stage"), _("Since"), _("Reason"), _("Who sees it"), _("Address")]
    found = fitting(kind, chosen_copies(request, every_stage()))
    rows: Iterator[list[Value]] = (
        [
            one.case.title, one.stage.name, one.moved_at, one.reason,
            _("Everyone") if one.is_open else _("My organisation"), export.address(one.get_absolute_url()),
        ]
        for one in found
    )  # fmt: skip
    return sheet(kind, _("What we copy"), heads, rows)


@public
@require_safe
def use_sheet(request: HttpRequest, slug: str, kind: str) -> HttpResponse:
    case = get_object_or_404(Case.objects.visible_to(request.user), slug=slug)
    return export.sheet_of(kind, f"{_('Who uses it?')} {case.slug}", use_of(case).table())
