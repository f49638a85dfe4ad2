"""Everybody who uses a case."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from olievlek.adoptions.counts import with_counts
from olievlek.adoptions.use import use_of
from olievlek.cases.models import Case
from olievlek.core.marks import public
from olievlek.core.page import render_page

USERS_PER_PAGE = 50


@public
@require_safe
def use(request: HttpRequest, slug: str) -> HttpResponse:
    found = get_object_or_404(with_counts(Case.objects.visible_to(request.user)).select_related("owner"), slug=slug)
    told = use_of(found)
    page = Paginator(told.rows, USERS_PER_PAGE).get_page(request.GET.get("page"))
    context = {"case": found, "use": told, "page": page, "table": told.table(list(page.object_list))}
    return render_page(request, "adoptions/use.html", context)
