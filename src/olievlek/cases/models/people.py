"""CasePerson: who tells a case together with the author, and whom a reader may ask about it."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from olievlek.core import audience
from olievlek.core.privacy import Basis, facts, personal


class CasePersonQuerySet(models.QuerySet["CasePerson"]):
    def visible_to(self, user: audience.Person) -> "CasePersonQuerySet":
        """What this person herself was asked; the case says whether she still reads it."""
        if not user.is_authenticated:
            return self.none()
        return self.filter(user_id=user.pk)

    def accepted(self) -> "CasePersonQuerySet":
        """Who said yes, and still has an account."""
        return self.filter(accepted_at__isnull=False, user__ended_at=None)

    def co_authors(self) -> "CasePersonQuerySet":
        return self.accepted().filter(role=CasePerson.Role.CO_AUTHOR)

    def contacts(self) -> "CasePersonQuerySet":
        """Whose name may stand with the case."""
        return self.accepted().filter(role=CasePerson.Role.CONTACT)

    def waiting(self) -> "CasePersonQuerySet":
        """Asked, and no answer yet."""
        return self.filter(accepted_at=None)


class CasePerson(models.Model):
    """Somebody is asked, reads the case from then on, and says yes or goes. Without a yes no name is shown."""

    class Role(models.TextChoices):
        CO_AUTHOR = "co_author", _("writes along")
        CONTACT = "contact", _("may be asked")

    case = models.ForeignKey("cases.Case", on_delete=models.CASCADE, related_name="people")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="case_roles")
    role = models.CharField(max_length=10, choices=Role.choices)
    asked_at = models.DateTimeField()
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    accepted_at = models.DateTimeField(null=True, blank=True)

    objects = CasePersonQuerySet.as_manager()

    privacy = [
        facts("id", "case"),
        personal(
            "user", "role", "asked_at", "asked_by", "accepted_at",
            what=_("That a colleague asked you to write along or to be named with a case, and that you said yes"),
            purpose=_("Let colleagues write together, and let others ask about a case"),
            basis=Basis.CONSENT,
            retention=_("Until you or the author takes it away, or your account ends"),
        ),
    ]  # fmt: skip

    class Meta:
        db_table = "library_caseperson"
        ordering = ["case", "role", "id"]
        constraints = [
            models.UniqueConstraint(fields=["case", "user", "role"], name="one_role_of_a_person_in_a_case_once"),
            models.CheckConstraint(
                condition=Q(accepted_at=None) | Q(accepted_at__gte=models.F("asked_at")),
                name="asked_before_saying_yes",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user_id} {self.role} {self.case_id}"

    @property
    def asker(self) -> str:
        """Who asked, by name; somebody whose account ended has none."""
        return self.asked_by.called if self.asked_by else str(_("A colleague"))
