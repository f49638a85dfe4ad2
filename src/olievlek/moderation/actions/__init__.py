"""Actions around messages to the moderators, and hiding. The timeline records them without their words."""

from olievlek.moderation.actions.hidings import (
    AppealedError,
    NotHiddenError,
    NotPossibleError,
    appeal,
    decide_appeal,
    hide,
    unhide,
)
from olievlek.moderation.actions.messages import (
    NoAddressError,
    act,
    answer,
    close,
    hand_noun_back,
    hand_over_noun,
    note,
    reopen,
    send,
)

__all__ = [
    "AppealedError",
    "NoAddressError",
    "NotHiddenError",
    "NotPossibleError",
    "act",
    "answer",
    "appeal",
    "close",
    "decide_appeal",
    "hand_noun_back",
    "hand_over_noun",
    "hide",
    "note",
    "reopen",
    "send",
    "unhide",
]
