"""The nouns of notifications."""

from django.utils.translation import gettext_lazy as _

from olievlek.core.nouns import MyData, Permission, record_of
from olievlek.notifications import leaving
from olievlek.notifications.models import Choice, Digest, MailStop, Notification

NOUNS = (
    record_of(
        "notification",
        Notification,
        "it tells one person of another noun",
        parts={"choice": Choice, "digest": Digest, "mail_stop": MailStop},
        permissions=[
            Permission("resident", "notifications.follow", _("follow examples, organisations and themes")),
        ],
        my_data=[
            MyData(lambda user: Notification.objects.filter(user=user)),
            MyData(lambda user: Choice.objects.filter(user=user), part="choice"),
            MyData(lambda user: Digest.objects.filter(user=user), part="digest"),
            MyData(lambda user: MailStop.objects.filter(user=user), part="mail_stop"),
        ],
        erasure=leaving.forget,
    ),
)
