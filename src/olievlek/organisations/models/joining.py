"""Ways in: JoinRequest (somebody asks), Invitation (a coordinator does), WithoutOrganisation (no need of either)."""

from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from olievlek.core import audience
from olievlek.core.once import once_field
from olievlek.core.privacy import Basis, facts, personal
from olievlek.core.rows.decisions import Decision, DecisionQuerySet, decided, outcome_field
from olievlek.core.rows.stamps import stamp
from olievlek.organisations.models.membership import Layer, Membership
from olievlek.organisations.models.organisation import Organisation

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

PERSON = settings.AUTH_USER_MODEL
REASON = 500


class Wanted(models.TextChoices):
    """The role that a yes gives."""

    MEMBER = "member", pgettext_lazy("role", "Member of an organisation")
    COORDINATOR = "coordinator", pgettext_lazy("role", "Coordinator")


def led_by(user: audience.Person) -> models.QuerySet[Organisation]:
    """The organisations somebody coordinates; a visitor none."""
    mine = Membership.objects.coordinating().filter(user_id=user.pk or 0)
    return Organisation.objects.filter(memberships__in=mine)


class JoinRequestQuerySet(DecisionQuerySet["JoinRequest"]):
    def decidable_by(self, user: audience.Person) -> "JoinRequestQuerySet":
        """By the coordinators of the organisation and by moderators; nobody decides about their own request."""
        if not user.is_authenticated:
            return self.none()
        others = self.exclude(user_id=user.pk)
        return others if getattr(user, "is_moderator", False) else others.filter(organisation__in=led_by(user))

    def visible_to(self, user: audience.Person) -> "JoinRequestQuerySet":
        """Visible to those who decide about it, and to the asker."""
        return self.decidable_by(user) | self.asked_by(user)

    def asked_by(self, user: audience.Person) -> "JoinRequestQuerySet":
        return self.filter(user_id=user.pk) if user.is_authenticated else self.none()


class JoinRequest(Decision):
    """Somebody asks to belong to an organisation, or to look after it. Decided once; the outcome stays."""

    class Outcome(models.TextChoices):
        ACCEPTED = "accepted", pgettext_lazy("outcome", "Let in")
        DECLINED = "declined", pgettext_lazy("outcome", "Not let in")
        WITHDRAWN = "withdrawn", pgettext_lazy("outcome", "Taken back")

    user = models.ForeignKey(PERSON, on_delete=models.CASCADE, related_name="join_requests")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="join_requests")
    wanted = models.CharField(max_length=12, choices=Wanted, default=Wanted.MEMBER)
    layer = models.CharField(max_length=12, choices=Layer, blank=True)
    job = models.CharField(max_length=80, blank=True)
    words = models.TextField(blank=True)
    once = once_field()
    asked_at = models.DateTimeField(default=timezone.now)
    outcome = outcome_field(Outcome)
    reason = models.TextField(blank=True)

    objects = JoinRequestQuerySet.as_manager()

    privacy = [
        facts("id", "organisation", "wanted", "once", purpose=_("Know who works where")),
        personal(
            "user", "layer", "job", "words", "asked_at", "decided_at", "outcome", "reason",
            what=_("That you asked to join an organisation, what you wrote with it, and the answer"),
            purpose=_("Let only colleagues join an organisation"),
            basis=Basis.PUBLIC_TASK,
            retention=_("One year after the answer"),
        ),
        personal(
            "decided_by",
            what=_("Which coordinator or moderator let somebody in"),
            purpose=_("Know who did what"),
            basis=Basis.PUBLIC_TASK,
            retention=_("One year after the answer"),
        ),
    ]  # fmt: skip

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["user", "organisation"], condition=Q(decided_at=None), name="one_open_request_to_join"
            ),
            decided("join_request", reason=""),
            models.CheckConstraint(
                condition=~Q(outcome="declined") | ~Q(reason=""), name="join_request_declined_with_a_reason"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.wanted} {self.pk}"

    def audience_tokens(self) -> list[str]:
        return [f"org:{self.organisation_id}", f"user:{self.user_id}", audience.MODERATORS]


class InvitationQuerySet(models.QuerySet["Invitation"]):
    def waiting(self) -> "InvitationQuerySet":
        """Not used, not taken back; may be too old."""
        return self.filter(used_at=None, withdrawn_at=None)

    def open(self) -> "InvitationQuerySet":
        return self.waiting().filter(expires_at__gt=timezone.now())

    def editable_by(self, user: audience.Person) -> "InvitationQuerySet":
        if not user.is_authenticated:
            return self.none()
        return self if getattr(user, "is_moderator", False) else self.filter(organisation__in=led_by(user))


