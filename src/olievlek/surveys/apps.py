"""The app of the room `surveys`."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

AN_HOUR = 3600


class SurveysConfig(AppConfig):
    name = "olievlek.surveys"
    verbose_name = _("Surveys")

    def ready(self) -> None:
        from olievlek.accounts import erasure, mydata
        from olievlek.core import navigation, nouns, worker
        from olievlek.organisations import merging
        from olievlek.surveys import invited, national
        from olievlek.surveys.actions import closing
        from olievlek.surveys.models import Benchmark, ComparisonConsent, Round
        from olievlek.surveys.nouns import NOUNS

        nouns.declare(*NOUNS)
        navigation.register(_("Questionnaires"), "surveys:instruments", menu="desk", order=50)
        merging.register(Round, "organisation")
        merging.register(ComparisonConsent, "organisation", unique=["instrument"])
        merging.register(Benchmark, "organisation", unique=["picture"])
        worker.register("surveys.close", closing.close_due, every=60)
        worker.register("surveys.freeze", national.freeze_due, every=AN_HOUR)
        worker.register("surveys.forget", closing.forget_addresses, every=AN_HOUR)
        mydata.register("surveys.Participation", invited.rows_of)
        erasure.register(invited.forget)
        for noun in ("Draft", "Answer", "Register", "Remark"):
            mydata.unlinked(f"surveys.{noun}", "nobody can tell whose they are: that is why people can answer freely")
