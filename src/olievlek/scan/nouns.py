"""The nouns of the scan."""

from olievlek.core.nouns import Noun
from olievlek.scan.models import Evidence, Share

NOUNS = (
    Noun("evidence", Evidence),
    Noun("shared_profile", Share),
)
