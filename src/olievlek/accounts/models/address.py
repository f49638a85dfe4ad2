"""Address: an e-mail address somebody proved to own. MailedCode: the code that proves it."""

import uuid

from django.db import models
from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from olievlek.accounts.models.user import LANGUAGES, User
from olievlek.core.privacy import Basis, facts, personal

MOST_TRIES = 5
SHORT, LONG = 8, 16  # digits; and letters with digits, which nobody guesses


class Address(models.Model):
    """There are no rows for addresses that wait for proof: those are codes. One address is one person's."""

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="addresses")
    email = models.EmailField(_("e-mail address"), unique=True)
    verified_at = models.DateTimeField(default=timezone.now)

    privacy = [
        facts("id", purpose=_("Tell accounts apart")),
        personal(
            "user", "email", "verified_at",
            what=_("E-mail addresses you proved to be yours, and when"),
            purpose=_("Let you sign in, and see which organisation you belong to"),
            basis=Basis.PUBLIC_TASK,
            retention=_("Until you end your account"),
        ),
    ]  # fmt: skip

    class Meta:
        ordering = ["id"]
        verbose_name_plural = "addresses"

    def __str__(self) -> str:
        return f"#{self.pk}"


class MailedCodeQuerySet(QuerySet["MailedCode"]):
    def open(self, purpose: str) -> "MailedCodeQuerySet":
        """Not used, not too old, not tried too often."""
        return self.filter(purpose=purpose, used_at=None, expires_at__gt=timezone.now(), tries__lt=MOST_TRIES)


class MailedCode(models.Model):
    """A code that was asked for, in one browser. The worker makes and mails it; of it only a keyed hash is kept.

    Rows with the same `drawn` have the same code: who asks again gets the open one once more. A row without a digest
    was not mailed; held back means that enough mails with this code went out already.
    """

    class Purpose(models.TextChoices):
        SIGN_IN = "sign_in", pgettext_lazy("purpose of a code", "sign in")
        ADD = "add", pgettext_lazy("purpose of a code", "add an address")
        CONFIRM = "confirm", pgettext_lazy("purpose of a code", "show that it is you")

    reference = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    purpose = models.CharField(max_length=10, choices=Purpose)
    user = models.ForeignKey(User, null=True, blank=True, on_delete=models.CASCADE, related_name="mailed_codes")
    email = models.EmailField()
    language = models.CharField(max_length=5, choices=LANGUAGES)
    length = models.PositiveSmallIntegerField(default=SHORT)
    drawn = models.UUIDField(default=uuid.uuid4, editable=False, db_index=True)
    drawn_at = models.DateTimeField(default=timezone.now)
    held_back_at = models.DateTimeField(null=True, blank=True)
    digest = models.CharField(max_length=64, blank=True)
    tries = models.PositiveSmallIntegerField(default=0)
    asked_at = models.DateTimeField(auto_now_add=True)
    mailed_at = models.DateTimeField(null=True, blank=True)
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True, blank=True)
    failures = models.PositiveSmallIntegerField(default=0)

    objects = MailedCodeQuerySet.as_manager()

    privacy = [
        facts(
            "id", "reference", "purpose", "length", "drawn", "digest", "tries", "failures",
            purpose=_("Let you in once"),
        ),
        personal(
            "user", "email", "language", "asked_at", "drawn_at", "held_back_at", "mailed_at", "expires_at", "used_at",
            what=_("The e-mail address to which you asked a code, and when"),
            purpose=_("Let you in once"),
            basis=Basis.PUBLIC_TASK,
            retention=_("One day"),
        ),
    ]  # fmt: skip

    class Meta:
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(purpose="sign_in", user=None) | (~Q(purpose="sign_in") & Q(user__isnull=False)),
                name="who_signs_in_is_not_known_yet",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.purpose} {self.asked_at:%H:%M} ({self.pk})"

    @property
    def is_long(self) -> bool:
        return self.length == LONG
