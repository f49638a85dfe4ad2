"""The app of the room `vocabulary`."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class VocabularyConfig(AppConfig):
    name = "olievlek.vocabulary"
    verbose_name = _("Vocabulary")

    def ready(self) -> None:
        from olievlek.core import nouns
        from olievlek.vocabulary.nouns import NOUNS

        nouns.declare(*NOUNS)
