"""Profile: what somebody tells colleagues about herself."""

from datetime import datetime

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from olievlek.accounts.models.user import User
from olievlek.core.audience import Person
from olievlek.core.privacy import Basis, facts, personal


class ProfileQuerySet(models.QuerySet["Profile"]):
    def visible_to(self, user: Person) -> "ProfileQuerySet":
        """One's own, and for who is signed in those of people who want to be found."""
        if not user.is_authenticated:
            return self.none()
        return self.filter(Q(findable_since__isnull=False) | Q(user_id=user.pk), user__ended_at=None)

    def about(self, words: str) -> "ProfileQuerySet":
        """Who names all of these words, in name or story."""
        found = self
        for word in words.split():
            found = found.filter(
                Q(user__name__icontains=word) | Q(skills__icontains=word) | Q(helps_with__icontains=word)
            )
        return found


class Profile(models.Model):
    """Skills, motivation, what she likes to help with; and since when she wants to be found, asked and named openly."""

    user = models.OneToOneField(User, on_delete=models.CASCADE, related_name="profile")
    skills = models.TextField(max_length=1000, blank=True)
    motivation = models.TextField(max_length=1000, blank=True)
    helps_with = models.TextField(max_length=1000, blank=True)
    findable_since = models.DateTimeField(null=True, blank=True)
    approachable_since = models.DateTimeField(null=True, blank=True)
    public_since = models.DateTimeField(null=True, blank=True)

    objects = ProfileQuerySet.as_manager()

    privacy = [
        facts("id", purpose=_("Tell accounts apart")),
        personal(
            "user", "skills", "motivation", "helps_with", "findable_since", "approachable_since", "public_since",
            what=_("What you are good at, what drives you, what you help with, and who may see it"),
            purpose=_("Let colleagues find somebody who can help"),
            basis=Basis.CONSENT,
            retention=_("Until you end your account"),
        ),
    ]  # fmt: skip

    class Meta:
        ordering = ["user_id"]

    def __str__(self) -> str:
        return f"#{self.user_id}"

    @property
    def switches(self) -> dict[str, datetime | None]:
        return {
            "findable": self.findable_since,
            "approachable": self.approachable_since,
            "public": self.public_since,
        }
