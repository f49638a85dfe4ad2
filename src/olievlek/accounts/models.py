"""User: a person who can sign in."""

from typing import Any, ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from olievlek.core.privacy import Basis, facts, personal


class UserManager(BaseUserManager["User"]):
    def create_user(self, email: str, password: str | None = None, **given: Any) -> "User":
        """A person with this address; without a password only a one-time address lets her in."""
        user = self.model(email=self.normalize_email(email).lower(), **given)
        user.set_password(password)
        user.save(using=self._db)
        return user


class User(AbstractBaseUser):
    """Known by an e-mail address that is never shown; the name is what others see."""

    email = models.EmailField(_("e-mail address"), unique=True)
    name = models.CharField(_("name"), max_length=120, blank=True)
    language = models.CharField(
        _("language"), max_length=5, choices=[("nl", "Nederlands"), ("en", "English")], default="nl"
    )
    moderator_since = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    joined_at = models.DateTimeField(default=timezone.now)

    objects: ClassVar[UserManager] = UserManager()
    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"

    privacy = [
        facts("id", purpose=_("Tell accounts apart")),
        personal(
            "email", "password", "last_login", "ended_at", "joined_at", "moderator_since",
            purpose=_("Let you sign in and keep others out"),
            basis=Basis.PUBLIC_TASK,
            retention=_("Until you end your account"),
        ),
        personal(
            "name", "language",
            purpose=_("Let colleagues know who speaks, in your language"),
            basis=Basis.PUBLIC_TASK,
            retention=_("Until you end your account"),
        ),
    ]  # fmt: skip

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return self.name or f"#{self.pk}"

    @property
    def is_active(self) -> bool:  # type: ignore[override]  # a pair of facts instead of Django's bare boolean
        return self.ended_at is None

    @property
    def is_moderator(self) -> bool:
        return self.moderator_since is not None and self.is_active

    def audience_tokens(self) -> list[str]:
        return [f"user:{self.pk}"]
