"""The noun of vocabulary. Of all words, themes are what rows are about; so the key says theme."""

from olievlek.core.nouns import Noun
from olievlek.vocabulary.models import Term

NOUNS = (Noun("theme", Term),)
