"""Actions of organisations on the cases of others. The timeline records them."""

from olievlek.adoptions.actions.adoption import add_adoption
from olievlek.adoptions.actions.copying import (
    OwnCaseError,
    confirm,
    copy,
    keep_inside,
    last_step,
    merge_rows,
    move,
    open_up,
    undo_step,
)
from olievlek.adoptions.actions.giving_back import (
    adapt,
    add_to_case,
    hide_addition,
    share_as,
    share_as_case,
    unhide_addition,
    withdraw_addition,
)

__all__ = [
    "OwnCaseError",
    "adapt",
    "add_adoption",
    "add_to_case",
    "confirm",
    "copy",
    "hide_addition",
    "keep_inside",
    "last_step",
    "merge_rows",
    "move",
    "open_up",
    "share_as",
    "share_as_case",
    "undo_step",
    "unhide_addition",
    "withdraw_addition",
]
