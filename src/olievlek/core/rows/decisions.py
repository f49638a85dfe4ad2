"""A decision that stands: who decided, when and what; the first decision counts, whoever comes second.

class DomainClaim(Decision):
    class Outcome(models.TextChoices): ...
    outcome = outcome_field(Outcome)

    class Meta:
        constraints = [decided("domain_claim")]

claim = locked(claim)
if decide(claim, Outcome.DECLINED, by=by):
    record(events.DOMAIN_DECLINED, about=claim.organisation, by=by)
"""

from typing import Any, Self, TypeVar

from django.db import models
from django.db.models import Q

from olievlek.core.rows.stamps import put, stamp

Row = TypeVar("Row", bound="Decision")


def outcome_field(outcomes: type[models.TextChoices]) -> "models.CharField[str, str]":
    """What was decided; empty as long as nobody did."""
    return models.CharField(max_length=10, choices=outcomes.choices, blank=True)


def decided(noun: str, **empty: Any) -> models.CheckConstraint:
    """The rule: a moment and an outcome, or nothing at all.

    Args:
        empty: other columns that say nothing before the decision, such as `reason=""`.
    """
    nothing = Q(decided_at=None, decided_by=None, outcome="", **empty)
    condition = nothing | (Q(decided_at__isnull=False) & ~Q(outcome=""))
    return models.CheckConstraint(condition=condition, name=f"{noun}_decided_with_an_outcome")


class DecisionQuerySet(models.QuerySet[Row]):
    def open(self) -> Self:
        """Those that wait for a decision."""
        return self.filter(decided_at=None)


class Decision(models.Model):
    """Something that is decided once. The outcome stays when the account of who decided ends."""

    decided_at, decided_by = stamp()
    outcome: "models.CharField[str, str]"

    class Meta:
        abstract = True

    @property
    def is_open(self) -> bool:
        return self.decided_at is None


def decide(row: Decision, outcome: str, *, by: Any, **more: Any) -> bool:
    """Write the decision; False when there was one already. The caller locked the row.

    Args:
        more: other columns that belong to the decision, such as `reason=…`.
    """
    if not row.is_open:
        return False
    put(row, "decided", by=by, outcome=outcome, **more)
    return True
