"""Idioms of rows: what the nouns of every room do in the same way. `docs/patterns.md` shows each in ten lines."""
