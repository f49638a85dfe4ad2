"""Erasure and export of what somebody told the moderators. What a moderator said or decided stays."""

from django.db.models import QuerySet

from olievlek.accounts.models import User
from olievlek.moderation.models import Appeal, Message


def forget(user: User) -> None:
    """Nothing says any more who sent it; the words of an objection go."""
    Message.objects.filter(sent_by=user).update(
        sent_by=None, for_organisation=None, name="", email="", organisation="", page=""
    )
    Appeal.objects.filter(by=user).update(text="", by=None)


def messages_of(user: User) -> QuerySet[Message]:
    """Only those sent while signed in."""
    return Message.objects.filter(sent_by=user)


def appeals_of(user: User) -> QuerySet[Appeal]:
    return Appeal.objects.filter(by=user)
