"""SavedSearch: a question that a member keeps, to hear of new answers."""

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import QuerySet
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext_lazy as _

from olievlek.core import audience
from olievlek.core.privacy import Basis, facts, personal


class SavedSearchQuerySet(QuerySet["SavedSearch"]):
    def visible_to(self, user: audience.Person) -> "SavedSearchQuerySet":
        """Her own, and nobody else's."""
        return self.filter(user_id=user.pk) if user.is_authenticated else self.none()


class SavedSearch(models.Model):
    """`key` is the same for the same words and filters; `seen` and `upto` tell which answers are not new any more."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    text = models.CharField(max_length=300)
    chosen: "models.JSONField[dict[str, list[str]], dict[str, list[str]]]" = models.JSONField(default=dict, blank=True)
    key = models.CharField(max_length=64)
    seen: "models.JSONField[list[str], list[str]]" = models.JSONField(default=list, blank=True)
    upto = models.BigIntegerField(default=0)
    saved_at = models.DateTimeField(auto_now_add=True)
    looked_on = models.DateField(null=True, blank=True)

    objects = SavedSearchQuerySet.as_manager()

    privacy = [
        facts("id", "seen", "upto", "looked_on", purpose=_("Tell only what is new")),
        personal(
            "user", "text", "chosen", "key", "saved_at",
            what=_("Which questions you saved"),
            purpose=_("Tell you of new answers"),
            basis=Basis.CONSENT,
            retention=_("Until you remove the question or end your account"),
        ),
    ]  # fmt: skip

    class Meta:
        ordering = ["-pk"]
        constraints = [models.UniqueConstraint(fields=["user", "key"], name="one_saved_search")]

    def __str__(self) -> str:
        return self.text

    def get_absolute_url(self) -> str:
        """The answers as they are now."""
        query: dict[str, Any] = {"q": self.text, **self.chosen}
        return f"{reverse('search:results')}?{urlencode(query, doseq=True)}"
