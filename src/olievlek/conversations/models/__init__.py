"""Nouns of the room, one file each: what people tell moderators, ask each other, say under a noun, and object to."""

from olievlek.conversations.models.hiding import Appeal, Hiding
from olievlek.conversations.models.message import LETTERS, Message, MessageQuerySet, Note, Reply, new_reference
from olievlek.conversations.models.remark import Comment, Thank
from olievlek.conversations.models.request import Request

__all__ = [
    "LETTERS",
    "Appeal",
    "Comment",
    "Hiding",
    "Message",
    "MessageQuerySet",
    "Note",
    "Reply",
    "Request",
    "Thank",
    "new_reference",
]
