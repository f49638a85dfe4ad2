"""library (praktijkbank): the catalogue of examples: lists, themes, feeds. No nouns. Knows adoptions and below."""
