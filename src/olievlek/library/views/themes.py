"""Themes with what there is about each."""

from django.core.paginator import Paginator
from django.db.models import Count
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from olievlek.core.marks import public
from olievlek.core.page import render_page
from olievlek.library.models import Case, CaseTerm
from olievlek.library.views.cases import PER_PAGE, for_a_list, with_maps
from olievlek.vocabulary.models import List, Term


@public
@require_safe
def themes(request: HttpRequest) -> HttpResponse:
    visible = Case.objects.visible_to(request.user).order_by()
    links = CaseTerm.objects.filter(role=CaseTerm.Role.THEME, case__in=visible).order_by()
    below = dict(links.values_list("term").annotate(cases=Count("case")))
    above = dict(links.values_list("term__parent").annotate(cases=Count("case", distinct=True)))
    tops = Term.objects.of(List.THEME).roots().with_children()
    groups = [
        (top, above.get(top.pk, 0), [(child, below.get(child.pk, 0)) for child in top.children.all()]) for top in tops
    ]
    return render_page(request, "library/themes.html", {"groups": groups})


@public
@require_safe
def theme(request: HttpRequest, key: str) -> HttpResponse:
    found = get_object_or_404(Term.objects.of(List.THEME).select_related("parent"), key=key)
    children = list(found.children.order_by("position"))
    cases = Case.objects.visible_to(request.user).with_theme([found.key, *(child.key for child in children)])
    ordered = for_a_list(cases.most_used())
    page = with_maps(Paginator(ordered, PER_PAGE).get_page(request.GET.get("page")))
    return render_page(request, "library/theme.html", {"theme": found, "children": children, "page": page})
