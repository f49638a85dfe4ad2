"""Vocabulary (begrippen): the words people choose from, in lists with stable keys, in Dutch and in English.

Knows organisations, and nothing of cases or initiatives: those link to its terms.
`suggest` asks higher rooms what helps.
"""
