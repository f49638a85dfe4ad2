"""Nouns of the room, one file each: what people tell moderators, ask each other, and say under a noun."""

from olievlek.conversations.models.message import LETTERS, Message, MessageQuerySet, Note, Reply, new_reference
from olievlek.conversations.models.remark import Comment, Thank
from olievlek.conversations.models.request import Request

__all__ = ["LETTERS", "Comment", "Message", "MessageQuerySet", "Note", "Reply", "Request", "Thank", "new_reference"]
