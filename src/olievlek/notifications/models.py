"""Notification: an entry that concerns somebody. Choice, MailStop: preferences. Digest: what was mailed."""

from datetime import timedelta

from django.conf import settings
from django.db import models
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from olievlek.core import audience
from olievlek.core.about import kind_field
from olievlek.core.privacy import Basis, facts, personal
from olievlek.timeline.models import Entry, Mute

KEPT = timedelta(days=90)


class Kind(models.TextChoices):
    """Kinds that have their own preference."""

    QUESTIONS = "questions", _("Questions to you, and answers to yours")
    COLLEAGUES = "colleagues", _("Colleagues who want to join")
    COMMENTS = "comments", _("What people say under an example")
    COPYING = "copying", _("Who copies what you follow")
    EXAMPLES = "examples", _("New and changed examples")
    HIDDEN = "hidden", _("What moderators hide of yours, and why")
    MEMBERSHIP = "membership", _("Answers to what you asked or were asked to join")


class Way(models.TextChoices):
    """How somebody hears of a kind."""

    DIGEST = "digest", pgettext_lazy("way of hearing", "Here, and in one mail a day")
    HERE = "here", pgettext_lazy("way of hearing", "Only here")
    NONE = "none", pgettext_lazy("way of hearing", "Not at all")


class Reason(models.TextChoices):
    """The reason to see it; finishes "You see this because …"."""

    ASKED = "asked", _("your organisation was asked")
    ASKER = "asker", _("you asked it")
    COORDINATOR = "coordinator", _("you are coordinator")
    YOURS = "yours", _("it is yours")
    MADE = "made", _("your organisation made it")
    CASE = "case", _("you follow this example")
    ORGANISATION = "organisation", _("you follow this organisation")
    THEME = "theme", _("you follow this theme")
    INVITED = "invited", _("a colleague asks you")
    CHILD = "child", _("it grew out of an example of yours")


class NotificationQuerySet(QuerySet["Notification"]):
    def visible_to(self, user: audience.Person) -> "NotificationQuerySet":
        """The user's own, of entries they may see now, of kinds they want, about nouns they did not mute."""
        if not user.is_authenticated:
            return self.none()
        unwanted = Choice.objects.filter(user_id=user.pk, way=Way.NONE).values("kind")
        muted = Mute.objects.of(user).filter(
            about_kind=models.OuterRef("about_kind"), about_id=models.OuterRef("about_id")
        )
        mine = self.filter(user_id=user.pk, entry__in=Entry.objects.visible_to(user).order_by().values("pk"))
        return mine.exclude(kind__in=unwanted).exclude(models.Exists(muted))

    def unread(self) -> "NotificationQuerySet":
        return self.filter(read_at=None)

    def recent(self) -> "NotificationQuerySet":
        """Of the last ninety days; older ones go."""
        return self.filter(entry__at__gt=timezone.now() - KEPT)


class Notification(models.Model):
    """`about` is the noun that a page shows: a case, a question, a request to join."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="notifications")
    entry = models.ForeignKey(Entry, on_delete=models.CASCADE, related_name="+")
    kind = models.CharField(max_length=12, choices=Kind)
    reason = models.CharField(max_length=12, choices=Reason)
    about_kind = kind_field()
    about_id = models.BigIntegerField()
    read_at = models.DateTimeField(null=True, blank=True)

    objects = NotificationQuerySet.as_manager()

    privacy = [
        facts("id", purpose=_("Tell you what you want to hear of")),
        personal(
            "user", "entry", "kind", "reason", "about_kind", "about_id", "read_at",
            what=_("What happened that concerns you, why, and whether you read it"),
            purpose=_("Tell you what you want to hear of"),
            basis=Basis.PUBLIC_TASK,
            retention=_("Ninety days, or until you end your account"),
        ),
    ]  # fmt: skip

    class Meta:
        ordering = ["-entry"]
        indexes = [models.Index(fields=["user", "read_at"])]
        constraints = [models.UniqueConstraint(fields=["user", "entry"], name="one_notification_of_an_entry")]

    def __str__(self) -> str:
        return f"{self.user_id} {self.entry_id}"


class Choice(models.Model):
    """How somebody hears of one kind; without a row it is here and in the mail."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    kind = models.CharField(max_length=12, choices=Kind)
    way = models.CharField(max_length=6, choices=Way)

    objects: models.Manager["Choice"] = models.Manager()

    privacy = [
        facts("id", purpose=_("Tell you what you want to hear of")),
        personal(
            "user", "kind", "way",
            what=_("Which notifications and mails you want"),
            purpose=_("Tell you what you want to hear of"),
            basis=Basis.CONSENT,
            retention=_("Until you end your account"),
        ),
    ]  # fmt: skip

    class Meta:
        ordering = ["id"]
        constraints = [models.UniqueConstraint(fields=["user", "kind"], name="one_choice_of_a_kind")]

    def __str__(self) -> str:
        return f"{self.kind}: {self.way}"


class Digest(models.Model):
    """One a day for each person at most. It remembers which entries it told, so that none is told twice."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    day = models.DateField()
    entries: "models.JSONField[list[int], list[int]]" = models.JSONField(default=list, blank=True)

    objects: models.Manager["Digest"] = models.Manager()

    privacy = [
        facts("id", purpose=_("Send mail once")),
        personal(
            "user", "day", "entries",
            what=_("On which days you got a mail of what happened"),
            purpose=_("Send mail once"),
            basis=Basis.PUBLIC_TASK,
            retention=_("Thirty days"),
        ),
    ]  # fmt: skip

    class Meta:
        ordering = ["id"]
        constraints = [models.UniqueConstraint(fields=["user", "day"], name="one_digest_a_day")]

    def __str__(self) -> str:
        return f"{self.user_id} {self.day}"


class MailStop(models.Model):
    """The daily mail is stopped with one click; the preferences for each kind stay for when it is wanted back."""

    user = models.OneToOneField(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    objects: models.Manager["MailStop"] = models.Manager()

    privacy = [
        facts("id", purpose=_("Tell you what you want to hear of")),
        personal(
            "user", "at",
            what=_("That you stopped the daily mail"),
            purpose=_("Tell you what you want to hear of"),
            basis=Basis.CONSENT,
            retention=_("Until you want the mail again or end your account"),
        ),
    ]  # fmt: skip

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return f"{self.user_id}"
