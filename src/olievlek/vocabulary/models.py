"""Term: one word of one list, in two languages, known by a key that never changes."""

from typing import Any

from django.db import models
from django.db.models import Q
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from olievlek.core.privacy import facts


class List(models.TextChoices):
    """Which list a term stands in. The file `content/<value>.yaml` holds its terms."""

    THEME = "themes", _("Theme")
    ORIGIN = "origins", _("Where it came from")
    FACTOR = "factors", _("What drives, helps or hinders")
    DRIVE = "drives", _("Where the push came from")
    INITIATOR = "initiators", _("Who took the initiative")
    TEAM_ROLE = "team_roles", _("Who was in the team")
    HELP_KIND = "help_kinds", _("Help from outside")
    PROCESS = "process_tags", _("How it went")
    HEARD_AT = "heard_at", _("Where it was heard of")
    PHASE = "phases", _("Phase")
    INITIATIVE_STAGE = "initiative_stages", _("How far it has come")
    ADOPTION_STAGE = "adoption_stages", _("How far the copying has come")
    RESULT_TYPE = "result_types", _("What it brought about")
    VALUE_TYPE = "value_types", _("What it is good for")
    EVIDENCE = "evidence_levels", _("How we know")
    NOVELTY = "novelty", _("How new it is")
    NEED_KIND = "need_kinds", _("What it takes")
    SETBACK_KIND = "setback_kinds", _("What went wrong")
    SINCE_KIND = "since_kinds", _("What the day means")
    LINEAGE_KIND = "lineage_kinds", _("How one came from another")
    SPREAD = "spread_directions", _("Which way it spreads")
    THRESHOLD = "thresholds", _("Threshold")
    LESSON = "lessons", _("Lesson")
    HELPER_KIND = "helper_kinds", _("Who can help")
    SCAN_FACTOR = "scan_factors", _("Factor of the scan")
    STRATEGY = "strategy_statuses", _("Strategy on paper")
    CASE_KIND = "case_kinds", _("Kind of case")
    LEVEL = "levels", _("Level")


class TermQuerySet(models.QuerySet["Term"]):
    def of(self, which: List | str) -> "TermQuerySet":
        """The terms of one list, in the order of the list."""
        return self.filter(list=which).order_by("position")

    def roots(self) -> "TermQuerySet":
        """The upper level: top themes, preconditions; every term of a flat list."""
        return self.filter(parent=None)

    def leaves(self) -> "TermQuerySet":
        """The terms without terms below them."""
        return self.filter(children=None)

    def with_children(self) -> "TermQuerySet":
        """Fetches the level below in one more query, in the order of the list."""
        return self.prefetch_related(models.Prefetch("children", Term.objects.order_by("position")))


class Term(models.Model):
    """A word to choose. `details` holds what only one list needs: a theme's `uri`, a threshold's `lessons`."""

    list = models.CharField(max_length=20, choices=List)
    key = models.CharField(max_length=60)
    parent = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="children")
    name_nl = models.CharField(max_length=120)
    name_en = models.CharField(max_length=120)
    description_nl = models.CharField(max_length=300, blank=True)
    description_en = models.CharField(max_length=300, blank=True)
    position = models.PositiveIntegerField()
    details: "models.JSONField[dict[str, Any], dict[str, Any]]" = models.JSONField(default=dict, blank=True)

    objects = TermQuerySet.as_manager()

    privacy = [
        facts(
            "id", "list", "key", "parent", "name_nl", "name_en", "description_nl", "description_en", "position",
            "details", purpose=_("The words people choose from"),
        )
    ]  # fmt: skip

    class Meta:
        ordering = ["list", "position"]
        constraints = [
            models.UniqueConstraint(fields=["list", "key"], name="one_key_once_in_a_list"),
            models.CheckConstraint(condition=~Q(name_nl="") & ~Q(name_en=""), name="a_term_has_a_name_in_both"),
        ]

    def __str__(self) -> str:
        return self.name

    @staticmethod
    def name_field() -> str:
        """Where the name in the active language stands."""
        return "name_en" if _english() else "name_nl"

    @property
    def name(self) -> str:
        """The name in the active language."""
        return str(getattr(self, self.name_field()))

    @property
    def description(self) -> str:
        """The definition in the active language; may be empty."""
        return self.description_en if _english() else self.description_nl

    def told(self, detail: str) -> str:
        """A detail that is a text in two languages (`question`, `evidence`), in the active one; empty without."""
        texts: dict[str, str] = self.details.get(detail, {})
        return texts.get("en" if _english() else "nl", "")


def _english() -> bool:
    return (get_language() or "nl").startswith("en")
