"""Entry: one thing that happened. Rows are added, never changed; `details` holds no free text and nobody's data."""

from typing import Any

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from olievlek.core import audience
from olievlek.core.privacy import Basis, facts, personal


class EntryQuerySet(models.QuerySet["Entry"]):
    def about(self, noun: models.Model) -> "EntryQuerySet":
        """What happened to one noun, newest first."""
        return self.filter(about_kind=noun._meta.label_lower, about_id=noun.pk).order_by("-id")

    def visible_to(self, user: audience.Person) -> "EntryQuerySet":
        """Entries that carry one of this person's tokens."""
        tokens = audience.tokens(user)
        return self.filter(pk__in=EntryToken.objects.filter(token__in=tokens).values("entry_id"))


class Entry(models.Model):
    """Who did what to which noun, when; ordered by `id`, not by time."""

    event = models.CharField(max_length=80, db_index=True)
    about_kind = models.CharField(max_length=80)
    about_id = models.BigIntegerField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField(auto_now_add=True)
    details: "models.JSONField[dict[str, Any], dict[str, Any]]" = models.JSONField(default=dict, blank=True)

    objects = EntryQuerySet.as_manager()

    privacy = [
        facts("id", "event", "about_kind", "about_id", "at", "details", purpose=_("Remember what happened")),
        personal(
            "by",
            what=_("That you did something, such as answer or hide"),
            purpose=_("Know who did what"),
            basis=Basis.PUBLIC_TASK,
            retention=_("Until the account ends; the row stays without the person"),
        ),
    ]

    class Meta:
        ordering = ["-id"]
        indexes = [models.Index(fields=["about_kind", "about_id"])]
        verbose_name_plural = "entries"

    def __str__(self) -> str:
        return f"{self.event} {self.about_kind} {self.about_id}"


class EntryToken(models.Model):
    """One token of the audience of an entry."""

    entry = models.ForeignKey(Entry, on_delete=models.CASCADE, related_name="tokens")
    token = models.CharField(max_length=60)

    privacy = [facts("id", "entry", "token", purpose=_("Show an entry only to its audience"))]

    class Meta:
        ordering = ["id"]
        constraints = [models.UniqueConstraint(fields=["token", "entry"], name="one_token_once")]

    def __str__(self) -> str:
        return f"{self.entry_id} {self.token}"
