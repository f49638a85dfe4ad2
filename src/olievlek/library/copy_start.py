"""What copying adds to the page of a case: the button, and what others added to it."""

from typing import Any

from django.http import HttpRequest

from olievlek.library.copying import bar, place
from olievlek.library.models import Addition, Adoption, Case
from olievlek.organisations.acting import current_for


def aside(request: HttpRequest, around: dict[str, Any]) -> dict[str, Any] | None:
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


def additions(request: HttpRequest, around: dict[str, Any]) -> dict[str, Any] | None:
    """What organisations that copied it tell, oldest first."""
    case: Case = around["case"]
    rows = Addition.objects.visible_to(request.user).filter(case=case).select_related("organisation", "evidence")
    found = list(rows.order_by("made_at", "pk"))
    if not found:
        return None
    mine = set(Addition.objects.editable_by(request.user).filter(case=case).values_list("pk", flat=True))
    moderates = getattr(request.user, "is_moderator", False)
    return {"case": case, "additions": found, "mine": mine, "moderates": moderates}
