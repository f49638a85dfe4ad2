"""Parts that copying adds to the page of a case: the button, who uses it, who stopped, what others added."""

from typing import Any

from django.http import HttpRequest

from olievlek.adoptions.copying import bar, place
from olievlek.adoptions.counts import with_counts
from olievlek.adoptions.models import Addition, Adoption
from olievlek.adoptions.models.adoption import STOPPED
from olievlek.adoptions.use import Use, use_of
from olievlek.cases.models import Case
from olievlek.cases.reading import CasePage
from olievlek.core.charts import Drop
from olievlek.organisations.acting import current_for

Context = dict[str, Any]
IN_SHORT = 20
MOST_DROPS = 6


def aside(request: HttpRequest, around: Context) -> Context | None:
    """The button, or how far the organisation I act for is; nothing on a case of that organisation itself."""
    case: Case = around["case"]
    if not case.is_published:
        return None
    body = current_for(request)
    if body is None:
        return {"case": case, "body": None, "adoption": None, "signed_in": request.user.is_authenticated}
    rows = Adoption.objects.editable_by(request.user).select_related("stage")
    adoption = rows.filter(case=case, organisation=body).first()
    if case.owner_id == body.pk or (adoption and adoption.role == Adoption.Role.MAKER):
        return None
    steps = {"bar": bar(), "place": place(adoption, bool(adoption.shared_as_id))} if adoption else {}
    return {"case": case, "body": body, "adoption": adoption, "signed_in": True, **steps}


def additions(request: HttpRequest, around: Context) -> Context | None:
    """Additions by organisations that copied it, oldest first."""
    case: Case = around["case"]
    rows = Addition.objects.visible_to(request.user).filter(case=case).select_related("organisation", "evidence")
    found = list(rows.order_by("made_at", "pk"))
    if not found:
        return None
    mine = set(Addition.objects.editable_by(request.user).filter(case=case).values_list("pk", flat=True))
    moderates = getattr(request.user, "is_moderator", False)
    return {"case": case, "additions": found, "mine": mine, "moderates": moderates}


def facts(_request: HttpRequest, around: Context) -> Context:
    """How many use it, are introducing it, stopped or decided not to."""
    page: CasePage = around["page"]
    return {"case": _counted(page)[page.case.pk], "use": _use(page)}


def wrong(_request: HttpRequest, around: Context) -> Context | None:
    """Those that stopped or decided not to, as large as success; bodies that do not say why are named together."""
    page: CasePage = around["page"]
    use = _use(page)
    stopped = [row.name for row in use.rows if row.stage.key == STOPPED and not row.reason]
    return {**around, "use": use, "stopped": stopped} if stopped or use.learned_from else None


def users(_request: HttpRequest, around: Context) -> Context:
    """The map, the sizes, the line through time and the first names."""
    use = _use(around["page"])
    return {**around, "use": use, "few": use.table(use.rows[:IN_SHORT])}


def lineage(_request: HttpRequest, around: Context) -> Context | None:
    """The lineage from left to right; the picture stays away when there is nothing to show or no room."""
    page: CasePage = around["page"]
    relatives = [one for one in [*page.parents, *page.children] if not one.is_stub]
    if not relatives or len(relatives) >= MOST_DROPS:
        return None
    row = [*(one.case for one in page.parents if not one.is_stub), page.case]
    row += [one.case for one in page.children if not one.is_stub]
    counted = _counted(page)
    drops = [Drop(_short(case.title), _whose(case), counted[case.pk].in_use or None) for case in row]
    return {"drops": drops, "names": ", ".join(str(drop.label) for drop in drops)}


def _use(page: CasePage) -> Use:
    """Fetched once, for all places of the page."""
    if "use" not in page.more:
        page.more["use"] = use_of(page.case)
    use: Use = page.more["use"]
    return use


def _counted(page: CasePage) -> dict[int, Any]:
    """The case and its relatives with their counts, in one query."""
    if "counted" not in page.more:
        page.more["counted"] = with_counts(Case.objects.all()).in_bulk([page.case.pk, *page.relatives])
    counted: dict[int, Any] = page.more["counted"]
    return counted


def _whose(case: Case) -> str:
    """The maker and the year, as far as they are known."""
    told = [case.owner.called if case.owner else "", str(case.year or "")]
    return ", ".join(part for part in told if part)


def _short(title: str) -> str:
    """A title that fits under a drop."""
    return title if len(title) <= 24 else f"{title[:23].rstrip()}…"
