"""The nouns of the index: what it keeps to find things, and what people may see and remove of that."""

from olievlek.core.nouns import Retention, Unlinked, record_of
from olievlek.index import learning
from olievlek.index.models import Counter, Document, Learnt, Neighbours, Wording

NOUNS = (
    record_of(
        "document",
        Document,
        "a copy of another noun that can be found",
        parts={"counter": Counter, "neighbours": Neighbours},
    ),
    record_of(
        "learnt",
        Learnt,
        "numbers without a reader; the page of plain words lists them",
        my_data=[Unlinked("", "numbers below 256 that fit many people; counted, never looked up")],
        retention=[Retention("index.learning", learning.forget, every=3600)],
    ),
    record_of("wording", Wording, "a line in a list of words that moderators keep"),
)
