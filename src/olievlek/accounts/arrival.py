"""The page after a first sign-in. A higher room may register a question, such as where somebody works."""

from collections.abc import Callable

from django.http import HttpRequest

from olievlek.accounts.models import User

Stop = Callable[[HttpRequest, User], str | None]
_stops: list[Stop] = []


def register(stop: Stop) -> None:
    """Called in `AppConfig.ready()`. `stop(request, user)` answers an address, or None to stay out of the way.

    It is asked once, the first time somebody comes in; it must be quick, and answer None when there is nothing to ask.
    """
    if stop not in _stops:
        _stops.append(stop)


def first_stop(request: HttpRequest, user: User) -> str | None:
    """The first room with something to ask; None when all are content."""
    return next((url for stop in _stops if (url := stop(request, user))), None)
