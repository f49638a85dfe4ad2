"""For whom a form was made: a word in each form, so that a page that stands open long does nothing for somebody else.

Higher rooms say what the word is; `{% csrf_token %}` writes it.
"""

from collections.abc import Callable

from django.http import HttpRequest

FIELD, SWITCH = "made_for", "switch"
Stamp = Callable[[HttpRequest], str]
_stamps: list[Stamp] = []


def register(stamp: Stamp) -> None:
    """Called in `AppConfig.ready()`. Registering twice changes nothing."""
    if stamp not in _stamps:
        _stamps.append(stamp)


def stamp_of(request: HttpRequest) -> str:
    """The word for this person now; empty for visitors."""
    return next((word for word in (stamp(request) for stamp in _stamps) if word), "")
