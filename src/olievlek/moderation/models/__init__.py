"""Nouns of the room, one file each: messages to the moderators, and what is hidden."""

from olievlek.moderation.models.hiding import Appeal, Hiding
from olievlek.moderation.models.message import LETTERS, Message, MessageQuerySet, Note, Reply, new_reference

__all__ = ["LETTERS", "Appeal", "Hiding", "Message", "MessageQuerySet", "Note", "Reply", "new_reference"]
