"""Organisations to ask about a case because they use it, introduce it or stopped: they have most to tell."""

from olievlek.adoptions.models import Adoption
from olievlek.adoptions.models.adoption import IN_USE, INTRODUCING, STOPPED
from olievlek.cases.models import Case
from olievlek.organisations.models import Organisation

ORDER = (IN_USE, INTRODUCING, STOPPED)


def whom(case: Case) -> list[Organisation]:
    """Makers first, then by how far they are."""
    rows = Adoption.objects.open().filter(case=case, organisation__isnull=False, stage__key__in=ORDER)
    found = sorted(
        rows.select_related("organisation", "stage").order_by("pk"),
        key=lambda row: (row.role != Adoption.Role.MAKER, ORDER.index(row.stage.key)),
    )
    return [row.organisation for row in found if row.organisation is not None]
