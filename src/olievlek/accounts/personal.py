"""Registers the data export of accounts, and the privacy of the library's models for second steps."""

from allauth.mfa.models import Authenticator
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from olievlek.accounts import mydata, oidc
from olievlek.accounts.addresses import verified
from olievlek.accounts.models import MailedCode, User
from olievlek.core import nouns, privacy
from olievlek.core.models import OutgoingMail
from olievlek.core.nouns import MyData
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
    mydata.register("mfa.Authenticator", lambda user: Authenticator.objects.filter(user=user), secret=["data"])
    mydata.register("socialaccount.SocialAccount", oidc.accounts_of)
    nouns.answer("mail", my_data=[MyData(_mails)])
    mydata.unlinked("sessions.Session", "scrambled; those of a person are listed as devices")


def _codes(user: User) -> QuerySet[MailedCode]:
    return MailedCode.objects.filter(email__in=[user.email, *verified(user)]) | user.mailed_codes.all()


def _mails(user: User) -> QuerySet[OutgoingMail]:
    return OutgoingMail.objects.filter(to__in=[user.email, *verified(user)])


MY_DATA = [
    MyData(lambda user: User.objects.filter(pk=user.pk), secret=["password"]),
    MyData(lambda user: user.addresses.all(), part="address"),
    MyData(lambda user: user.devices.all(), secret=["session_key"], part="device"),
    MyData(lambda user: user.access_changes.all(), secret=["digest", "before"], part="access_change"),
    MyData(lambda user: user.one_time_addresses.all(), secret=["digest"], part="one_time_address"),
    MyData(_codes, secret=["digest", "drawn", "reference"], part="mailed_code"),
]
