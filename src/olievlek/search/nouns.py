"""The noun of search."""

from olievlek.core.nouns import Noun
from olievlek.search.models import SavedSearch

NOUNS = (Noun("saved_search", SavedSearch),)
