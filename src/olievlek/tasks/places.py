"""People who may take on a task, and the page of its subject: the noun that it is about answers both (`working`)."""

from django.urls import reverse

from olievlek.core import nouns
from olievlek.core.nouns import Recipients, Working
from olievlek.tasks.models import Task


def _working(task: Task) -> Working | None:
    noun = nouns.get(task.about_kind)
    return noun.working if noun and isinstance(noun.working, Working) else None


def place_of(task: Task) -> str:
    """The page on which the plan stands; that of the organisation when its room does not know it any more."""
    working = _working(task)
    return (working.place(task.about_id) if working else None) or reverse("organisations:mine")


def responsible_for(task: Task) -> Recipients:
    """People who may take it on; members of the organisation when the subject is unknown by now."""
    working = _working(task)
    return working.responsible(task) if working else Recipients(organisations=[task.organisation])
