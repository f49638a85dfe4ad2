"""For whom a form was made: a word in each form, so that a page that stands open long does nothing for somebody else.

Higher rooms say what the word is; `{% csrf_token %}` writes it.
"""

from collections.abc import Callable

from django.http import HttpRequest

from olievlek.core.registry import Registry

FIELD, SWITCH = "made_for", "switch"
Stamp = Callable[[HttpRequest], str]
_stamps: Registry[Stamp] = Registry("for whom a form was made")


def register(stamp: Stamp) -> None:
    """Called in `AppConfig.ready()`. Twice raises."""
    _stamps.add(stamp)


def stamp_of(request: HttpRequest) -> str:
    """The word for this person now; empty for visitors."""
    return next((word for word in (stamp(request) for stamp in _stamps) if word), "")
