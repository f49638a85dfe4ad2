"""moderation (beheer): what people tell the moderators, the queue in which they answer, and what they hide.

It knows organisations and people. Rooms above register their nouns in `subjects`; it never names one of them.
"""
