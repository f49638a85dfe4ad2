"""Downloads: the cases an organisation copies, and the organisations that use a case."""

from collections.abc import Iterator

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from olievlek.adoptions.use import use_of
from olievlek.adoptions.views.copy import chosen_copies, every_stage
from olievlek.cases.models import Case
from olievlek.core import export
from olievlek.core.export import Value, fitting, sheet
from olievlek.core.marks import members, public


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
