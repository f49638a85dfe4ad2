"""How the list of organisations changes: Proposal (one is missing), MergeNotice and MovedRow (two became one)."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from olievlek.core import audience
from olievlek.core.about import kind_field
from olievlek.core.once import once_field
from olievlek.core.privacy import Basis, facts, personal
from olievlek.core.rows.decisions import Decision, decided, outcome_field
from olievlek.organisations.models.organisation import Kind, Organisation

PERSON = settings.AUTH_USER_MODEL


class Proposal(Decision):
    """Somebody misses an organisation. A moderator confirms it, or says why not."""

    class Outcome(models.TextChoices):
        CONFIRMED = "confirmed", pgettext_lazy("outcome", "In the list now")
        DECLINED = "declined", pgettext_lazy("outcome", "Not in the list")
        DOUBLE = "double", pgettext_lazy("outcome", "We had this already")

    name = models.CharField(_("name"), max_length=120)
    kind = models.CharField(max_length=20, choices=Kind)
    website = models.URLField(max_length=200, blank=True)
    domain = models.CharField(max_length=120, blank=True)
    works_there = models.BooleanField(default=False)
    once = once_field()
    proposed_at = models.DateTimeField(default=timezone.now)
    proposed_by = models.ForeignKey(
        PERSON, null=True, blank=True, on_delete=models.SET_NULL, related_name="proposed_organisations"
    )
    outcome = outcome_field(Outcome)
    reason = models.TextField(blank=True)
    organisation = models.ForeignKey(
        Organisation, null=True, blank=True, on_delete=models.SET_NULL, related_name="proposals"
    )

    privacy = [
        facts(
            "id", "name", "kind", "website", "domain", "once", "proposed_at", "decided_at", "outcome", "reason",
            "organisation", purpose=_("Show which public bodies there are"),
        ),
        personal(
            "proposed_by", "works_there",
            what=_("Which organisation you proposed, and whether you work there"),
            purpose=_("Tell you whether it is in the list"),
            basis=Basis.PUBLIC_TASK,
            retention=_("Until the account ends; the row stays without the person"),
        ),
        personal(
            "decided_by",
            what=_("Which moderator confirmed an organisation"),
            purpose=_("Know who did what"),
            basis=Basis.PUBLIC_TASK,
            retention=_("Until the account ends; the row stays without the person"),
        ),
    ]  # fmt: skip

    class Meta:
        ordering = ["id"]
        constraints = [
            decided("proposal", reason="", organisation=None),
            models.CheckConstraint(
                condition=~Q(outcome="declined") | ~Q(reason=""), name="proposal_declined_with_a_reason"
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return self.name

    def audience_tokens(self) -> list[str]:
        return [f"user:{self.proposed_by_id}", audience.MODERATORS]

    @property
    def proposer(self) -> str:
        """The name of the proposer; empty once their account is gone."""
        return self.proposed_by.called if self.proposed_by else ""


class MergeNotice(Decision):
    """A newer register does not name this organisation any more. A moderator says what became of it."""

    class Outcome(models.TextChoices):
        MERGED = "merged", pgettext_lazy("outcome", "Merged")
        KEPT = "kept", pgettext_lazy("outcome", "Still there")

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="merge_notices")
    noticed_at = models.DateTimeField(default=timezone.now)
    outcome = outcome_field(Outcome)

    privacy = [
        facts("id", "organisation", "noticed_at", "decided_at", "outcome",
              purpose=_("Keep the list of public bodies right")),
        personal(
            "decided_by",
            what=_("Which moderator merged organisations"),
            purpose=_("Know who did what"),
            basis=Basis.PUBLIC_TASK,
            retention=_("Until the account ends; the row stays without the person"),
        ),
    ]  # fmt: skip

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["organisation"], condition=Q(decided_at=None), name="one_open_merge_notice"
            ),
            decided("merge_notice"),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.organisation_id}"

    def audience_tokens(self) -> list[str]:
        return [audience.MODERATORS]


class MovedRow(models.Model):
    """A row of any room that followed a merger: so that its history can say the name of then."""

    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="moved_rows")
    kind = kind_field()
    field = models.CharField(max_length=40)
    row_id = models.BigIntegerField()
    moved_at = models.DateTimeField(default=timezone.now)

    privacy = [
        facts("id", "organisation", "kind", "field", "row_id", "moved_at",
              purpose=_("Say the old name of an organisation in what happened before it merged"))
    ]  # fmt: skip

    class Meta:
        ordering = ["id"]
        indexes = [models.Index(fields=["kind", "row_id"])]

    def __str__(self) -> str:
        return f"{self.kind} {self.row_id}"
