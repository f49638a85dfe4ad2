"""What people tell moderators, and what moderators do with it. Recorded without its words."""

from olievlek.moderation.actions.hidings import (
    AppealedError,
    NotHiddenError,
    appeal,
    decide_appeal,
    note_hidden,
    note_shown,
)
from olievlek.moderation.actions.messages import (
    NoAddressError,
    NotPossibleError,
    answer,
    close,
    hand_noun_back,
    hand_over_noun,
    hide_noun,
    note,
    remove_noun,
    reopen,
    restore_noun,
    send,
    show_noun,
)

__all__ = [
    "AppealedError",
    "NoAddressError",
    "NotHiddenError",
    "NotPossibleError",
    "answer",
    "appeal",
    "close",
    "decide_appeal",
    "hand_noun_back",
    "hand_over_noun",
    "hide_noun",
    "note",
    "note_hidden",
    "note_shown",
    "remove_noun",
    "reopen",
    "restore_noun",
    "send",
    "show_noun",
]
