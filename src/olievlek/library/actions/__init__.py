"""What people do with cases. Each action may be repeated without harm, is recorded, and keeps the index in step."""

from olievlek.library.actions.adoption import add_adoption
from olievlek.library.actions.case import correct, hide, match_name, publish, remove, restore, unhide
from olievlek.library.actions.lineage import CircleError, link_parent

__all__ = [
    "CircleError",
    "add_adoption",
    "correct",
    "hide",
    "link_parent",
    "match_name",
    "publish",
    "remove",
    "restore",
    "unhide",
]
