"""Say yes to the comparison with other organisations, or take it back."""

from django.db import transaction

from olievlek.accounts.models import User
from olievlek.core.rows.locks import lock
from olievlek.core.rows.stamps import put
from olievlek.organisations.models import Organisation
from olievlek.surveys.events import COMPARISON_JOINED, COMPARISON_LEFT
from olievlek.surveys.models import ComparisonConsent
from olievlek.timeline.record import record


@transaction.atomic
def join(organisation: Organisation, *, instrument: str, by: User) -> None:
    """From the next half year on the organisation counts. Saying yes twice changes nothing."""
    row, fresh = ComparisonConsent.objects.standing().get_or_create(
        organisation=organisation, instrument=instrument, defaults={"given_by": by}
    )
    if fresh:
        record(COMPARISON_JOINED, about=row, by=by)


@transaction.atomic
def leave(organisation: Organisation, *, instrument: str, by: User) -> None:
    """It counts in no picture to come; those that are frozen stay as they are. Twice changes nothing."""
    standing = ComparisonConsent.objects.standing().filter(organisation=organisation, instrument=instrument)
    row = lock(standing).first()
    if row is None:
        return
    put(row, "withdrawn", by=by)
    record(COMPARISON_LEFT, about=row, by=by)
