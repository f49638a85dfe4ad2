"""What people do in a conversation. Each action may be repeated without harm and is recorded, without its words."""

from olievlek.conversations.actions.remarks import (
    comment,
    hide_comment,
    remove_comment,
    take_thank_back,
    thank,
    unhide_comment,
)
from olievlek.conversations.actions.requests import (
    AlreadyAskedError,
    DecidedError,
    OwnOrganisationError,
    accept,
    ask,
    decline,
    withdraw,
)

__all__ = [
    "AlreadyAskedError",
    "DecidedError",
    "OwnOrganisationError",
    "accept",
    "ask",
    "comment",
    "decline",
    "hide_comment",
    "remove_comment",
    "take_thank_back",
    "thank",
    "unhide_comment",
    "withdraw",
]
