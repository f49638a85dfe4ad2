"""Registers the data export of accounts, and the privacy of the library's models for second steps."""

from allauth.mfa.models import Authenticator
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from olievlek.accounts import mydata, oidc
from olievlek.accounts.addresses import verified
from olievlek.accounts.models import MailedCode, Profile, User
from olievlek.core import privacy
from olievlek.core.models import OutgoingMail
from olievlek.core.privacy import Basis, facts, personal

_NOT_USED = _("A table of a library that stays empty")
_WAYS_IN = {
    "mfa.Authenticator": [
        facts("id", "type", purpose=_("Let you in once")),
        personal(
            "user", "data", "created_at", "last_used_at",
            what=_("Your passkeys and your second step, and when you used them"),
            purpose=_("Let you sign in and keep others out"),
            basis=Basis.PUBLIC_TASK,
            retention=_("Until you take them away or end your account"),
        ),
    ],
    "socialaccount.SocialAccount": [
        facts("id", "provider", "extra_data", purpose=_("Let you sign in and keep others out")),
        personal(
            "user", "uid", "last_login", "date_joined",
            what=_("By which number your own organisation knows you when you sign in through it"),
            purpose=_("Let you sign in and keep others out"),
            basis=Basis.PUBLIC_TASK,
            retention=_("Until you take them away or end your account"),
        ),
    ],
    "socialaccount.SocialApp": [
        facts("id", "provider", "provider_id", "name", "client_id", "secret", "key", "settings", purpose=_NOT_USED)
    ],
    "socialaccount.SocialToken": [
        facts("id", "app", "account", "token", "token_secret", "expires_at", purpose=_NOT_USED)
    ],
    "account.EmailAddress": [facts("id", "user", "email", "verified", "primary", purpose=_NOT_USED)],
    "account.EmailConfirmation": [facts("id", "email_address", "created", "sent", "key", purpose=_NOT_USED)],
}  # fmt: skip


def declare() -> None:
    """Called once, when the project starts."""
    for label, declarations in _WAYS_IN.items():
        privacy.declare(label, declarations)
    mydata.register("accounts.User", lambda user: User.objects.filter(pk=user.pk), secret=["password"])
    mydata.register("accounts.Profile", lambda user: Profile.objects.filter(user=user))
    mydata.register("accounts.Address", lambda user: user.addresses.all())
    mydata.register("accounts.Device", lambda user: user.devices.all(), secret=["session_key"])
    mydata.register("accounts.AccessChange", lambda user: user.access_changes.all(), secret=["digest", "before"])
    mydata.register("accounts.OneTimeAddress", lambda user: user.one_time_addresses.all(), secret=["digest"])
    mydata.register("accounts.MailedCode", _codes, secret=["digest", "drawn", "reference"])
    mydata.register("mfa.Authenticator", lambda user: Authenticator.objects.filter(user=user), secret=["data"])
    mydata.register("socialaccount.SocialAccount", oidc.accounts_of)
    mydata.register("core.OutgoingMail", lambda user: OutgoingMail.objects.filter(to__in=[user.email, *verified(user)]))
    mydata.unlinked("core.Hit", "a keyed hash of a network address, for a day; we can not tell whose")
    mydata.unlinked("sessions.Session", "scrambled; those of a person are listed as devices")


def _codes(user: User) -> QuerySet[MailedCode]:
    return MailedCode.objects.filter(email__in=[user.email, *verified(user)]) | user.mailed_codes.all()
