"""Say which organisation a name in a text means."""

from django.db import transaction

from olievlek.accounts.models import User
from olievlek.adoptions.models import Adoption
from olievlek.cases import events
from olievlek.cases.models import Case
from olievlek.core.rows.locks import lock
from olievlek.index import projection
from olievlek.organisations.models import Organisation
from olievlek.timeline.record import record


@transaction.atomic
def match_name(text: str, *, organisation: Organisation, by: User) -> int:
    """Everything that names this organisation in text belongs to it from now on. Answers how many cases changed."""
    cases = list(lock(Case.objects.filter(owner=None, owner_text=text).order_by("pk")))
    for case in cases:
        case.owner, case.owner_text = organisation, ""
        case.save(update_fields=["owner", "owner_text"])
        record(events.CASE_MATCHED, about=case, by=by)
    has_a_row = Adoption.objects.filter(organisation=organisation).values("case")
    named = Adoption.objects.filter(organisation=None, organisation_text=text).exclude(case__in=has_a_row)
    copied = list(Case.objects.filter(adoptions__in=named))
    named.update(organisation=organisation, organisation_text="")
    projection.refresh_many([*cases, *copied])
    return len(cases)
