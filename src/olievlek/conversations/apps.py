"""The app of the room `conversations`."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ConversationsConfig(AppConfig):
    name = "olievlek.conversations"
    verbose_name = _("Conversations")

    def ready(self) -> None:
        from olievlek.conversations.nouns import NOUNS
        from olievlek.core import nouns

        nouns.declare(*NOUNS)
