"""Verbs of the room `organisations`: `joining`, `inviting`, `members`, `proposing`; merging has a file of its own."""
