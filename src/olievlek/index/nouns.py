"""The nouns of the index: what it keeps to find things, and what people may see and remove of that."""

from olievlek.core.nouns import Noun
from olievlek.index.models import Counter, Document, Learnt, Neighbours, Wording

NOUNS = (
    Noun("document", Document, parts={"counter": Counter, "neighbours": Neighbours}),
    Noun("learnt", Learnt),
    Noun("wording", Wording),
)
