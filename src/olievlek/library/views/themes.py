"""Themes with what there is about each."""

from django.core.paginator import Paginator
from django.db.models import Count
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from olievlek.adoptions.counts import most_used
from olievlek.cases.models import Case, CaseQuerySet, CaseTerm
from olievlek.core.audience import Person
from olievlek.core.marks import public
from olievlek.core.page import render_page
from olievlek.library.views.cases import PER_PAGE, for_a_list, with_maps
from olievlek.vocabulary.models import List, Term

Counted = list[tuple[Term, int, list[tuple[Term, int]]]]


def theme_counts(user: Person) -> Counted:
    """Each theme with how many examples this person sees about it, and those below it."""
    visible = Case.objects.visible_to(user).order_by()
    links = CaseTerm.objects.filter(role=CaseTerm.Role.THEME, case__in=visible).order_by()
    below = dict(links.values_list("term").annotate(cases=Count("case")))
    above = dict(links.values_list("term__parent").annotate(cases=Count("case", distinct=True)))
    tops = Term.objects.of(List.THEME).roots().with_children()
    return [
        (top, above.get(top.pk, 0), [(child, below.get(child.pk, 0)) for child in top.children.all()]) for top in tops
    ]


@public
@require_safe
def themes(request: HttpRequest) -> HttpResponse:
    return render_page(request, "library/themes.html", {"groups": theme_counts(request.user)})


def theme_of(key: str) -> Term:
    """The theme with this key; 404 for words of other lists."""
    return get_object_or_404(Term.objects.of(List.THEME).select_related("parent").with_children(), key=key)


def cases_about(theme: Term, user: Person) -> CaseQuerySet:
    """What this person sees about a theme and those below it."""
    return Case.objects.visible_to(user).with_theme([theme.key, *(child.key for child in theme.children.all())])


@public
@require_safe
def theme(request: HttpRequest, key: str) -> HttpResponse:
    found = theme_of(key)
    ordered = for_a_list(most_used(cases_about(found, request.user)))
    page = with_maps(Paginator(ordered, PER_PAGE).get_page(request.GET.get("page")))
    context = {"theme": found, "children": list(found.children.all()), "page": page}
    return render_page(request, "library/theme.html", context)
