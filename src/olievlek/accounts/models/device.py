"""Device: a signed-in browser, so that its user can see and end it."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from olievlek.accounts.models.user import User
from olievlek.core.privacy import Basis, facts, personal


class Device(models.Model):
    """One session. No network address and no exact version: enough to know one's own phone, and no more."""

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="devices")
    session_key = models.CharField(max_length=40, unique=True)
    description = models.CharField(max_length=60, blank=True)
    signed_in_at = models.DateTimeField(auto_now_add=True)

    privacy = [
        facts("id", purpose=_("Tell devices apart")),
        personal(
            "user", "session_key", "description", "signed_in_at",
            what=_("On which kind of device you are signed in, and since when"),
            purpose=_("Let you see where you are signed in, and end it"),
            basis=Basis.PUBLIC_TASK,
            retention=_("Until you sign out there; at most two weeks"),
        ),
    ]  # fmt: skip

    class Meta:
        ordering = ["-id"]

    def __str__(self) -> str:
        return f"{self.description} ({self.pk})"
