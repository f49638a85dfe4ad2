"""Comment (reactie): a text under a noun. Thank (bedankje): that somebody is glad with it, and no more."""

from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from olievlek.core import audience
from olievlek.core.once import once_field
from olievlek.core.privacy import Basis, facts, personal
from olievlek.moderation import subjects
from olievlek.organisations.models import Organisation
from olievlek.timeline.hiding import Hideable, HideableQuerySet, hidden_with_reason


class CommentQuerySet(HideableQuerySet["Comment"]):
    def shown(self) -> Self:
        return super().shown().filter(removed_at=None)

    def visible_to(self, user: audience.Person) -> "CommentQuerySet":
        """Under nouns this person may see; moderators also see what is hidden."""
        where = Q(pk__in=[])
        for subject in subjects.talked_about():
            nouns = subject.model._default_manager.visible_to(user)  # type: ignore[attr-defined]  # by contract
            where |= Q(about_kind=subject.key, about_id__in=nouns.order_by().values("pk"))
        found = self.filter(where, removed_at=None)
        return found if audience.MODERATORS in audience.tokens(user) else found.filter(hidden_at=None)

    def removable_by(self, user: audience.Person) -> "CommentQuerySet":
        """One's own."""
        return self.filter(by_id=user.pk, removed_at=None) if user.is_authenticated else self.none()

    def under(self, subject: subjects.Subject, pk: int) -> "CommentQuerySet":
        return self.filter(about_kind=subject.key, about_id=pk)


class Comment(Hideable):
    """A text under one noun. Removing it empties the text; the row stays, so that its form cannot be sent again."""

    about_kind = models.CharField(max_length=40)
    about_id = models.BigIntegerField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="comments")
    for_organisation = models.ForeignKey(
        Organisation, null=True, blank=True, on_delete=models.PROTECT, related_name="comments"
    )
    text = models.TextField(blank=True)
    language = models.CharField(max_length=5)
    once = once_field()
    at = models.DateTimeField(auto_now_add=True)
    removed_at = models.DateTimeField(null=True, blank=True)

    objects = CommentQuerySet.as_manager()

    privacy = [
        facts(
            "id", "about_kind", "about_id", "for_organisation", "once", "at", "language", "hidden_at", "hidden_reason",
            "removed_at", purpose=_("Let people talk about what they read"),
        ),
        personal(
            "by", "text",
            what=_("What you say under an example"),
            purpose=_("Let people talk about what they read"),
            basis=Basis.PUBLIC_TASK,
            retention=_("Until you take it away or end your account"),
        ),
        personal(
            "hidden_by",
            what=_("Which moderator hid a comment"),
            purpose=_("Know who did what"),
            basis=Basis.PUBLIC_TASK,
            retention=_("Until the account ends; the row stays without the person"),
        ),
    ]  # fmt: skip

    class Meta:
        ordering = ["id"]
        indexes = [models.Index(fields=["about_kind", "about_id"])]
        constraints = [
            hidden_with_reason("comment"),
            models.CheckConstraint(
                condition=Q(removed_at=None) & ~Q(text="") | Q(removed_at__isnull=False, text=""),
                name="a_removed_comment_has_no_words",
            ),
        ]

    def __str__(self) -> str:
        return gettext("Comment %(number)s") % {"number": self.pk}

    def get_absolute_url(self) -> str:
        """Where it stands: its place on the page of the noun."""
        subject = subjects.get(self.about_kind)
        noun = subject.find(self.about_id) if subject else None
        return f"{noun.get_absolute_url()}#reactie-{self.pk}" if noun is not None else "/"

    def audience_tokens(self) -> list[str]:
        """As its noun; of moderators only when it is hidden."""
        subject = subjects.get(self.about_kind)
        noun = subject.find(self.about_id) if subject else None
        if noun is None or self.hidden_at or self.removed_at:
            return [audience.MODERATORS]
        tokens: list[str] = noun.audience_tokens()
        return tokens


class Thank(models.Model):
    """One from each person. Only how many is shown: no names, no marks, no ranking."""

    about_kind = models.CharField(max_length=40)
    about_id = models.BigIntegerField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    objects: models.Manager["Thank"] = models.Manager()

    privacy = [
        facts("id", purpose=_("Say thank you")),
        personal(
            "by", "about_kind", "about_id", "at",
            what=_("That you said thank you"),
            purpose=_("Say thank you"),
            basis=Basis.PUBLIC_TASK,
            retention=_("Until you take it back or end your account"),
        ),
    ]  # fmt: skip

    class Meta:
        ordering = ["id"]
        constraints = [models.UniqueConstraint(fields=["about_kind", "about_id", "by"], name="one_thank_each")]

    def __str__(self) -> str:
        return f"{self.about_kind} {self.about_id}"
