"""The nouns of conversations."""

from olievlek.conversations.models import Comment, Request, Thank
from olievlek.core.nouns import Noun

NOUNS = (
    Noun("request", Request),
    Noun("comment", Comment),
    Noun("thank", Thank),
)
