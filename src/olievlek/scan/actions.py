"""Actions of evidence and of shared profiles; rounds are started and closed in `surveys`."""

from datetime import date

from django.db import transaction
from django.utils import timezone

from olievlek.accounts.models import User
from olievlek.core.rows.locks import lock, locked
from olievlek.organisations.models import Organisation
from olievlek.scan.events import EVIDENCE_TAKEN_AWAY, EVIDENCE_TOLD, PROFILE_SHARED, PROFILE_WITHDRAWN
from olievlek.scan.models import Evidence, Share
from olievlek.surveys.models import Cell, Round
from olievlek.timeline.record import record


@transaction.atomic
def tell(organisation: Organisation, item: str, *, text: str, link: str, as_of: date, by: User) -> None:
    """Fill in what shows that a statement is so. The same once more changes nothing."""
    known = lock(Evidence.objects.filter(organisation=organisation, item=item)).first()
    if known and (known.text, known.link, known.as_of) == (text, link, as_of):
        return
    told = {"text": text, "link": link, "as_of": as_of, "told_by": by, "told_at": timezone.now()}
    row, _fresh = Evidence.objects.update_or_create(organisation=organisation, item=item, defaults=told)
    record(EVIDENCE_TOLD, about=row, by=by)


@transaction.atomic
def take_away(organisation: Organisation, item: str, *, by: User) -> None:
    """It is no longer so. Twice changes nothing."""
    for row in lock(Evidence.objects.filter(organisation=organisation, item=item)):
        record(EVIDENCE_TAKEN_AWAY, about=row, by=by)
        row.delete()


class NothingToShareError(ValueError):
    """A round that is open, or of which nothing may be shown."""


@transaction.atomic
def share(round_: Round, *, to: Organisation | None, by: User) -> None:
    """Let an organisation see the profile, or with `to=None` everyone. Twice changes nothing."""
    round_ = locked(round_)
    everybody = Cell.objects.released().filter(round=round_, layer="", department=None)
    if round_.closed_at is None or not everybody.exists():
        raise NothingToShareError
    row, fresh = Share.objects.get_or_create(round=round_, organisation=to, defaults={"shared_by": by})
    if fresh:
        record(PROFILE_SHARED, about=row, by=by)


@transaction.atomic
def withdraw(share_: Share, *, by: User) -> None:
    """They no longer see it, at once. Twice changes nothing."""
    for row in lock(Share.objects.filter(pk=share_.pk)):
        record(PROFILE_WITHDRAWN, about=row, by=by)
        row.delete()
