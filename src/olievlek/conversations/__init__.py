"""conversations (gesprekken): what people ask each other about a noun, what they say under it, and thanks.

It knows organisations and people, and moderation below it: `moderation.subjects` says about which nouns people talk.
"""
