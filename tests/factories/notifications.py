"""Things people hear of, for tests."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import models

from olievlek.accounts.models import User
from olievlek.notifications.models import Notification
from olievlek.timeline import actions, record


def follow(noun: models.Model, by: User) -> None:
    actions.follow(noun, by=by)


def tell_all() -> None:
    """What listeners would have heard after the commits of a test."""
    record.replay()


def heard_by(user: User) -> list[str]:
    """The events somebody may see now, oldest first."""
    return [one.entry.event for one in Notification.objects.visible_to(user).select_related("entry").order_by("entry")]


@contextmanager
def nothing_is_heard() -> Iterator[None]:
    before = Notification.objects.count()
    yield
    tell_all()
    assert Notification.objects.count() == before
