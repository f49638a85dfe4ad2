"""The nouns of notifications."""

from olievlek.core.nouns import Noun
from olievlek.notifications.models import Choice, Digest, MailStop, Notification

NOUNS = (Noun("notification", Notification, parts={"choice": Choice, "digest": Digest, "mail_stop": MailStop}),)
