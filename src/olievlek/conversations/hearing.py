"""A noun that can be hidden says by which two events; a hiding begins and ends with them."""

from olievlek.conversations import actions
from olievlek.core.nouns import Moderating, Noun
from olievlek.timeline.record import listen


def read(_noun: Noun, moderating: Moderating) -> None:
    """What a noun answers to "moderating": its makers hear of these events from now on."""
    if moderating.hears is not None:
        hidden, shown = moderating.hears
        listen(hidden, actions.note_hidden)
        listen(shown, actions.note_shown)
