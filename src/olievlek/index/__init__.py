"""Zoekindex: what can be found, how Dutch words become index terms, and the engine behind it.

Knows no noun: rooms register how theirs becomes a `Document`. Nothing here is truth but the projection table.
"""
