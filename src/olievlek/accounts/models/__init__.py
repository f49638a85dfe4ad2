"""The nouns of accounts, a file for each."""

from olievlek.accounts.models.address import LONG, SHORT, Address, MailedCode
from olievlek.accounts.models.change import AccessChange
from olievlek.accounts.models.device import Device
from olievlek.accounts.models.one_time import OneTimeAddress, digest_of
from olievlek.accounts.models.profile import Profile
from olievlek.accounts.models.user import (
    DEMO_DOMAIN,
    LANGUAGES,
    User,
    UserManager,
    demo_people_allowed,
    moderator_tokens,
)

__all__ = [
    "DEMO_DOMAIN",
    "LANGUAGES",
    "LONG",
    "SHORT",
    "AccessChange",
    "Address",
    "Device",
    "MailedCode",
    "OneTimeAddress",
    "Profile",
    "User",
    "UserManager",
    "demo_people_allowed",
    "digest_of",
    "moderator_tokens",
]
