"""Message (bericht): a text to the moderators. Reply (antwoord): their answer. Note (notitie): for moderators only."""

import secrets

from django.conf import settings
from django.db import models
from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from olievlek.core import audience
from olievlek.core.once import once_field
from olievlek.core.privacy import Basis, facts, personal
from olievlek.moderation import subjects
from olievlek.moderation.kinds import KINDS, Kind, working_day
from olievlek.organisations.models import Organisation

LETTERS = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"  # no 0, O, 1 or I: people read a reference aloud


def new_reference() -> str:
    """Eight letters nobody can guess, in two groups: "7K3F-9QTX"."""
    drawn = "".join(secrets.choice(LETTERS) for _ in range(8))
    return f"{drawn[:4]}-{drawn[4:]}"


class MessageQuerySet(QuerySet["Message"]):
    def visible_to(self, user: audience.Person) -> "MessageQuerySet":
        """Moderators; nobody else reads what somebody told us."""
        return self if audience.MODERATORS in audience.tokens(user) else self.none()

    def sent_by(self, user: audience.Person) -> "MessageQuerySet":
        """Sent by this person while signed in."""
        return self.filter(sent_by_id=user.pk) if user.is_authenticated else self.none()

    def claimed_by(self, user: audience.Person, addresses: list[str]) -> "MessageQuerySet":
        """Sent by this person, signed in or from one of these verified addresses."""
        return self.sent_by(user) | self.filter(email__in=addresses) if user.is_authenticated else self.none()

    def open(self) -> "MessageQuerySet":
        return self.filter(closed_at=None)

    def closed(self) -> "MessageQuerySet":
        return self.filter(closed_at__isnull=False)

    def after(self, pk: int) -> "MessageQuerySet":
        """In the order of the promised day, those that follow this one; all of them when it is gone."""
        day = Message.objects.filter(pk=pk).values_list("answer_by", flat=True).first()
        return self.filter(Q(answer_by__gt=day) | Q(answer_by=day, pk__gt=pk)) if day else self.all()

    def before(self, pk: int) -> "MessageQuerySet":
        """In that order, those that come before."""
        day = Message.objects.filter(pk=pk).values_list("answer_by", flat=True).first()
        return self.filter(Q(answer_by__lt=day) | Q(answer_by=day, pk__lt=pk)) if day else self.all()


class Message(models.Model):
    """Sent by anyone, with or without an account, about one noun or about nothing in particular."""

    class Outcome(models.TextChoices):
        DONE = "done", pgettext_lazy("outcome", "Done as asked")
        ANSWERED = "answered", pgettext_lazy("outcome", "Answered")
        DECLINED = "declined", pgettext_lazy("outcome", "Not done")
        DOUBLE = "double", pgettext_lazy("outcome", "We had this already")
        SPAM = "spam", pgettext_lazy("outcome", "Not for us")

    reference = models.CharField(max_length=9, unique=True, default=new_reference)
    kind = models.CharField(max_length=20)
    about_kind = models.CharField(max_length=40, blank=True)
    about_id = models.BigIntegerField(null=True, blank=True)
    text = models.TextField()
    organisation = models.CharField(max_length=200, blank=True)
    name = models.CharField(max_length=120, blank=True)
    email = models.EmailField(blank=True)
    page = models.CharField(max_length=500, blank=True)
    language = models.CharField(max_length=5)
    sent_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="messages_sent"
    )
    for_organisation = models.ForeignKey(
        Organisation, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    once = once_field()
    sent_at = models.DateTimeField(auto_now_add=True)
    answer_by = models.DateField(editable=False)
    closed_at = models.DateTimeField(null=True, blank=True)
    closed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    outcome = models.CharField(max_length=10, choices=Outcome, blank=True)

    objects = MessageQuerySet.as_manager()

    privacy = [
        facts(
            "id", "reference", "kind", "about_kind", "about_id", "once", "sent_at", "answer_by", "closed_at",
            "outcome", purpose=_("Handle what people tell us"),
        ),
        personal(
            "name", "email", "organisation", "page", "language", "sent_by", "for_organisation",
            what=_("Name, e-mail address and organisation, when you leave them with a message"),
            purpose=_("Answer the person who wrote"),
            basis=Basis.PUBLIC_TASK,
            retention=_("One year after the message is closed"),
        ),
        personal(
            "text",
            what=_("What you write in a message"),
            purpose=_("Handle what people tell us"),
            basis=Basis.PUBLIC_TASK,
            retention=_("As long as what it is about; after a year nothing says who wrote it"),
        ),
        personal(
            "closed_by",
            what=_("Which moderator handled a message"),
            purpose=_("Know who did what"),
            basis=Basis.PUBLIC_TASK,
            retention=_("Until the account ends; the row stays without the name"),
        ),
    ]  # fmt: skip

    class Meta:
        db_table = "conversations_message"  # the room where it was made, before this one
        ordering = ["id"]
        indexes = [
            models.Index(fields=["closed_at", "answer_by", "id"]),
            models.Index(fields=["about_kind", "about_id"]),
        ]
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=sorted(KINDS)), name="message_of_a_known_kind"),
            models.CheckConstraint(
                condition=Q(about_kind="", about_id=None) | (~Q(about_kind="") & Q(about_id__isnull=False)),
                name="message_about_a_whole_noun",
            ),
            models.CheckConstraint(
                condition=Q(closed_at=None, closed_by=None, outcome="")
                | (Q(closed_at__isnull=False, closed_by__isnull=False) & ~Q(outcome="")),
                name="message_closed_by_somebody_with_an_outcome",
            ),
        ]

    def __str__(self) -> str:
        return self.reference

    def get_absolute_url(self) -> str:
        return reverse("moderation:message", args=[self.reference])

    def audience_tokens(self) -> list[str]:
        return [audience.MODERATORS]

    @property
    def sort(self) -> Kind:
        return KINDS[self.kind]

    @property
    def subject(self) -> subjects.Subject | None:
        return subjects.get(self.about_kind)

    @property
    def is_late(self) -> bool:
        """The day that we promised is over, and nobody closed it."""
        return self.closed_at is None and self.answer_by < timezone.localdate()

    @property
    def is_due(self) -> bool:
        """We promised an answer today or on the next working day."""
        soon = working_day(timezone.now(), 1)
        return self.closed_at is None and timezone.localdate() <= self.answer_by <= soon


class Written(models.Model):
    """Text of a moderator with a message: who and when."""

    once = once_field()
    text = models.TextField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    privacy = [
        facts("id", "message", "once", "text", "at", purpose=_("Handle what people tell us")),
        personal(
            "by",
            what=_("Which moderator handled a message"),
            purpose=_("Know who did what"),
            basis=Basis.PUBLIC_TASK,
            retention=_("Until the account ends; the row stays without the name"),
        ),
    ]

    class Meta:
        abstract = True
        ordering = ["id"]

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M}"


class Reply(Written):
    """An answer that was mailed to the sender."""

    message = models.ForeignKey(Message, on_delete=models.CASCADE, related_name="replies")

    class Meta(Written.Meta):
        db_table = "conversations_reply"


class Note(Written):
    """A note between moderators; the sender never sees it."""

    message = models.ForeignKey(Message, on_delete=models.CASCADE, related_name="notes")

    class Meta(Written.Meta):
        db_table = "conversations_note"
