"""Where the subject of a task is shown: higher rooms register it, so that a task leads back without knowing them."""

from collections.abc import Callable

from django.urls import reverse

from olievlek.tasks.models import Task

Find = Callable[[int], str | None]
_places: dict[str, Find] = {}


def register(kind: str, find: Find) -> None:
    """`find(pk)` answers the address of a subject of this kind (`round`); called in `AppConfig.ready()`."""
    _places[kind] = find


def place_of(task: Task) -> str:
    """The page on which the plan stands; that of the organisation when its room does not know it any more."""
    find = _places.get(task.about_kind)
    return (find(task.about_id) if find else None) or reverse("organisations:mine")
