"""What people do in a conversation. Each action may be repeated without harm and is recorded, without its words."""

from olievlek.conversations.actions.messages import (
    NoAddressError,
    NotPossibleError,
    answer,
    close,
    hide_noun,
    note,
    remove_noun,
    reopen,
    restore_noun,
    send,
    show_noun,
)
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
    "NoAddressError",
    "NotPossibleError",
    "OwnOrganisationError",
    "accept",
    "answer",
    "ask",
    "close",
    "comment",
    "decline",
    "hide_comment",
    "hide_noun",
    "note",
    "remove_comment",
    "remove_noun",
    "reopen",
    "restore_noun",
    "send",
    "show_noun",
    "take_thank_back",
    "thank",
    "unhide_comment",
    "withdraw",
]
