"""Who made a comment: they hear it when a moderator hides it."""

from collections.abc import Iterable

from django.db.models import QuerySet

from olievlek.accounts.models import User
from olievlek.conversations.models import Comment


def makers(said: Comment) -> Iterable[User]:
    return [said.by]


def made_by(user: User) -> QuerySet[Comment]:
    return Comment.objects.filter(by_id=user.pk, removed_at=None)
