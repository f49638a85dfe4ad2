"""What people do with cases. Each action may be repeated without harm, is recorded, and keeps the index in step."""

from olievlek.library.actions.adoption import add_adoption
from olievlek.library.actions.case import correct, hide, match_name, publish, remove, restore, unhide
from olievlek.library.actions.copying import (
    CanNotMoveError,
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
from olievlek.library.actions.files import TooManyFilesError, add_attachment, add_photo, remove_file
from olievlek.library.actions.giving_back import (
    WrittenMeanwhileError,
    adapt,
    add_to_case,
    hide_addition,
    share_as,
    share_as_case,
    unhide_addition,
    withdraw_addition,
)
from olievlek.library.actions.lineage import CircleError, link_parent
from olievlek.library.actions.people import NotAColleagueError, accept, ask_person, take_off
from olievlek.library.actions.sharing import (
    ChangedMeanwhileError,
    NotCompleteError,
    begin,
    go_back,
    save,
    show_to,
)

__all__ = [
    "CanNotMoveError",
    "ChangedMeanwhileError",
    "CircleError",
    "NotAColleagueError",
    "NotCompleteError",
    "OwnCaseError",
    "TooManyFilesError",
    "WrittenMeanwhileError",
    "accept",
    "adapt",
    "add_adoption",
    "add_attachment",
    "add_photo",
    "add_to_case",
    "ask_person",
    "begin",
    "confirm",
    "copy",
    "correct",
    "go_back",
    "hide",
    "hide_addition",
    "keep_inside",
    "last_step",
    "link_parent",
    "match_name",
    "merge_rows",
    "move",
    "open_up",
    "publish",
    "remove",
    "remove_file",
    "restore",
    "save",
    "share_as",
    "share_as_case",
    "show_to",
    "take_off",
    "undo_step",
    "unhide",
    "unhide_addition",
    "withdraw_addition",
]
