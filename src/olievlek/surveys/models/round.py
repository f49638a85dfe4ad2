"""Round, Department, Participation, Register: who is asked what, and who took part. What they said stands elsewhere."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from olievlek.core import audience
from olievlek.core.once import once_field
from olievlek.core.privacy import Basis, facts, personal
from olievlek.core.rows.stamps import stamp, stamped
from olievlek.organisations import membership
from olievlek.organisations.models import Layer, Membership, Organisation
from olievlek.organisations.sizes import SizeClass
from olievlek.surveys.layers import Group, groups_of
from olievlek.surveys.models.questionnaire import Questionnaire


class RoundQuerySet(models.QuerySet["Round"]):
    def open(self) -> "RoundQuerySet":
        return self.filter(closed_at=None)

    def closed(self) -> "RoundQuerySet":
        return self.filter(closed_at__isnull=False)

    def visible_to(self, user: audience.Person) -> "RoundQuerySet":
        """Of who works at the organisation; a moderator sees no more than others."""
        if not user.is_authenticated:
            return self.none()
        return self.filter(organisation__in=membership.organisations_of(user))

    def editable_by(self, user: audience.Person) -> "RoundQuerySet":
        """Of who coordinates the organisation."""
        if not user.is_authenticated or not user.is_active:
            return self.none()
        led = Membership.objects.coordinating().filter(user_id=user.pk).values("organisation")
        return self.filter(organisation__in=led)


class Round(models.Model):
    """One time that an organisation asks its people. It closes once; then its cells are made, and it never opens again.

    `code` is what people type in a room; `open_key` is the long address behind the QR code, empty when only who was
    invited may answer.
    """

    class Minimum(models.IntegerChoices):
        FIVE = 5, _("five people")
        SEVEN = 7, _("seven people")
        TEN = 10, _("ten people")

    questionnaire = models.ForeignKey(Questionnaire, on_delete=models.PROTECT, related_name="rounds")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="survey_rounds")
    size_class = models.CharField(max_length=1, choices=SizeClass, blank=True)
    minimum_group = models.PositiveSmallIntegerField(choices=Minimum, default=Minimum.FIVE)
    code = models.CharField(max_length=6, unique=True)
    open_key = models.CharField(max_length=43, blank=True)
    expected = models.PositiveSmallIntegerField(null=True, blank=True)
    closes_on = models.DateField()
    started_at = models.DateTimeField(default=timezone.now)
    started_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    reminders = models.PositiveSmallIntegerField(default=0)
    open_text_at, open_text_by = stamp()
    closed_at, closed_by = stamp()
    shuffled_on = models.DateField(null=True, blank=True)
    forgotten_on = models.DateField(null=True, blank=True)
    once = once_field()

    objects = RoundQuerySet.as_manager()

    privacy = [
        facts(
            "id", "questionnaire", "organisation", "size_class", "minimum_group", "code", "open_key", "expected",
            "closes_on", "reminders", "open_text_at", "closed_at", "shuffled_on", "forgotten_on", "started_at", "once",
            purpose=_("Ask the people of an organisation what they see happening"),
        ),
        personal(
            "started_by", "closed_by", "open_text_by",
            what=_("That you started, changed or closed a round of questions"),
            purpose=_("Know who did what"),
            basis=Basis.PUBLIC_TASK,
            retention=_("Until the account ends; the row stays without the person"),
        ),
    ]  # fmt: skip

    class Meta:
        ordering = ["-started_at", "-id"]
        constraints = [
            *stamped("round", "closed", "open_text"),
            models.CheckConstraint(condition=Q(minimum_group__gte=5), name="no_group_below_five"),
            models.CheckConstraint(condition=Q(reminders__lte=2), name="two_reminders_at_most"),
            models.CheckConstraint(
                condition=Q(closed_at__isnull=False) | Q(shuffled_on=None), name="shuffled_after_closing"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.questionnaire} {self.organisation} {self.code}"

    def get_absolute_url(self) -> str:
        return reverse("surveys:by_code")

    def audience_tokens(self) -> list[str]:
        return [f"org:{self.organisation_id}"]

    @property
    def is_open(self) -> bool:
        """Whether an answer that comes in now counts."""
        return self.closed_at is None and self.closes_on >= timezone.localdate()

    @property
    def takes_anyone(self) -> bool:
        """Whether there is an open link: then nobody knows who took part, and rules are stricter (R8)."""
        return bool(self.open_key)

    @property
    def asks_in_own_words(self) -> bool:
        """Whether there is an open question at the end (R12)."""
        return self.open_text_at is not None

    @property
    def groups(self) -> list[Group]:
        """The layers that this round tells apart: fewer in a small organisation."""
        return groups_of(self.size_class)


class Department(models.Model):
    """A part of the organisation that a round tells apart."""

    round = models.ForeignKey(Round, on_delete=models.CASCADE, related_name="departments")
    name = models.CharField(max_length=60)
    position = models.PositiveSmallIntegerField(default=0)

    objects = models.Manager()

    privacy = [facts("id", "round", "name", "position", purpose=_("Compare parts of an organisation"))]

    class Meta:
        ordering = ["round", "position", "id"]
        constraints = [models.UniqueConstraint(fields=["round", "name"], name="one_department_once_in_a_round")]

    def __str__(self) -> str:
        return self.name


class Participation(models.Model):
    """A person invited by mail. It does not say whether they answered: that is in the `Register`.

    All rows of a round are written before the first answer and never again until it is over, so neither their order nor
    their transaction tells when somebody answered. `person` is the same in each round, for the auditor. A `guest` was
    invited at an address that is not known to be of the organisation, so whoever invites may own it.
    """

    key = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    round = models.ForeignKey(Round, on_delete=models.CASCADE, related_name="participations")
    person = models.CharField(max_length=64)
    email = models.EmailField(blank=True)
    layer = models.CharField(max_length=12, choices=Layer, blank=True)
    department = models.ForeignKey(Department, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    guest = models.BooleanField(default=False)

    objects = models.Manager()

    privacy = [
        facts("key", "round", purpose=_("Ask the people of an organisation what they see happening")),
        personal(
            "person", "email", "layer", "department", "guest",
            what=_(
                "That you were invited for a round of questions, in which layer and department, and whether at an "
                "address of the organisation"
            ),
            purpose=_("Let each person answer once, and check that no small group can be recognised"),
            basis=Basis.PUBLIC_TASK,
            retention=_("Addresses: until 30 days after the round closes. Then a code without a name stays"),
        ),
    ]  # fmt: skip

    class Meta:
        ordering = ["key"]
        constraints = [models.UniqueConstraint(fields=["round", "person"], name="invited_once_for_a_round")]
        indexes = [models.Index(fields=["person"], name="rounds_of_a_person")]

    def __str__(self) -> str:
        return str(self.key)


class Register(models.Model):
    """The participants who answered in a round: one row with sorted keys, so that it does not show an order.

    `answered` holds keys of participations; `unnamed` counts, once the round is closed, the answers by the open link:
    `{"practice|12": 4}` by layer and department.
    """

    round = models.OneToOneField(Round, on_delete=models.CASCADE, related_name="register")
    answered: "models.JSONField[list[str], list[str]]" = models.JSONField(default=list)
    unnamed: "models.JSONField[dict[str, int], dict[str, int]]" = models.JSONField(default=dict)

    objects = models.Manager()

    privacy = [
        facts("id", "round", "unnamed", purpose=_("Check that no small group can be recognised")),
        personal(
            "answered",
            what=_("Whether you answered in a round of questions, not what"),
            purpose=_("Let each person answer once, and check that no small group can be recognised"),
            basis=Basis.PUBLIC_TASK,
            retention=_("As long as results of the organisation are shown, by a code without a name"),
        ),
    ]  # fmt: skip

    def __str__(self) -> str:
        return f"register of round {self.round_id}"
