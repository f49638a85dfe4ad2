"""What search learns from use: the note that an answer was opened, and the moderators' page of learnt words."""

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from olievlek.core import text
from olievlek.core.limits import allow
from olievlek.core.marks import members, moderators
from olievlek.core.page import render_page
from olievlek.index import learning
from olievlek.index.models import Document, Learnt
from olievlek.search.reading import MOST_CHARACTERS
from olievlek.search.sources import visible_ids

MOST = 100
OPENED_PER_HOUR = 120


@members
@require_POST
def opened(request: HttpRequest) -> HttpResponse:
    """Sent by the page of answers while it leaves; nothing comes of a strange one, and nobody waits for the answer."""
    about, question = request.POST.get("about", ""), text.clean(request.POST.get("q", "")[:MOST_CHARACTERS])
    if about.isdecimal() and len(about) < 19 and allow("search.opened", request, limit=OPENED_PER_HOUR):
        document = Document.objects.live().filter(pk=int(about)).first()
        if document and visible_ids([document], request.user):
            learning.opened(document, question=question, by=request.user)
    return HttpResponse(status=204)


@moderators
@require_safe
def learnt_words(request: HttpRequest) -> HttpResponse:
    """Newest first; of what this moderator may see."""
    rows = list(_learnt().select_related("document")[:MOST])
    seen = visible_ids([one.document for one in rows], request.user)
    context = {"rows": [one for one in rows if one.document_id in seen], "is_on": learning.is_on()}
    return render_page(request, "search/learnt.html", context)


@moderators
@require_POST
def remove_learnt(request: HttpRequest, pk: int) -> HttpResponse:
    row = get_object_or_404(_learnt(), pk=pk)
    learning.remove(row, by=request.user)
    messages.success(request, _("“%(plain)s” does not find this any more.") % {"plain": row.word})
    return redirect("search:learnt")


def _learnt() -> QuerySet[Learnt]:
    return Learnt.objects.filter(learnt_at__isnull=False, removed_at=None, document__deleted_at=None)
