"""Nouns of the room, one file each: what people ask each other, and what they say under a noun."""

from olievlek.conversations.models.comment import Comment, Thank
from olievlek.conversations.models.request import Request

__all__ = ["Comment", "Request", "Thank"]
