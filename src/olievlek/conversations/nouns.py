"""The nouns of conversations."""

from olievlek.conversations.models import Appeal, Comment, Hiding, Message, Note, Reply, Request, Thank
from olievlek.core.nouns import Noun

NOUNS = (
    Noun("message", Message, parts={"note": Note, "reply": Reply}),
    Noun("request", Request),
    Noun("comment", Comment),
    Noun("thank", Thank),
    Noun("hiding", Hiding, parts={"appeal": Appeal}),
)
