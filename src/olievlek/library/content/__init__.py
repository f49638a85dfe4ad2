"""Everyday words for the examples that ship, and what a study counted: see docs/data.md for their origin."""
