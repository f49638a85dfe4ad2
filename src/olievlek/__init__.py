"""Olievlek: the open workplace where public organisations copy from each other and spread what works."""

__version__ = "0.1.0"
