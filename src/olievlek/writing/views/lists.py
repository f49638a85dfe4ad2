"""What I told, as a file to take along."""

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from olievlek.cases.lists import sheet_of_cases
from olievlek.core.marks import members
from olievlek.writing.views.share import told_by_me


@members
@require_safe
def mine_sheet(request: HttpRequest, kind: str) -> HttpResponse:
    """What I told, without what lies in the trash."""
    return sheet_of_cases(kind, _("My examples"), told_by_me(request).filter(removed_at=None))
