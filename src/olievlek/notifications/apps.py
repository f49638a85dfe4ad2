"""The app of the room `notifications`."""

from functools import partial

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

TEN_MINUTES = 600


class NotificationsConfig(AppConfig):
    name = "olievlek.notifications"
    verbose_name = _("Notifications")

    def ready(self) -> None:
        from olievlek.core import nouns, slots, worker
        from olievlek.notifications import delivery, digest, following, header, hearing
        from olievlek.notifications.nouns import NOUNS
        from olievlek.organisations.events import JOINED
        from olievlek.timeline.record import listen

        nouns.each("telling", partial(hearing.read, delivery.deliver))
        nouns.each("following", following.read)
        nouns.declare(*NOUNS)
        listen(JOINED, delivery.catch_up)
        worker.register("notifications.digest", digest.send_due, every=TEN_MINUTES)
        slots.register("header.account", template="notifications/_new.html", context=header.unread, order=30)
