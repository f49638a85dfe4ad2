"""User: a person who can sign in."""

from collections.abc import Iterable, Iterator
from typing import Any, ClassVar

from django.apps import apps
from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.crypto import salted_hmac
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from olievlek.core.addresses import canonical
from olievlek.core.audience import MODERATORS, Person
from olievlek.core.privacy import Basis, facts, personal

DEMO_DOMAIN = "@demo.test"
LANGUAGES = [("nl", "Nederlands"), ("en", "English")]


def demo_people_allowed() -> bool:
    """Demo people may come in on this machine only, and not where OLIEVLEK_DEMO=0."""
    return bool(settings.OLIEVLEK_DEMO and settings.ON_LOOPBACK)


class UserManager(BaseUserManager["User"]):
    def create_user(self, email: str, password: str | None = None, **given: Any) -> "User":
        """A user with this address; without a password only a one-time address lets them in."""
        user = self.model(email=canonical(email), **given)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def get_by_natural_key(self, username: str | None) -> "User":
        """By any of their addresses. Those are kept in one way; how somebody types one does not matter."""
        typed = canonical(username or "")
        return self.get(Q(email=typed) | Q(pk__in=self.filter(addresses__email=typed).values("pk")))

    def visible_to(self, user: Person) -> "QuerySet[User]":
        """Users whose page this person may see: their own, those who want to be found, and everybody for moderators."""
        if not user.is_authenticated:
            return self.none()
        here = self.filter(ended_at=None)
        if getattr(user, "is_moderator", False):
            return here
        return here.filter(Q(pk=user.pk) | Q(profile__findable_since__isnull=False, profile__hidden_at=None))

    def with_address(self, email: str) -> "User | None":
        """The user of this address, or None."""
        try:
            return self.get_by_natural_key(email)
        except User.DoesNotExist:
            return None


class User(AbstractBaseUser):
    """Known by an e-mail address that is never shown; the name is what others see."""

    email = models.EmailField(_("e-mail address"), unique=True)
    name = models.CharField(_("name"), max_length=120, blank=True)
    language = models.CharField(_("language"), max_length=5, choices=LANGUAGES, default="nl")
    moderator_since = models.DateTimeField(null=True, blank=True)
    signed_out_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    joined_at = models.DateTimeField(default=timezone.now)

    objects: ClassVar[UserManager] = UserManager()
    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"

    privacy = [
        facts("id", purpose=_("Tell accounts apart")),
        personal(
            "email", "password", "last_login", "signed_out_at", "ended_at", "joined_at", "moderator_since",
            what=_("E-mail address, password (scrambled), role and when you signed in"),
            purpose=_("Let you sign in and keep others out"),
            basis=Basis.PUBLIC_TASK,
            retention=_("Until you end your account"),
        ),
        personal(
            "name", "language",
            what=_("Name and language"),
            purpose=_("Let colleagues know who speaks, in your language"),
            basis=Basis.PUBLIC_TASK,
            retention=_("Until you end your account"),
        ),
    ]  # fmt: skip

    class Meta:
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ended_at=None) | Q(moderator_since=None, name=""), name="an_ended_account_is_nobody"
            ),
        ]

    def __str__(self) -> str:
        return self.name or f"#{self.pk}"

    @property
    def called(self) -> str:
        """The name that others see, or a neutral one."""
        if self.ended_at:
            return _("Former participant %(number)s") % {"number": self.pk}
        return self.name or _("Participant %(number)s") % {"number": self.pk}

    def get_absolute_url(self) -> str:
        return reverse("accounts:person", args=[self.pk])

    def called_for(self, viewer: Person) -> str:
        """Names are for signed-in users, unless somebody made theirs public."""
        profile = getattr(self, "profile", None)
        if viewer.is_authenticated or self.ended_at or (profile and profile.public_since):
            return self.called
        return str(_("A participant"))

    @property
    def is_demo(self) -> bool:
        return self.email.endswith(DEMO_DOMAIN)

    @property
    def is_active(self) -> bool:  # type: ignore[override]  # a pair of facts instead of Django's bare boolean
        return self.ended_at is None and (not self.is_demo or demo_people_allowed())

    @property
    def is_moderator(self) -> bool:
        return self.moderator_since is not None and self.is_active and not self.awaits_second_step

    @cached_property
    def awaits_second_step(self) -> bool:
        """A moderator without a second step cannot moderate: a guessed code would open too much
        (OLIEVLEK_MODERATOR_SECOND_STEP)."""
        if self.moderator_since is None or not settings.OLIEVLEK_MODERATOR_SECOND_STEP:
            return False
        return not apps.get_model("mfa.Authenticator").objects.filter(user_id=self.pk, type="totp").exists()

    def audience_tokens(self) -> list[str]:
        return [f"user:{self.pk}"]

    def get_session_auth_hash(self) -> str:
        """Changes with the password and with `signed_out_at`: both end every session of this person at once."""
        return self._session_hash()

    def get_session_auth_fallback_hash(self) -> Iterator[str]:
        for secret in settings.SECRET_KEY_FALLBACKS:
            yield self._session_hash(secret)

    def _session_hash(self, secret: str | bytes | None = None) -> str:
        moment = self.signed_out_at.timestamp() if self.signed_out_at else 0
        text = f"{self.password}|{moment}"
        return salted_hmac("olievlek.accounts.session", text, secret=secret, algorithm="sha256").hexdigest()


def moderator_tokens(user: Person) -> Iterable[str]:
    """Moderators see what is addressed to moderators."""
    return [MODERATORS] if getattr(user, "is_moderator", False) else []
