"""Entry: one thing that happened. Rows are added, never changed; `details` holds no free text and nobody's data.

Follow and Mute: wishes of one person about hearing. They are private: no entry says that somebody follows.
"""

from typing import Any, Self

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from olievlek.core import audience
from olievlek.core.about import AboutNoun, AboutQuerySet
from olievlek.core.privacy import Basis, facts, personal


class EntryQuerySet(AboutQuerySet["Entry"]):
    def about(self, noun: models.Model) -> Self:
        """The entries of one noun, newest first."""
        return super().about(noun).order_by("-id")

    def visible_to(self, user: audience.Person) -> "EntryQuerySet":
        """Entries that carry one of this person's tokens."""
        tokens = audience.tokens(user)
        return self.filter(pk__in=EntryToken.objects.filter(token__in=tokens).values("entry_id"))


class Entry(AboutNoun):
    """One event: an actor, a noun and a moment; ordered by `id`, not by time."""

    event = models.CharField(max_length=80, db_index=True)
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

    class Meta(AboutNoun.Meta):
        ordering = ["-id"]
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


class WishQuerySet(AboutQuerySet[Any]):
    def of(self, user: audience.Person) -> "WishQuerySet":
        """Somebody's own rows; a visitor has none."""
        return self.filter(user_id=user.pk) if user.is_authenticated else self.none()


class Wish(AboutNoun):
    """One person and one noun."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    objects = WishQuerySet.as_manager()

    privacy = [
        facts("id", purpose=_("Tell you what you want to hear of")),
        personal(
            "user", "about_kind", "about_id", "at",
            what=_("What you follow, what you do not want to hear of, and since when"),
            purpose=_("Tell you what you want to hear of"),
            basis=Basis.PUBLIC_TASK,
            retention=_("Until you stop following or end your account"),
        ),
    ]  # fmt: skip

    class Meta(AboutNoun.Meta):
        abstract = True
        ordering = ["-id"]
        constraints = [models.UniqueConstraint(fields=["user", "about_kind", "about_id"], name="%(class)s_once")]

    def __str__(self) -> str:
        return f"{self.user_id} {self.about_kind} {self.about_id}"


class Follow(Wish):
    """A wish to hear what happens to a noun from now on."""


class Mute(Wish):
    """A wish not to hear of a noun, also not as its maker or when asked."""
