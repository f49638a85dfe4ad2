"""The number in the header."""

from django.http import HttpRequest

from olievlek.core.slots import Context
from olievlek.notifications.models import Notification


def unread(request: HttpRequest, _around: Context) -> Context | None:
    """How many are new; nothing for a visitor."""
    user = getattr(request, "user", None)  # an error page can come before the middleware that knows who asks
    if user is None or not user.is_authenticated:
        return None
    return {"total": Notification.objects.visible_to(user).unread().recent().count()}
