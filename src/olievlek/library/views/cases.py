"""The list of cases, the page of one, and everybody who uses it."""

from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import Prefetch
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.cache import add_never_cache_headers
from django.views.decorators.http import require_safe

from olievlek.core.marks import public
from olievlek.core.page import render_page
from olievlek.library.alike import alike
from olievlek.library.forms import FilterForm
from olievlek.library.models import Adoption, Case, CaseQuerySet, CaseTerm
from olievlek.library.models.adoption import IN_USE
from olievlek.library.reading import page_of
from olievlek.library.use import use_of
from olievlek.organisations.spread_map import spread

Context = dict[str, Any]
PER_PAGE = 20
USERS_PER_PAGE = 50
IN_SHORT = 20
THEMES = Prefetch(
    "case_terms",
    CaseTerm.objects.filter(role=CaseTerm.Role.THEME).select_related("term").order_by("pk"),
    to_attr="theme_links",
)


USERS = Prefetch(
    "adoptions",
    Adoption.objects.counting()
    .filter(stage__key=IN_USE, organisation__isnull=False)
    .select_related("organisation")
    .order_by("pk"),
    to_attr="users",
)


def for_a_list(cases: CaseQuerySet) -> CaseQuerySet:
    """With what a row of a list shows."""
    return cases.select_related("kind", "owner").prefetch_related(THEMES, USERS)


def with_maps(page: Page[Case]) -> Page[Case]:
    """Each case of a page that somebody uses gets its small map."""
    for one in page.object_list:
        codes = [row.organisation.code for row in one.users]  # type: ignore[attr-defined]  # fetched by for_a_list()
        one.small_map = spread(codes) if codes else None  # type: ignore[attr-defined]  # read by the template only
    return page


@public
@require_safe
def cases(request: HttpRequest) -> HttpResponse:
    form = FilterForm(request.GET)
    found = form.apply(Case.objects.visible_to(request.user))
    page = with_maps(Paginator(for_a_list(found), PER_PAGE).get_page(request.GET.get("page")))
    chosen = {name: value for name, value in form.chosen().items() if name != "order"}
    context = {"form": form, "page": page, "chosen": chosen}
    return render_page(request, "library/cases.html", context, partial="results")


@public
@require_safe
def case(request: HttpRequest, slug: str) -> HttpResponse:
    everything = Case.objects.with_counts().select_related(
        "kind", "owner", "evidence", "drive", "novelty", "stage", "strategy_status", "level"
    )
    found = everything.visible_to(request.user).filter(slug=slug).first()
    if found is None:
        return _gone(request, slug)
    shown = page_of(found, request.user)
    context = {
        "case": found,
        "page": shown,
        "use": shown.use,
        "alike": alike(found, request.user, known=shown.relatives),
        "few": shown.use.table(shown.use.rows[:IN_SHORT]),
        **_may(request, found),
    }
    return render_page(request, "library/case.html", context)


def _may(request: HttpRequest, case: Case) -> Context:
    """What this person can do with the case, and what she was asked about it; a visitor costs no query."""
    if not request.user.is_authenticated:
        return {"may_edit": False, "may_moderate": False, "asked": None}
    asked = case.people.waiting().filter(user_id=request.user.pk).select_related("case", "asked_by")
    return {
        "may_edit": Case.objects.editable_by(request.user).filter(pk=case.pk).exists(),
        "may_moderate": Case.objects.moderated_by(request.user).filter(pk=case.pk).exists(),
        "asked": asked.order_by("pk").first(),
    }


def _gone(request: HttpRequest, slug: str) -> HttpResponse:
    """A removed case says so and nothing more; any other unknown slug is not found.

    It may come back: without a word about caching a browser keeps "gone" for good.
    """
    found = get_object_or_404(Case.objects.published_once(), slug=slug, removed_at__isnull=False)
    may_restore = Case.objects.moderated_by(request.user).filter(pk=found.pk).exists()
    context = {"case": found, "may_restore": may_restore}
    response = render_page(request, "library/case_gone.html", context, status=410)
    add_never_cache_headers(response)
    return response


@public
@require_safe
def use(request: HttpRequest, slug: str) -> HttpResponse:
    found = get_object_or_404(Case.objects.visible_to(request.user).with_counts().select_related("owner"), slug=slug)
    told = use_of(found)
    page = Paginator(told.rows, USERS_PER_PAGE).get_page(request.GET.get("page"))
    context = {"case": found, "use": told, "page": page, "table": told.table(list(page.object_list))}
    return render_page(request, "library/use.html", context)
