"""conversations (gesprekken): what people tell us about a noun or about Olievlek, and the queue of the moderators.

It knows organisations and people. Rooms above register their nouns in `subjects`; it never names one of them.
"""
