"""writing (vertellen): tell an example in three steps, with colleagues and photos. No nouns. Knows cases and below."""
