"""Mail domains of organisations: DomainClaim (a coordinator asks for one). What is confirmed is a MailDomain."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from olievlek.core import audience
from olievlek.core.privacy import Basis, facts, personal
from olievlek.core.rows.decisions import Decision, DecisionQuerySet, decided, outcome_field
from olievlek.organisations.models.organisation import Organisation

PERSON = settings.AUTH_USER_MODEL


class DomainClaimQuerySet(DecisionQuerySet["DomainClaim"]):
    def visible_to(self, user: audience.Person) -> "DomainClaimQuerySet":
        """Moderators, and the coordinators of the organisation."""
        if not user.is_authenticated:
            return self.none()
        if getattr(user, "is_moderator", False):
            return self
        return self.filter(
            organisation__memberships__user_id=user.pk,
            organisation__memberships__ended_at=None,
            organisation__memberships__coordinator_since__isnull=False,
        )


class DomainClaim(Decision):
    """A coordinator who proved an address on a domain asks to let colleagues join by it. A moderator decides, once."""

    class Outcome(models.TextChoices):
        CONFIRMED = "confirmed", pgettext_lazy("outcome", "Confirmed")
        DECLINED = "declined", pgettext_lazy("outcome", "Not confirmed")
        WITHDRAWN = "withdrawn", pgettext_lazy("outcome", "Taken back")

    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="domain_claims")
    domain = models.CharField(max_length=120)
    claimed_at = models.DateTimeField(default=timezone.now)
    claimed_by = models.ForeignKey(PERSON, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    outcome = outcome_field(Outcome)

    objects = DomainClaimQuerySet.as_manager()

    privacy = [
        facts("id", "organisation", "domain", "claimed_at", "decided_at", "outcome",
              purpose=_("Find your organisation when you sign up")),
        personal(
            "claimed_by",
            what=_("That you asked to let colleagues join by a mail domain"),
            purpose=_("Know who did what"),
            basis=Basis.PUBLIC_TASK,
            retention=_("Until the account ends; the row stays without the person"),
        ),
        personal(
            "decided_by",
            what=_("Which moderator confirmed a mail domain"),
            purpose=_("Know who did what"),
            basis=Basis.PUBLIC_TASK,
            retention=_("Until the account ends; the row stays without the person"),
        ),
    ]  # fmt: skip

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "domain"], condition=Q(decided_at=None), name="one_open_claim_of_a_domain"
            ),
            decided("domain_claim"),
        ]  # fmt: skip

    def __str__(self) -> str:
        return self.domain

    def audience_tokens(self) -> list[str]:
        return [f"org:{self.organisation_id}", audience.MODERATORS]
