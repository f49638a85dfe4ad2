"""The nouns of the timeline."""

from olievlek.core.nouns import Noun
from olievlek.timeline.models import Entry, EntryToken, Follow, Mute

NOUNS = (
    Noun("entry", Entry, parts={"entry_token": EntryToken}),
    Noun("follow", Follow),
    Noun("mute", Mute),
)
