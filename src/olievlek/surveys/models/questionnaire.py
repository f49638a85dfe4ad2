"""Questionnaire and Item: the questions, in versions. One that was used never changes; a new one stands beside it."""

from django.db import models
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from olievlek.core.privacy import facts
from olievlek.vocabulary.models import Term


class QuestionnaireQuerySet(models.QuerySet["Questionnaire"]):
    def newest(self, key: str) -> "Questionnaire":
        """The version that a new round uses."""
        return self.filter(key=key).order_by("-version")[0]


class Questionnaire(models.Model):
    """`key` names the instrument, such as `innovation_scan`; answers of two versions are never counted together."""

    key = models.SlugField(max_length=40)
    version = models.PositiveSmallIntegerField()
    name_nl = models.CharField(max_length=80)
    name_en = models.CharField(max_length=80)

    objects = QuestionnaireQuerySet.as_manager()

    privacy = [facts("id", "key", "version", "name_nl", "name_en", purpose=_("The questions that people answer"))]

    class Meta:
        ordering = ["key", "-version"]
        constraints = [models.UniqueConstraint(fields=["key", "version"], name="one_version_once")]

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        """In the active language."""
        return self.name_en if _english() else self.name_nl

    def factors(self) -> dict[str, list[str]]:
        """The keys of the statements of each factor, in order."""
        found: dict[str, list[str]] = {}
        for factor, item in self.items.order_by("position").values_list("factor__key", "key"):
            found.setdefault(factor, []).append(item)
        return found


class Item(models.Model):
    """One statement. `key` ("S1") never changes its meaning, also not in a later version."""

    questionnaire = models.ForeignKey(Questionnaire, on_delete=models.PROTECT, related_name="items")
    factor = models.ForeignKey(
        Term, on_delete=models.PROTECT, limit_choices_to={"list": "scan_factors"}, related_name="+"
    )
    key = models.CharField(max_length=8)
    position = models.PositiveSmallIntegerField()
    text_nl = models.CharField(max_length=200)
    text_en = models.CharField(max_length=200)
    evidence_nl = models.CharField(max_length=120, blank=True)
    evidence_en = models.CharField(max_length=120, blank=True)

    objects = models.Manager()

    privacy = [
        facts(
            "id", "questionnaire", "factor", "key", "position", "text_nl", "text_en", "evidence_nl", "evidence_en",
            purpose=_("The questions that people answer"),
        )
    ]  # fmt: skip

    class Meta:
        ordering = ["questionnaire", "position"]
        constraints = [
            models.UniqueConstraint(fields=["questionnaire", "key"], name="one_item_once_in_a_version"),
            models.UniqueConstraint(fields=["questionnaire", "position"], name="one_item_in_one_place"),
        ]

    def __str__(self) -> str:
        return f"{self.key} {self.text}"

    @property
    def text(self) -> str:
        """The statement, in the active language."""
        return self.text_en if _english() else self.text_nl

    @property
    def evidence(self) -> str:
        """The evidence to ask for, in the active language; empty for most."""
        return self.evidence_en if _english() else self.evidence_nl


def _english() -> bool:
    return (get_language() or "nl").startswith("en")
