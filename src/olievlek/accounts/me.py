"""The person who is signed in, for views that carry the mark `@members` or `@moderators`."""

from django.http import HttpRequest

from olievlek.accounts.models import User


def me(request: HttpRequest) -> User:
    """`request.user`, of which the mark of the view says that it is a user."""
    assert isinstance(request.user, User)
    return request.user
