"""Adaptation (aanpassing): what an organisation kept and changed. Addition: what it gives back in words."""

from typing import Self

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from olievlek.adoptions.models.adoption import Adoption
from olievlek.cases.models import Case
from olievlek.core import audience
from olievlek.core.once import once_field
from olievlek.core.privacy import Basis, facts, personal
from olievlek.core.rows.editions import Edited
from olievlek.core.rows.stamps import stamp, stamped
from olievlek.organisations.membership import organisations_of
from olievlek.organisations.models import Organisation
from olievlek.timeline.hiding import Hideable, HideableQuerySet, hidden_with_reason
from olievlek.vocabulary.models import List, Term


class Answer(models.TextChoices):
    """To the five questions whether it fits."""

    YES = "yes", _("Yes")
    PARTLY = "partly", _("Partly")
    NO = "no", _("No")
    UNSURE = "unsure", _("I do not know")


class Adaptation(Edited):
    """Of one adoption, read and written by members of the organisation only, until they share it."""

    adoption = models.OneToOneField(Adoption, on_delete=models.CASCADE, related_name="adaptation")
    problem_fits = models.CharField(max_length=8, choices=Answer, blank=True)
    needs_fit = models.CharField(max_length=8, choices=Answer, blank=True)
    starts_small = models.CharField(max_length=8, choices=Answer, blank=True)
    decider_known = models.CharField(max_length=8, choices=Answer, blank=True)
    end_known = models.CharField(max_length=8, choices=Answer, blank=True)
    kept = models.TextField(_("What did you keep?"), blank=True)
    changed = models.TextField(_("What did you change?"), blank=True)
    why = models.TextField(_("Why did you change that?"), blank=True)
    context = models.TextField(_("What is particular about your place?"), blank=True)
    result = models.TextField(_("What did it bring you?"), blank=True)
    evidence = models.ForeignKey(
        Term,
        verbose_name=_("How sure are you of that?"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        limit_choices_to={"list": List.EVIDENCE},
    )
    directions: "models.ManyToManyField[Term, models.Model]" = models.ManyToManyField(
        Term, blank=True, related_name="+", limit_choices_to={"list": List.SPREAD}
    )
    notes = models.TextField(_("Notes for your colleagues"), blank=True)
    edition = models.PositiveIntegerField(default=0, db_column="version")
    changed_at, changed_by = stamp()

    privacy = [
        facts(
            "id", "adoption", "problem_fits", "needs_fit", "starts_small", "decider_known", "end_known", "kept",
            "changed", "why", "context", "result", "evidence", "directions", "notes", "edition", "changed_at",
        ),
        personal(
            "changed_by",
            what=_("Who of an organisation last wrote down how a copy goes"),
            purpose=_("Let colleagues see who did what"),
            basis=Basis.PUBLIC_TASK,
            retention=_("Until the account ends; the row stays without the person"),
        ),
    ]  # fmt: skip

    class Meta:
        db_table = "library_adaptation"
        constraints = [
            *stamped("adaptation", "changed"),
        ]

    def __str__(self) -> str:
        return f"{self.adoption_id}"

    @property
    def tells(self) -> bool:
        """Whether there is something to share."""
        return bool(self.kept or self.changed or self.why or self.result)


class AdditionQuerySet(HideableQuerySet["Addition"]):
    def shown(self) -> Self:
        return super().shown().filter(withdrawn_at=None)

    def visible_to(self, user: audience.Person) -> "AdditionQuerySet":
        """Additions to cases this person may see; moderators also see hidden ones."""
        rows = self if getattr(user, "is_moderator", False) else self.filter(hidden_at=None)
        return rows.filter(withdrawn_at=None, case__in=Case.objects.visible_to(user))

    def editable_by(self, user: audience.Person) -> "AdditionQuerySet":
        """Members of the organisation that wrote it take it back."""
        return self.filter(organisation__in=organisations_of(user), hidden_at=None, withdrawn_at=None)

    def moderated_by(self, user: audience.Person) -> "AdditionQuerySet":
        """With the cases that moderators look after: what an organisation keeps to itself is not theirs to read."""
        return self.filter(withdrawn_at=None, case__in=Case.objects.moderated_by(user))


class Addition(Hideable):
    """A text below a case, by an organisation that copied it and under its name."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="additions")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="additions")
    text = models.TextField(_("What do you want to tell others?"))
    evidence = models.ForeignKey(
        Term,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        limit_choices_to={"list": List.EVIDENCE},
    )
    made_at = models.DateTimeField(auto_now_add=True)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    withdrawn_at, withdrawn_by = stamp()
    once = once_field()

    objects = AdditionQuerySet.as_manager()

    privacy = [
        facts(
            "id", "case", "organisation", "text", "evidence", "made_at", "withdrawn_at", "hidden_at", "hidden_reason",
            "once",
        ),
        personal(
            "made_by", "withdrawn_by", "hidden_by",
            what=_("Who wrote, took back or hid what an organisation added to a case"),
            purpose=_("Know who did what"),
            basis=Basis.PUBLIC_TASK,
            retention=_("Until the account ends; the text stays with the organisation"),
        ),
    ]  # fmt: skip

    class Meta:
        db_table = "library_addition"
        ordering = ["made_at", "id"]
        constraints = [
            *stamped("addition", "withdrawn"),
            hidden_with_reason("addition"),
        ]

    def __str__(self) -> str:
        return self.text[:80]

    def get_absolute_url(self) -> str:
        return f"{self.case.get_absolute_url()}#additions"

    def audience_tokens(self) -> list[str]:
        """As its case, until it is hidden or taken back."""
        if self.withdrawn_at:
            return [f"org:{self.organisation_id}"]
        return [audience.MODERATORS] if self.hidden_at else self.case.audience_tokens()
