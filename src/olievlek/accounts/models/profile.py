"""Profile: a person's skills and motivation, for colleagues."""

from datetime import datetime

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from olievlek.accounts.models.user import User
from olievlek.core.audience import MODERATORS, Person
from olievlek.core.privacy import Basis, facts, personal
from olievlek.core.text import apart
from olievlek.timeline.hiding import Hideable, HideableQuerySet, hidden_with_reason


class ProfileQuerySet(HideableQuerySet["Profile"]):
    def visible_to(self, user: Person) -> "ProfileQuerySet":
        """One's own, and for who is signed in those of people who want to be found; moderators see what is hidden."""
        if not user.is_authenticated:
            return self.none()
        found = Q(findable_since__isnull=False, hidden_at=None)
        if getattr(user, "is_moderator", False):
            found |= Q(hidden_at__isnull=False)
        return self.filter(found | Q(user_id=user.pk), user__ended_at=None)

    def about(self, words: str) -> "ProfileQuerySet":
        """Profiles that hold all of these words, in name or story."""
        found = self
        for word in words.split():
            found = found.filter(
                Q(user__name__icontains=word) | Q(skills__icontains=word) | Q(helps_with__icontains=word)
            )
        return found


class Profile(Hideable):
    """Skills, motivation and wishes to help; and since when this person may be found, approached and named."""

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
            "hidden_at", "hidden_by", "hidden_reason",
            what=_("That a moderator hid what you tell about yourself, and why"),
            purpose=_("Hide what can not stay"),
            basis=Basis.PUBLIC_TASK,
            retention=_("Until it is shown again, or you end your account"),
        ),
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
        constraints = [hidden_with_reason("profile")]

    def __str__(self) -> str:
        return gettext("What %(name)s tells about herself") % {"name": apart(self.user.called)}

    def get_absolute_url(self) -> str:
        return self.user.get_absolute_url()

    def audience_tokens(self) -> list[str]:
        """The user and moderators: others do not learn who reads which profile."""
        return [f"user:{self.user_id}", MODERATORS]

    @property
    def switches(self) -> dict[str, datetime | None]:
        return {
            "findable": self.findable_since,
            "approachable": self.approachable_since,
            "public": self.public_since,
        }
