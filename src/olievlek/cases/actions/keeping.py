"""What every action on a case does after a change: the timeline and the index follow, and a version is kept."""

from olievlek.accounts.models import User
from olievlek.cases import told
from olievlek.cases.models import Case, Version
from olievlek.index import projection
from olievlek.timeline.record import retoken


def shown_to_others(case: Case) -> None:
    """The case has another audience: the timeline and the index follow in the same transaction."""
    retoken(case, case.audience_tokens())
    projection.refresh(case)


def keep_version(case: Case, *, by: User | None) -> None:
    """Remember how the case reads now, under its edition; call it after a change, inside the same lock."""
    Version.objects.get_or_create(case=case, number=case.edition, defaults={"told": told.read(case), "made_by": by})
