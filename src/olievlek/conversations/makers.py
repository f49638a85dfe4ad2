"""Makers of comments, who are told when a moderator hides one."""

from collections.abc import Iterable

from django.db.models import QuerySet

from olievlek.accounts.models import User
from olievlek.conversations.models import Comment


def of_comment(said: Comment) -> Iterable[User]:
    return [said.by]


def comments_by(user: User) -> QuerySet[Comment]:
    return Comment.objects.filter(by_id=user.pk, removed_at=None)
