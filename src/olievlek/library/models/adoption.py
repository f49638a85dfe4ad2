"""Adoption (overname): an organisation that copies a case, and how far it has come."""

from datetime import date

from django.db import models
from django.db.models import F, Q, QuerySet
from django.utils.translation import gettext_lazy as _

from olievlek.core.privacy import facts
from olievlek.organisations.models import Organisation
from olievlek.vocabulary.models import List, Term

INTRODUCING, IN_USE, STOPPED = "introducing", "in_use", "stopped"
COPIED = (INTRODUCING, IN_USE)


class AdoptionQuerySet(QuerySet["Adoption"]):
    def by_copiers(self) -> "AdoptionQuerySet":
        """Without those who made it. A body named only in text counts as a body: a constraint keeps it single."""
        others = Q(case__owner=None) | Q(organisation=None) | ~Q(organisation=F("case__owner"))
        return self.filter(others).exclude(role=Adoption.Role.MAKER)


class Adoption(models.Model):
    """One body, one case, one row; the row moves along the stages."""

    class SinceKind(models.TextChoices):
        STARTED = "started", _("began")
        REGISTERED = "registered", _("was registered")

    class Role(models.TextChoices):
        COPIER = "", _("copied it")
        MAKER = "maker", _("made it")

    case = models.ForeignKey("library.Case", on_delete=models.CASCADE, related_name="adoptions")
    organisation = models.ForeignKey(
        Organisation, null=True, blank=True, on_delete=models.PROTECT, related_name="adoptions"
    )
    organisation_text = models.CharField(max_length=200, blank=True)
    stage = models.ForeignKey(
        Term, on_delete=models.PROTECT, related_name="+", limit_choices_to={"list": List.ADOPTION_STAGE}
    )
    since = models.CharField(max_length=10, blank=True)
    since_kind = models.CharField(max_length=12, choices=SinceKind.choices, blank=True)
    until = models.CharField(max_length=10, blank=True)
    role = models.CharField(max_length=8, choices=Role.choices, blank=True)
    note = models.CharField(max_length=500, blank=True)
    source_url = models.URLField(max_length=1000, blank=True)

    objects = AdoptionQuerySet.as_manager()

    privacy = [
        facts(
            "id", "case", "organisation", "organisation_text", "stage", "since", "since_kind", "until", "role", "note",
            "source_url",
        ),
    ]  # fmt: skip

    class Meta:
        ordering = ["since", "id"]
        constraints = [
            models.UniqueConstraint(fields=["case", "organisation"], name="adoption_body_once"),
            models.UniqueConstraint(
                fields=["case", "organisation_text"], condition=Q(organisation=None), name="adoption_text_once"
            ),
            models.CheckConstraint(
                condition=Q(organisation=None) & ~Q(organisation_text="")
                | Q(organisation__isnull=False, organisation_text=""),
                name="adoption_one_body",
            ),
            models.CheckConstraint(
                condition=Q(since="", since_kind="") | ~Q(since="") & ~Q(since_kind=""), name="adoption_since_with_kind"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.organisation or self.organisation_text}: {self.case_id}"

    @property
    def name(self) -> str:
        return str(self.organisation) if self.organisation else self.organisation_text

    @property
    def day(self) -> date | None:
        """The first day that `since` ("2020", "2020-06", "2020-06-01") can mean; None when it says nothing."""
        parts = [int(part) for part in self.since.split("-") if part]
        return date(*[*parts, 1, 1][:3]) if parts else None
