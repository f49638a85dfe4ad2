"""Actions of questions, comments and thanks. The timeline records them without their words."""

from olievlek.conversations.actions.comments import (
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
