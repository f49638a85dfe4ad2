"""Erasure: all notifications, preferences and follows go."""

from olievlek.accounts.models import User
from olievlek.notifications.models import Choice, Digest, MailStop, Notification
from olievlek.timeline.models import Follow, Mute


def forget(user: User) -> None:
    for model in (Notification, Choice, Digest, MailStop, Follow, Mute):
        model._default_manager.filter(user=user).delete()
