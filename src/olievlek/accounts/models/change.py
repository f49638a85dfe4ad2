"""AccessChange: that a way in was changed, so that the owner hears of it and can undo it."""

from django.db import models
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from olievlek.accounts.models.one_time import digest_of
from olievlek.accounts.models.user import User
from olievlek.core.privacy import Basis, facts, personal


class AccessChangeQuerySet(QuerySet["AccessChange"]):
    def open(self) -> "AccessChangeQuerySet":
        """Not undone, and not too old."""
        return self.filter(used_at=None, expires_at__gt=timezone.now())

    def with_token(self, token: str) -> "AccessChangeQuerySet":
        return self.filter(digest=digest_of(token))


class AccessChange(models.Model):
    """One change of a way in, with all ways in as they were before it."""

    class What(models.TextChoices):
        PASSWORD = "password", _("The password was chosen anew.")
        ADDED = "added", _("An e-mail address was added.")
        REMOVED = "removed", _("An e-mail address was taken away.")
        FIRST = "first", _("Mail goes to another e-mail address.")
        PASSKEY = "passkey", _("A passkey was added.")
        NO_PASSKEY = "no_passkey", _("A passkey was taken away.")
        STEP = "step", _("A second step was turned on.")
        NO_STEP = "no_step", _("The second step was turned off.")
        CODES = "codes", _("New codes to write down were made.")
        LINK = "link", _("An organisation was linked: one can sign in through it.")
        NO_LINK = "no_link", _("An organisation was unlinked.")

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="access_changes")
    what = models.CharField(max_length=12, choices=What)
    before = models.JSONField()
    digest = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField(auto_now_add=True)
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True, blank=True)

    objects = AccessChangeQuerySet.as_manager()

    privacy = [
        facts("id", "digest", purpose=_("Let you undo a change")),
        personal(
            "user", "what", "before", "made_at", "expires_at", "used_at",
            what=_("That a way to sign in was changed, and which ways there were before"),
            purpose=_("Let you hear of it, and undo it when it was not you"),
            basis=Basis.PUBLIC_TASK,
            retention=_("Thirty days"),
        ),
    ]  # fmt: skip

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return f"{self.what} {self.pk}"
