"""What people do with cases. Each action may be repeated without harm, is recorded, and keeps the index in step."""

from olievlek.cases.actions.case import correct, hide, publish, remove, restore, unhide
from olievlek.cases.actions.files import (
    TooManyFilesError,
    add_attachment,
    add_photo,
    hide_file,
    remove_file,
    unhide_file,
)
from olievlek.cases.actions.handing_over import hand_back, hand_over
from olievlek.cases.actions.lineage import CircleError, link_parent
from olievlek.cases.actions.people import NotAColleagueError, accept, ask_person, take_off
from olievlek.cases.actions.sharing import NotCompleteError, begin, go_back, save, show_to

__all__ = [
    "CircleError",
    "NotAColleagueError",
    "NotCompleteError",
    "TooManyFilesError",
    "accept",
    "add_attachment",
    "add_photo",
    "ask_person",
    "begin",
    "correct",
    "go_back",
    "hand_back",
    "hand_over",
    "hide",
    "hide_file",
    "link_parent",
    "publish",
    "remove",
    "remove_file",
    "restore",
    "save",
    "show_to",
    "take_off",
    "unhide",
    "unhide_file",
]
