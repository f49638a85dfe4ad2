"""Scan (scan): where an organisation stands on seven factors, told by many people of it, and what to do next.

The questions, the rounds and what may be shown of the answers are `surveys`; this room starts rounds, reads the frozen
cells, keeps the evidence beside them, and asks `vocabulary.suggest` what helps. May know the library and all below.
"""
