"""Adoption (overname): an organisation that copies a case, and how far it has come; each step on the way is a row."""

from datetime import date

from django.conf import settings
from django.db import models
from django.db.models import F, Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from olievlek.cases.models import Case
from olievlek.core import audience
from olievlek.core.once import once_field
from olievlek.core.privacy import Basis, facts, personal
from olievlek.core.rows.stamps import stamp, stamped
from olievlek.organisations.membership import organisations_of
from olievlek.organisations.models import Organisation
from olievlek.vocabulary.models import List, Term

SEEN, INTEREST = "seen", "interest"
YES, NO, LATER = "decided_yes", "decided_no", "decided_later"
INTRODUCING, IN_USE, STOPPED = "introducing", "in_use", "stopped"
COPIED = (INTRODUCING, IN_USE)
OPEN = (NO, INTRODUCING, IN_USE, STOPPED)  # what everyone may know, so that others learn from it
WITH_A_REASON = (NO, STOPPED)


class AdoptionQuerySet(QuerySet["Adoption"]):
    def open(self) -> "AdoptionQuerySet":
        """Adoptions that everyone may know: far enough to learn from, and not kept private by the organisation."""
        return self.filter(private_since=None, stage__key__in=OPEN)

    def visible_to(self, user: audience.Person) -> "AdoptionQuerySet":
        """Open ones of cases this person may see, and everything of the organisations they work for."""
        about = Q(case__in=Case.objects.visible_to(user)) & Q(pk__in=Adoption.objects.open())
        return self.filter(about | Q(organisation__in=organisations_of(user)))

    def editable_by(self, user: audience.Person) -> "AdoptionQuerySet":
        """Members of the organisation, whoever of them began."""
        return self.filter(organisation__in=organisations_of(user))

    def not_by_makers(self) -> "AdoptionQuerySet":
        """Without those who made it. A body named only in text counts as a body: a constraint keeps it single."""
        others = Q(case__owner=None) | Q(organisation=None) | ~Q(organisation=F("case__owner"))
        return self.filter(others).exclude(role=Adoption.Role.MAKER)

    def counting(self) -> "AdoptionQuerySet":
        """Adoptions that are counted and shown on a map: open, and not of a made-up organisation."""
        return self.open().filter(Q(organisation=None) | Q(organisation__demo_key=""))

    def by_copiers(self) -> "AdoptionQuerySet":
        """Adoptions that count as copying: without those of the makers."""
        return self.not_by_makers().counting()


class Adoption(models.Model):
    """One body, one case, one row; the row moves along the stages."""

    class SinceKind(models.TextChoices):
        STARTED = "started", _("began")
        REGISTERED = "registered", _("was registered")

    class Role(models.TextChoices):
        COPIER = "", _("copied it")
        MAKER = "maker", _("made it")

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="adoptions")
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
    reason = models.TextField(blank=True)
    moved_at = models.DateTimeField(null=True, blank=True)
    confirmed_at, confirmed_by = stamp()
    private_since, private_by = stamp()
    shared_as = models.ForeignKey(Case, null=True, blank=True, on_delete=models.SET_NULL, related_name="shared_from")

    objects = AdoptionQuerySet.as_manager()

    privacy = [
        facts(
            "id", "case", "organisation", "organisation_text", "stage", "since", "since_kind", "until", "role", "note",
            "source_url", "reason", "moved_at", "confirmed_at", "private_since", "shared_as",
        ),
        personal(
            "confirmed_by", "private_by",
            what=_("Who said that a copy is still in use, or kept it inside the organisation"),
            purpose=_("Know who did what"),
            basis=Basis.PUBLIC_TASK,
            retention=_("Until the account ends; the row stays without the person"),
        ),
    ]  # fmt: skip

    class Meta:
        db_table = "library_adoption"
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
            *stamped("adoption", "confirmed", "private_since"),
        ]

    def __str__(self) -> str:
        return f"{self.organisation or self.organisation_text}: {self.case_id}"

    def get_absolute_url(self) -> str:
        return reverse("adoptions:copy", args=[self.pk])

    def audience_tokens(self) -> list[str]:
        return [audience.PUBLIC if self.is_open else f"org:{self.organisation_id}"]

    @property
    def is_open(self) -> bool:
        return self.private_since is None and self.stage.key in OPEN

    @property
    def counts(self) -> bool:
        """As `counting()` asks it of the database."""
        return self.is_open and not (self.organisation and self.organisation.is_demo)

    @property
    def name(self) -> str:
        return str(self.organisation) if self.organisation else self.organisation_text

    @property
    def day(self) -> date | None:
        """The first day that `since` ("2020", "2020-06", "2020-06-01") can mean; None when it says nothing."""
        parts = [int(part) for part in self.since.split("-") if part]
        return date(*[*parts, 1, 1][:3]) if parts else None


class AdoptionStep(models.Model):
    """From one stage to the next: by whom, when, why. It remembers what it changed, so that the last can be undone."""

    adoption = models.ForeignKey(Adoption, on_delete=models.CASCADE, related_name="steps")
    stage = models.ForeignKey(
        Term, on_delete=models.PROTECT, related_name="+", limit_choices_to={"list": List.ADOPTION_STAGE}
    )
    reason = models.TextField(blank=True)
    before: "models.JSONField[dict[str, str], dict[str, str]]" = models.JSONField(default=dict, blank=True)
    at = models.DateTimeField(auto_now_add=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    undone_at, undone_by = stamp()
    once = once_field()

    privacy = [
        facts("id", "adoption", "stage", "reason", "before", "at", "undone_at", "once"),
        personal(
            "by", "undone_by",
            what=_("Which steps you took for your organisation while copying a case"),
            purpose=_("Let colleagues see who did what"),
            basis=Basis.PUBLIC_TASK,
            retention=_("Until the account ends; the row stays without the person"),
        ),
    ]  # fmt: skip

    class Meta:
        db_table = "library_adoptionstep"
        ordering = ["id"]
        constraints = [
            *stamped("adoption_step", "undone"),
        ]

    def __str__(self) -> str:
        return f"{self.adoption_id}: {self.stage_id}"

    def audience_tokens(self) -> list[str]:
        """Early steps stay inside the organisation, also when a later one is open."""
        is_open = self.adoption.private_since is None and self.undone_at is None and self.stage.key in OPEN
        return [audience.PUBLIC if is_open else f"org:{self.adoption.organisation_id}"]
