"""The list of cases."""

from django.core.paginator import Page, Paginator
from django.db.models import Prefetch
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from olievlek.adoptions.models import Adoption
from olievlek.adoptions.models.adoption import IN_USE
from olievlek.cases.lists import THEMES
from olievlek.cases.models import Case, CaseQuerySet
from olievlek.cases.reading import CasePage
from olievlek.core.marks import public
from olievlek.core.page import render_page
from olievlek.core.slots import Context
from olievlek.library.alike import alike
from olievlek.library.forms import FilterForm
from olievlek.organisations.spread_map import spread

PER_PAGE = 20
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


def beside_a_case(request: HttpRequest, around: Context) -> Context:
    """What else to look at, under a case; what stands on its page already stays away."""
    page: CasePage = around["page"]
    return {"alike": alike(page.case, request.user, known=page.relatives)}