class Invitation(models.Model):
    """A coordinator invites one e-mail address. The worker makes the token and mails it; only its digest is kept."""

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="invitations")
    email = models.EmailField(_("e-mail address"))
    role = models.CharField(max_length=12, choices=Wanted, default=Wanted.MEMBER)
    language = models.CharField(max_length=5, default="nl")
    digest = models.CharField(max_length=64, blank=True)
    invited_at = models.DateTimeField(default=timezone.now)
    invited_by = models.ForeignKey(PERSON, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    mailed_at = models.DateTimeField(null=True, blank=True)
    failures = models.PositiveSmallIntegerField(default=0)
    expires_at = models.DateTimeField()
    used_at, used_by = stamp()
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    objects = InvitationQuerySet.as_manager()

    privacy = [
        facts("id", "organisation", "role", "digest", "failures", purpose=_("Invite a colleague once")),
        personal(
            "email", "language", "invited_at", "mailed_at", "expires_at", "used_at", "used_by", "withdrawn_at",
            what=_("The e-mail address at which a colleague invited you, and when you accepted"),
            purpose=_("Invite a colleague once"),
            basis=Basis.PUBLIC_TASK,
            retention=_("Ninety days after it ended"),
        ),
        personal(
            "invited_by",
            what=_("Whom you invited"),
            purpose=_("Know who did what"),
            basis=Basis.PUBLIC_TASK,
            retention=_("Ninety days after it ended"),
        ),
    ]  # fmt: skip

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["digest"], condition=~Q(digest=""), name="one_invitation_token_once"),
            models.UniqueConstraint(
                fields=["organisation", "email"],
                condition=Q(used_at=None, withdrawn_at=None),
                name="one_waiting_invitation_for_an_address",
            ),
            models.CheckConstraint(
                condition=Q(used_at__isnull=False) | Q(used_by=None), name="invitation_used_by_somebody_at_some_time"
            ),
            models.CheckConstraint(
                condition=Q(used_at=None) | Q(withdrawn_at=None), name="invitation_used_or_withdrawn"
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.role} {self.pk}"

    def audience_tokens(self) -> list[str]:
        return [f"org:{self.organisation_id}", audience.MODERATORS]

    @property
    def is_open(self) -> bool:
        return self.used_at is None and self.withdrawn_at is None and self.expires_at > timezone.now()


class WithoutOrganisation(models.Model):
    """Somebody takes part without an organisation; so we do not ask again where they work."""

    user = models.OneToOneField(PERSON, on_delete=models.CASCADE, related_name="without_organisation")
    since = models.DateTimeField(default=timezone.now)

    privacy = [
        facts("id"),
        personal(
            "user", "since",
            what=_("That you take part without an organisation"),
            purpose=_("Not ask you twice where you work"),
            basis=Basis.PUBLIC_TASK,
            retention=_("Until you join an organisation or end your account"),
        ),
    ]  # fmt: skip

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return f"{self.user_id}"


class AccessReview(models.Model):
    """A coordinator went through the list of colleagues: all who are on it still work there."""

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="access_reviews")
    reviewed_at = models.DateTimeField(default=timezone.now)
    reviewed_by = models.ForeignKey(PERSON, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    members = models.PositiveIntegerField()
    coordinators = models.PositiveIntegerField()
    once = once_field()

    privacy = [
        facts("id", "organisation", "reviewed_at", "members", "coordinators", "once",
              purpose=_("Know that the list of colleagues is right")),
        personal(
            "reviewed_by",
            what=_("That you went through the list of colleagues"),
            purpose=_("Know who did what"),
            basis=Basis.PUBLIC_TASK,
            retention=_("Until the account ends; the row stays without the person"),
        ),
    ]  # fmt: skip

    class Meta:
        ordering = ["-id"]

    def __str__(self) -> str:
        return f"{self.reviewed_at:%Y-%m-%d}"

    def audience_tokens(self) -> list[str]:
        return [f"org:{self.organisation_id}", audience.MODERATORS]

    @property
    def reviewer(self) -> "StrOrPromise":
        """The name of the reviewer; "somebody" once their account is gone."""
        return self.reviewed_by.called if self.reviewed_by else _("Somebody")
