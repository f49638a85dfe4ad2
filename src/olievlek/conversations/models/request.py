"""Request (vraag aan een collega): somebody asks another organisation about a noun. The answer is yes or no.

Contact details of who says yes are for the asker only. A no has no reason.
"""

from datetime import timedelta
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from olievlek.core import audience
from olievlek.core.once import once_field
from olievlek.core.privacy import Basis, facts, personal
from olievlek.moderation import subjects
from olievlek.organisations.membership import organisations_of
from olievlek.organisations.models import Organisation

LATELY = timedelta(days=30)


class RequestQuerySet(QuerySet["Request"]):
    def visible_to(self, user: audience.Person) -> "RequestQuerySet":
        """The asker, colleagues at the organisation that was asked, and moderators."""
        if not user.is_authenticated:
            return self.none()
        if audience.MODERATORS in audience.tokens(user):
            return self
        return self.filter(Q(asker_id=user.pk) | Q(to__in=organisations_of(user).values("pk")))

    def asked_by(self, user: audience.Person) -> "RequestQuerySet":
        return self.filter(asker_id=user.pk) if user.is_authenticated else self.none()

    def addressed_to(self, user: audience.Person) -> "RequestQuerySet":
        """Questions to where this person works, without their own."""
        if not user.is_authenticated:
            return self.none()
        return self.filter(to__in=organisations_of(user).values("pk")).exclude(asker_id=user.pk)

    def answerable_by(self, user: audience.Person) -> "RequestQuerySet":
        """Of those the ones that wait."""
        return self.addressed_to(user).open()

    def open(self) -> "RequestQuerySet":
        return self.filter(decided_at=None)

    def lately(self) -> "RequestQuerySet":
        """Of the last thirty days."""
        return self.filter(sent_at__gt=timezone.now() - LATELY)


class Request(models.Model):
    """A question from a person, on behalf of an organisation, to another organisation; decided once."""

    class Outcome(models.TextChoices):
        YES = "yes", pgettext_lazy("answer to a question", "Yes")
        NO = "no", pgettext_lazy("answer to a question", "No")
        WITHDRAWN = "withdrawn", pgettext_lazy("answer to a question", "Taken back")

    about_kind = models.CharField(max_length=40)
    about_id = models.BigIntegerField()
    to = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="requests")
    asker = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="requests_asked")
    for_organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="requests_sent")
    text = models.TextField()
    language = models.CharField(max_length=5)
    once = once_field()
    sent_at = models.DateTimeField(auto_now_add=True)
    outcome = models.CharField(max_length=10, choices=Outcome, blank=True)
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="requests_decided"
    )
    reply = models.TextField(blank=True)
    contact_name = models.CharField(max_length=120, blank=True)
    contact_email = models.EmailField(blank=True)
    contact_phone = models.CharField(max_length=40, blank=True)

    objects = RequestQuerySet.as_manager()

    privacy = [
        facts(
            "id", "about_kind", "about_id", "to", "for_organisation", "once", "sent_at", "outcome", "decided_at",
            "language", purpose=_("Let colleagues ask each other"),
        ),
        personal(
            "asker", "text",
            what=_("A question you asked another organisation"),
            purpose=_("Let colleagues ask each other"),
            basis=Basis.PUBLIC_TASK,
            retention=_("Until you end your account; then your words go and the row stays"),
        ),
        personal(
            "decided_by", "reply", "contact_name", "contact_email", "contact_phone",
            what=_("Your answer to a question, and how you chose to be reached"),
            purpose=_("Let colleagues ask each other"),
            basis=Basis.CONSENT,
            retention=_("Until you end your account; then your words go and the row stays"),
        ),
    ]  # fmt: skip

    class Meta:
        ordering = ["-id"]
        indexes = [models.Index(fields=["to", "decided_at"]), models.Index(fields=["about_kind", "about_id"])]
        constraints = [
            models.UniqueConstraint(
                fields=["asker", "to", "about_kind", "about_id"],
                condition=Q(decided_at=None),
                name="the_same_question_waits_once",
            ),
            models.CheckConstraint(
                condition=Q(outcome="", decided_at=None, decided_by=None)
                | (~Q(outcome="") & Q(decided_at__isnull=False, decided_by__isnull=False)),
                name="request_decided_by_somebody_with_an_outcome",
            ),
            models.CheckConstraint(
                condition=Q(outcome="yes") | Q(reply="", contact_name="", contact_email="", contact_phone=""),
                name="no_contact_without_a_yes",
            ),
        ]

    def __str__(self) -> str:
        return gettext("Question %(number)s") % {"number": self.pk}

    def get_absolute_url(self) -> str:
        return reverse("conversations:request", args=[self.pk])

    def audience_tokens(self) -> list[str]:
        return [f"user:{self.asker_id}", f"org:{self.to_id}", audience.MODERATORS]

    @property
    def is_open(self) -> bool:
        return self.decided_at is None

    @property
    def subject(self) -> subjects.Subject | None:
        return subjects.get(self.about_kind)

    def noun(self, user: audience.Person) -> Any:
        """The subject of the question, when this person may see it."""
        return self.subject.visible(self.about_id, user) if self.subject else None

    def shows_contact_to(self, user: audience.Person) -> bool:
        """Only to who asked, after a yes, and to who gave it."""
        return self.outcome == self.Outcome.YES and user.pk in {self.asker_id, self.decided_by_id}
