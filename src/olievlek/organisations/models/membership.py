"""Membership: who works where, since when, and who keeps the list of colleagues (the coordinator)."""

import hashlib

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from olievlek.core import audience
from olievlek.core.privacy import Basis, facts, personal
from olievlek.core.rows.stamps import stamp, stamped
from olievlek.organisations.models.organisation import Organisation


class Layer(models.TextChoices):
    """The four layers that a scan of an organisation tells apart."""

    BOARD = "board", pgettext_lazy("layer of an organisation", "Board and council")
    MANAGEMENT = "management", pgettext_lazy("layer of an organisation", "Management")
    PRACTICE = "practice", pgettext_lazy("layer of an organisation", "Doing the work")
    SUPPORT = "support", pgettext_lazy("layer of an organisation", "Support and advice")


class MembershipQuerySet(models.QuerySet["Membership"]):
    def active(self) -> "MembershipQuerySet":
        """Not ended, and of somebody whose account has not ended."""
        return self.filter(ended_at=None, user__ended_at=None)

    def coordinating(self) -> "MembershipQuerySet":
        return self.active().filter(coordinator_since__isnull=False)

    def visible_to(self, user: audience.Person) -> "MembershipQuerySet":
        """Of colleagues; moderators see all."""
        if getattr(user, "is_moderator", False):
            return self.active()
        return self.active().filter(organisation__in=Organisation.objects.joined_by(user))

    def editable_by(self, user: audience.Person) -> "MembershipQuerySet":
        """By coordinators of the same organisation, and moderators."""
        if getattr(user, "is_moderator", False):
            return self.active()
        if not user.is_authenticated:
            return self.none()
        led = Membership.objects.coordinating().filter(user_id=user.pk).values("organisation")
        return self.active().filter(organisation__in=led)


class Membership(models.Model):
    """One person in one organisation. An ended row stays, so that it is known who was there."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="memberships")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="memberships")
    layer = models.CharField(_("layer"), max_length=12, choices=Layer, blank=True)
    job = models.CharField(_("what you do there"), max_length=80, blank=True)
    joined_at = models.DateTimeField(default=timezone.now)
    chosen_at = models.DateTimeField(null=True, blank=True)
    coordinator_since, coordinator_by = stamp()
    ended_at, ended_by = stamp()

    mailbox_codes = models.JSONField(default=list, blank=True)

    objects = MembershipQuerySet.as_manager()

    privacy = [
        facts("id", "organisation", purpose=_("Know who works where")),
        personal(
            "mailbox_codes",
            what=_("Codes made from the addresses that you proved while you belonged to an organisation"),
            purpose=_("Let only colleagues join an organisation"),
            basis=Basis.PUBLIC_TASK,
            retention=_("Until you leave the organisation or end your account"),
        ),
        personal(
            "user", "layer", "job", "joined_at", "chosen_at", "coordinator_since", "ended_at",
            what=_("For which organisation you work, in which layer, as what, from when to when"),
            purpose=_("Let colleagues find each other, and let you act for your organisation"),
            basis=Basis.PUBLIC_TASK,
            retention=_("Until you end your account; then the row stays without your name"),
        ),
        personal(
            "coordinator_by", "ended_by",
            what=_("Who made a colleague coordinator, or ended a membership"),
            purpose=_("Know who did what"),
            basis=Basis.PUBLIC_TASK,
            retention=_("Until the account ends; the row stays without the person"),
        ),
    ]  # fmt: skip

    class Meta:
        ordering = ["organisation", "user"]
        constraints = [
            models.UniqueConstraint(
                fields=["user", "organisation"], condition=Q(ended_at=None), name="member_of_an_organisation_once"
            ),
            *stamped("membership", "coordinator_since", "ended"),
            models.CheckConstraint(
                condition=Q(ended_at=None) | Q(coordinator_since=None), name="who_left_coordinates_nothing"
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.user_id} in {self.organisation_id}"

    def audience_tokens(self) -> list[str]:
        return [f"org:{self.organisation_id}", f"user:{self.user_id}"]

    @property
    def is_coordinator(self) -> bool:
        return self.coordinator_since is not None and self.ended_at is None

    @property
    def shown(self) -> str:
        """A fingerprint of what the list of colleagues says of this person, for who decides there."""
        return fingerprint((self.user.called, self.job, self.layer, self.is_coordinator, self.organisation_id))


def fingerprint(facts: object) -> str:
    """The same for the same facts, and for no others."""
    return hashlib.sha256(repr(facts).encode()).hexdigest()[:32]
