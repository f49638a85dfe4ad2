"""Evidence: what an organisation can show for a statement. Share: who outside may see the profile of a round."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from olievlek.core import audience
from olievlek.core.privacy import Basis, facts, personal
from olievlek.organisations import membership
from olievlek.organisations.models import Organisation
from olievlek.surveys.models import Round


class EvidenceQuerySet(models.QuerySet["Evidence"]):
    def visible_to(self, user: audience.Person) -> "EvidenceQuerySet":
        """Of who works there."""
        if not user.is_authenticated:
            return self.none()
        return self.filter(organisation__in=membership.organisations_of(user))


class Evidence(models.Model):
    """One fact for one statement ("S1") of the scan; never a reason to change a score."""

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="scan_evidence")
    item = models.CharField(max_length=8)
    text = models.CharField(max_length=200)
    link = models.URLField(max_length=300, blank=True)
    as_of = models.DateField()
    told_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    told_at = models.DateTimeField(default=timezone.now)

    objects = EvidenceQuerySet.as_manager()

    privacy = [
        facts(
            "id", "organisation", "item", "text", "link", "as_of", "told_at", purpose=_("Put proof beside an opinion")
        ),
        personal(
            "told_by",
            what=_("Which evidence you filled in for the scan"),
            purpose=_("Know who did what"),
            basis=Basis.PUBLIC_TASK,
            retention=_("Until the account ends; the row stays without the person"),
        ),
    ]  # fmt: skip

    class Meta:
        ordering = ["organisation", "item"]
        constraints = [
            models.UniqueConstraint(fields=["organisation", "item"], name="one_evidence_for_a_statement"),
            models.CheckConstraint(condition=~Q(text=""), name="evidence_says_something"),
        ]

    def __str__(self) -> str:
        return f"{self.item} {self.text}"

    def audience_tokens(self) -> list[str]:
        return [f"org:{self.organisation_id}"]


class ShareQuerySet(models.QuerySet["Share"]):
    def with_everyone(self) -> "ShareQuerySet":
        return self.filter(organisation=None)

    def reaching(self, user: audience.Person) -> "ShareQuerySet":
        """Shares that let this user see a profile."""
        return self.filter(Q(organisation=None) | Q(organisation__in=membership.organisations_of(user)))

    def editable_by(self, user: audience.Person) -> "ShareQuerySet":
        """Of who coordinates the organisation that shares."""
        return self.filter(round__in=Round.objects.editable_by(user))


class Share(models.Model):
    """The profile of one round may be seen by one organisation, or by everyone. Withdrawing takes the row away."""

    round = models.ForeignKey(Round, on_delete=models.PROTECT, related_name="shares")
    organisation = models.ForeignKey(
        Organisation, null=True, blank=True, on_delete=models.PROTECT, related_name="scan_shares"
    )
    shared_at = models.DateTimeField(default=timezone.now)
    shared_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )

    objects = ShareQuerySet.as_manager()

    privacy = [
        facts("id", "round", "organisation", "shared_at", purpose=_("Let others see the profile of an organisation")),
        personal(
            "shared_by",
            what=_("With whom you shared the profile of your organisation"),
            purpose=_("Know who did what"),
            basis=Basis.PUBLIC_TASK,
            retention=_("Until the account ends; the row stays without the person"),
        ),
    ]  # fmt: skip

    class Meta:
        ordering = ["-shared_at", "-id"]
        constraints = [
            models.UniqueConstraint(fields=["round", "organisation"], name="profile_shared_once_with_each"),
            models.UniqueConstraint(fields=["round"], condition=Q(organisation=None), name="profile_published_once"),
        ]

    def __str__(self) -> str:
        return f"{self.round} {self.organisation or '*'}"

    def audience_tokens(self) -> list[str]:
        return [f"org:{self.round.organisation_id}"]
