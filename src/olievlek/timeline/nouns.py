"""The nouns of the timeline."""

from olievlek.core.nouns import MyData, record_of
from olievlek.timeline.models import Entry, EntryToken, Follow, Mute

NOUNS = (
    record_of("entry", Entry, "it only says what happened to another noun", parts={"entry_token": EntryToken}),
    record_of(
        "follow",
        Follow,
        "a wish of one person about another noun",
        my_data=[MyData(lambda user: Follow.objects.filter(user=user))],
    ),
    record_of(
        "mute",
        Mute,
        "a wish of one person about another noun",
        my_data=[MyData(lambda user: Mute.objects.filter(user=user))],
    ),
)
