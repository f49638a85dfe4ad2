"""Zoeken: the page that answers a problem typed in one's own words, and suggestions while typing.

Knows every noun that can be found (`sources.py`); owns none.
"""
