"""The app of the room `notifications`."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

TEN_MINUTES = 600


class NotificationsConfig(AppConfig):
    name = "olievlek.notifications"
    verbose_name = _("Notifications")

    def ready(self) -> None:
        from olievlek.accounts import erasure, mydata
        from olievlek.core import nouns, slots, worker
        from olievlek.notifications import concern, delivery, digest, following, header, leaving, models
        from olievlek.notifications.nouns import NOUNS
        from olievlek.organisations import roles
        from olievlek.organisations.events import JOINED
        from olievlek.timeline.models import Follow, Mute
        from olievlek.timeline.record import listen

        nouns.declare(*NOUNS)
        for event in concern.HEARD:
            listen(event, delivery.deliver)
        listen(JOINED, delivery.catch_up)
        worker.register("notifications.digest", digest.send_due, every=TEN_MINUTES)
        roles.permit(roles.Resident, "notifications.follow", _("follow examples, organisations and themes"))
        erasure.register(leaving.forget)
        for model in (models.Notification, models.Choice, models.Digest, models.MailStop, Follow, Mute):
            rows = model._default_manager
            mydata.register(model._meta.label, lambda user, rows=rows: rows.filter(user=user))  # type: ignore[misc]  # a default keeps each its own
        slots.register("header.account", template="notifications/_new.html", context=header.unread, order=30)
        for slot, path, name in (
            ("case.aside", "praktijk", "case"),
            ("organisation.actions", "organisatie", "organisation"),
            ("theme.actions", "thema", "theme"),
        ):
            slots.register(slot, template="notifications/_follow.html", context=following.button(path, name), order=30)
