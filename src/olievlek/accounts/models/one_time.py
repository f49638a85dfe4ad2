"""OneTimeAddress: a way in that works once."""

import hashlib

from django.db import models
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from olievlek.accounts.models.user import User
from olievlek.core.privacy import Basis, facts, personal


def digest_of(token: str) -> str:
    """The stored digest of a token: whoever reads the table cannot sign in with it."""
    return hashlib.sha256(token.encode()).hexdigest()


class OneTimeAddressQuerySet(QuerySet["OneTimeAddress"]):
    def open(self, purpose: str) -> "OneTimeAddressQuerySet":
        """Not used and not too old."""
        return self.filter(purpose=purpose, used_at=None, expires_at__gt=timezone.now())

    def with_token(self, token: str) -> "OneTimeAddressQuerySet":
        return self.filter(digest=digest_of(token))


class OneTimeAddress(models.Model):
    """A secret address to sign in or to choose a password. Opening it does not use it up."""

    class Purpose(models.TextChoices):
        SIGN_IN = "sign_in", pgettext_lazy("purpose of an address", "sign in")
        PASSWORD = "password", pgettext_lazy("purpose of an address", "choose a password")

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="one_time_addresses")
    purpose = models.CharField(max_length=10, choices=Purpose)
    digest = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField(auto_now_add=True)
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True, blank=True)

    objects = OneTimeAddressQuerySet.as_manager()

    privacy = [
        facts("id", "purpose", "digest", purpose=_("Let you in once")),
        personal(
            "user", "made_at", "expires_at", "used_at",
            what=_("When you asked for a one-time address"),
            purpose=_("Let you in once"),
            basis=Basis.PUBLIC_TASK,
            retention=_("Thirty days"),
        ),
    ]  # fmt: skip

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return f"{self.purpose} {self.pk}"
