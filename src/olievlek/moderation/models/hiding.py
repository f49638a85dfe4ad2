"""Hiding (verberging): a moderator took something out of sight. Appeal (bezwaar): its maker answers once.

The reason stays here, also after it is shown again.
"""

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from olievlek.core import audience
from olievlek.core.once import once_field
from olievlek.core.privacy import Basis, facts, personal
from olievlek.core.rows.decisions import Decision
from olievlek.moderation import subjects
from olievlek.moderation.models.message import Message

PERSON = settings.AUTH_USER_MODEL


class HidingQuerySet(QuerySet["Hiding"]):
    def now(self) -> "HidingQuerySet":
        """Those that have not ended."""
        return self.filter(ended_at=None)

    def of_maker(self, user: audience.Person) -> "HidingQuerySet":
        """Of what this person made, or answers for."""
        if not user.is_authenticated:
            return self.none()
        mine = Q(pk__in=[])
        for subject in subjects.with_makers():
            assert subject.made_by is not None  # that is what with_makers() asks
            nouns = subject.made_by(user).order_by().values("pk")
            mine |= Q(about_kind=subject.key, about_id__in=nouns)
        return self.filter(mine)

    def with_nouns(self) -> "list[Hiding]":
        """The rows, each with what it is about; a query for each kind, not for each row."""
        rows: list[Hiding] = list(self)
        for subject in subjects.with_makers():
            mine = [one for one in rows if one.about_kind == subject.key]
            found = subject.model._default_manager.in_bulk([one.about_id for one in mine]) if mine else {}
            for one in mine:
                one.noun = found.get(one.about_id)
        return rows

    def visible_to(self, user: audience.Person) -> "HidingQuerySet":
        """Its makers, and moderators."""
        return self if audience.MODERATORS in audience.tokens(user) else self.of_maker(user)


class Hiding(models.Model):
    """One time that one thing was hidden; `hidden_at` is that of the thing itself."""

    about_kind = models.CharField(max_length=40)
    about_id = models.BigIntegerField()
    hidden_at = models.DateTimeField()
    reason = models.TextField()
    ended_at = models.DateTimeField(null=True, blank=True)

    objects = HidingQuerySet.as_manager()

    privacy = [
        facts(
            "id", "about_kind", "about_id", "hidden_at", "reason", "ended_at",
            purpose=_("Tell makers what is hidden, and why"),
        )
    ]  # fmt: skip

    class Meta:
        db_table = "conversations_hiding"  # the room where it was made, before this one
        ordering = ["-hidden_at", "-id"]
        constraints = [
            models.UniqueConstraint(fields=["about_kind", "about_id", "hidden_at"], name="one_hiding_once"),
            models.CheckConstraint(condition=~Q(reason=""), name="hiding_with_a_reason"),
        ]

    def __str__(self) -> str:
        return str(self.noun or gettext("It is no longer there."))

    def get_absolute_url(self) -> str:
        return reverse("moderation:hiding", args=[self.pk])

    def audience_tokens(self) -> list[str]:
        """The makers of this moment, and moderators."""
        return [audience.MODERATORS, *(f"user:{user.pk}" for user in self.makers)]

    @property
    def subject(self) -> subjects.Subject | None:
        return subjects.get(self.about_kind)

    @cached_property
    def noun(self) -> Any:
        """Also while it is hidden: only makers and moderators see this page."""
        return self.subject.find(self.about_id) if self.subject else None

    @property
    def makers(self) -> list[Any]:
        subject, noun = self.subject, self.noun
        return list(subject.makers(noun)) if subject and subject.makers and noun is not None else []


class Appeal(Decision):
    """An objection: one for each hiding. It waits in the queue as a message, and a moderator decides with an answer."""

    class Outcome(models.TextChoices):
        SHOWN = "shown", pgettext_lazy("outcome of an appeal", "Shown again")
        STAYS = "stays", pgettext_lazy("outcome of an appeal", "Stays hidden")

    hiding = models.OneToOneField(Hiding, on_delete=models.CASCADE, related_name="appeal")
    message = models.OneToOneField(Message, on_delete=models.CASCADE, related_name="appeal")
    by = models.ForeignKey(PERSON, null=True, blank=True, on_delete=models.SET_NULL, related_name="appeals")
    text = models.TextField(blank=True)
    language = models.CharField(max_length=5)
    once = once_field()
    sent_at = models.DateTimeField(auto_now_add=True)
    outcome = models.CharField(max_length=8, choices=Outcome, blank=True)
    answer = models.TextField(blank=True)

    objects: models.Manager["Appeal"] = models.Manager()

    privacy = [
        facts(
            "id", "hiding", "message", "language", "once", "sent_at", "decided_at", "outcome", "answer",
            purpose=_("Tell makers what is hidden, and why"),
        ),
        personal(
            "by", "text",
            what=_("What you said against hiding something that you made"),
            purpose=_("Let makers object when something is hidden"),
            basis=Basis.PUBLIC_TASK,
            retention=_("Until you end your account; then your words go and the row stays"),
        ),
        personal(
            "decided_by",
            what=_("Which moderator handled a message"),
            purpose=_("Know who did what"),
            basis=Basis.PUBLIC_TASK,
            retention=_("Until the account ends; the row stays without the name"),
        ),
    ]  # fmt: skip

    class Meta:
        db_table = "conversations_appeal"  # the room where it was made, before this one
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(decided_at=None, decided_by=None, outcome="", answer="")
                | (Q(decided_at__isnull=False) & ~Q(outcome="") & ~Q(answer="")),
                name="appeal_decided_with_an_answer",
            )
        ]

    def __str__(self) -> str:
        return f"{self.hiding_id}"
