"""The nouns of moderation."""

from olievlek.core.nouns import Noun
from olievlek.moderation.models import Appeal, Hiding, Message, Note, Reply

NOUNS = (
    Noun("message", Message, parts={"note": Note, "reply": Reply}),
    Noun("hiding", Hiding, parts={"appeal": Appeal}),
)
