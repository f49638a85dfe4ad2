"""Whom somebody can ask about a case: who made it, then who uses it, then who stopped; those have most to tell."""

from olievlek.library.models import Adoption, Case
from olievlek.library.models.adoption import IN_USE, INTRODUCING, STOPPED
from olievlek.organisations.models import Kind, Organisation

ORDER = (IN_USE, INTRODUCING, STOPPED)


def whom(case: Case) -> list[Organisation]:
    """Bodies we know by name; the municipalities of the study asked not to be known."""
    maker = [case.owner] if case.owner else []
    rows = Adoption.objects.open().filter(case=case, organisation__isnull=False, stage__key__in=ORDER)
    found = sorted(
        rows.select_related("organisation", "stage").order_by("pk"),
        key=lambda row: (row.role != Adoption.Role.MAKER, ORDER.index(row.stage.key)),
    )
    bodies = {body.pk: body for body in [*maker, *(row.organisation for row in found)] if body is not None}
    return [body for body in bodies.values() if body.kind != Kind.STUDY and body.merged_into_id is None]
