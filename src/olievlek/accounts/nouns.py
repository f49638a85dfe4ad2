"""The nouns of accounts: a person, with what belongs to the account, and the profile."""

from olievlek.accounts.models import AccessChange, Address, Device, MailedCode, OneTimeAddress, Profile, User
from olievlek.core.nouns import Noun

NOUNS = (
    Noun(
        "person",
        User,
        parts={
            "access_change": AccessChange,
            "address": Address,
            "device": Device,
            "mailed_code": MailedCode,
            "one_time_address": OneTimeAddress,
        },
    ),
    Noun("profile", Profile),
)
