"""OtherName and MailDomain: what else a public body is called, and what stands behind the @ of its addresses."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from olievlek.core.privacy import Basis, facts, personal
from olievlek.core.rows.stamps import stamped
from olievlek.organisations.models.organisation import Organisation


class OtherName(models.Model):
    """A name beside the one that is shown: to find the body by. A former name has the year in which it ended."""

    class Kind(models.TextChoices):
        OFFICIAL = "official", _("Official name")
        DAILY = "daily", _("Daily name")
        ABBREVIATION = "abbreviation", _("Abbreviation")
        LANGUAGE = "language", _("Name in another language")
        FORMER = "former", _("Former name")

    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="other_names")
    name = models.CharField(max_length=160)
    kind = models.CharField(max_length=12, choices=Kind)
    year = models.PositiveSmallIntegerField(null=True, blank=True)
    source = models.URLField(max_length=400, blank=True)

    privacy = [
        facts(
            "id", "organisation", "name", "kind", "year", "source", purpose=_("Find a public body by any of its names")
        )
    ]

    class Meta:
        ordering = ["kind", "name"]
        constraints = [
            models.UniqueConstraint(fields=["organisation", "name"], name="one_other_name_once"),
            models.CheckConstraint(
                condition=Q(year=None) | Q(kind="former"), name="only_a_former_name_has_a_last_year"
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def audience_tokens(self) -> list[str]:
        return self.organisation.audience_tokens()


class MailDomain(models.Model):
    """A domain of e-mail addresses: only where one body has it and it is no shared host.

    It lets colleagues in once it is confirmed: by a person, or long ago by the list itself (then `confirmed_by` is
    empty). A domain that a register only knows of a general address waits for a person.
    """

    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="mail_domains")
    domain = models.CharField(max_length=120, unique=True)
    confirmed_at = models.DateTimeField(null=True, blank=True, default=timezone.now)
    confirmed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )

    privacy = [
        facts("id", "organisation", "domain", "confirmed_at", purpose=_("Find your organisation when you sign up")),
        personal(
            "confirmed_by",
            what=_("Who confirmed the mail domain of an organisation"),
            purpose=_("Know who did what"),
            basis=Basis.PUBLIC_TASK,
            retention=_("Until the account ends; the row stays without the person"),
        ),
    ]

    class Meta:
        ordering = ["domain"]
        constraints = [*stamped("mail_domain", "confirmed")]

    def __str__(self) -> str:
        return self.domain
