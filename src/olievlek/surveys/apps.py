"""The app of the room `surveys`."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

AN_HOUR = 3600


class SurveysConfig(AppConfig):
    name = "olievlek.surveys"
    verbose_name = _("Surveys")

    def ready(self) -> None:
        from olievlek.core import navigation, nouns, worker
        from olievlek.surveys import national
        from olievlek.surveys.actions import closing
        from olievlek.surveys.nouns import NOUNS

        nouns.declare(*NOUNS)
        navigation.register(_("Questionnaires"), "surveys:instruments", menu="desk", order=50)
        worker.register("surveys.close", closing.close_due, every=60)
        worker.register("surveys.freeze", national.freeze_due, every=AN_HOUR)
