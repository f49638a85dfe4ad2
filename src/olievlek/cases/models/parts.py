"""The rows under a case: lines of text by kind, results, building blocks, contacts, and its words from the lists."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from olievlek.core.privacy import Basis, facts, personal
from olievlek.vocabulary.models import List, Term


class Part(models.Model):
    """One line of a list. `answer` belongs to a risk only: what you do about it."""

    class Kind(models.TextChoices):
        CORE = "core", _("You can not do without")
        OPTIONAL = "optional", _("Nice to have")
        HELP = "help", _("Help from others")
        KEEP = "keep", _("Leave it as it is")
        ADAPT = "adapt", _("Make it fit")
        RISK = "risk", _("Risk")
        STOPPED = "stopped", _("Stopped")
        DETOUR = "detour", _("Detour")
        FAILED = "failed", _("Did not work")
        WARNING = "warning", _("Mind this")
        LESSON = "lesson", _("Lesson")
        SPREAD = "spread", _("How it spread, according to the source")
        OWN_WORDS = "own_words", _("Words a colleague would search with")

    WENT_WRONG = (Kind.STOPPED, Kind.FAILED, Kind.DETOUR, Kind.WARNING)

    case = models.ForeignKey("cases.Case", on_delete=models.CASCADE, related_name="parts")
    kind = models.CharField(max_length=12, choices=Kind.choices)
    position = models.PositiveSmallIntegerField()
    text = models.TextField()
    answer = models.TextField(blank=True)

    privacy = [facts("id", "case", "kind", "position", "text", "answer")]

    class Meta:
        db_table = "library_part"
        ordering = ["case", "kind", "position"]
        constraints = [
            models.UniqueConstraint(fields=["case", "kind", "position"], name="part_place_once"),
            models.CheckConstraint(condition=Q(kind="risk") | Q(answer=""), name="part_answer_to_a_risk"),
        ]

    def __str__(self) -> str:
        return self.text


class Result(models.Model):
    """What it brought: a figure with its unit, or words only, and how we know."""

    case = models.ForeignKey("cases.Case", on_delete=models.CASCADE, related_name="results")
    position = models.PositiveSmallIntegerField()
    text = models.TextField()
    figure = models.CharField(max_length=40, blank=True)
    where = models.CharField(max_length=200, blank=True)
    year = models.PositiveSmallIntegerField(null=True, blank=True)
    evidence = models.ForeignKey(
        Term,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        limit_choices_to={"list": List.EVIDENCE},
    )

    privacy = [facts("id", "case", "position", "text", "figure", "where", "year", "evidence")]

    class Meta:
        db_table = "library_result"
        ordering = ["case", "position"]
        constraints = [models.UniqueConstraint(fields=["case", "position"], name="result_place_once")]

    def __str__(self) -> str:
        return f"{self.figure} {self.text}".strip()

    @property
    def origin(self) -> str:
        """Where, when and how we know, as one line."""
        known = self.evidence.name if self.evidence else ""
        return ", ".join(str(part) for part in (self.where, self.year, known) if part)


class BuildingBlock(models.Model):
    """Something ready to use: an interface, data, code, a document or a design (bouwsteen)."""

    class Kind(models.TextChoices):
        API = "api", _("API")
        DATASET = "dataset", _("data set")
        CODE = "code", _("code")
        DOCUMENT = "document", _("document")
        DESIGN = "design", _("design")

    case = models.ForeignKey("cases.Case", on_delete=models.CASCADE, related_name="building_blocks")
    kind = models.CharField(max_length=10, choices=Kind.choices)
    title = models.CharField(max_length=200)
    url = models.URLField(max_length=1000)
    licence = models.CharField(max_length=200, blank=True)

    privacy = [facts("id", "case", "kind", "title", "url", "licence")]

    class Meta:
        db_table = "library_buildingblock"
        ordering = ["case", "kind", "title"]
        constraints = [models.UniqueConstraint(fields=["case", "url"], name="building_block_once")]

    def __str__(self) -> str:
        return self.title


class Contact(models.Model):
    """Somebody who wants to be asked about this case; two are better than one (004-25)."""

    case = models.ForeignKey("cases.Case", on_delete=models.CASCADE, related_name="contacts")
    name = models.CharField(max_length=120)
    role = models.CharField(max_length=120, blank=True)
    reach = models.CharField(max_length=200)

    privacy = [
        facts("id", "case"),
        personal(
            "name",
            "role",
            "reach",
            what=_("Name, role and how to reach you, when you let yourself be named with a case"),
            purpose=_("Let colleagues ask about a case"),
            basis=Basis.CONSENT,
            retention=_("Until the person or the maker takes it away"),
        ),
    ]

    class Meta:
        db_table = "library_contact"
        ordering = ["case", "id"]
        constraints = [models.UniqueConstraint(fields=["case", "name"], name="contact_once")]

    def __str__(self) -> str:
        return self.name


class CaseTerm(models.Model):
    """One word of a list in one role. The same factor may drive, promote and hinder: `budget` does (004-10)."""

    class Role(models.TextChoices):
        THEME = "theme", _("theme")
        ORIGIN = "origin", _("where it came from")
        MAIN_ORIGIN = "main_origin", _("the one origin that a study counts")
        DRIVER = "driver", _("drives")
        INITIATOR = "initiator", _("who took the initiative")
        TEAM_ROLE = "team_role", _("in the team")
        HELP_KIND = "help_kind", _("help from outside")
        PROMOTING = "promoting", _("promotes")
        HINDERING = "hindering", _("hinders")
        VALUE_TYPE = "value_type", _("better for whom")
        RESULT_TYPE = "result_type", _("what it brought about")
        THRESHOLD = "threshold", _("threshold overcome")
        SCAN_FACTOR = "scan_factor", _("helps with")
        HEARD_AT = "heard_at", _("heard from")
        PROCESS = "process", _("how it went")

    LISTS = {
        Role.THEME: List.THEME,
        Role.ORIGIN: List.ORIGIN,
        Role.MAIN_ORIGIN: List.ORIGIN,
        Role.DRIVER: List.FACTOR,
        Role.INITIATOR: List.INITIATOR,
        Role.TEAM_ROLE: List.TEAM_ROLE,
        Role.HELP_KIND: List.HELP_KIND,
        Role.PROMOTING: List.FACTOR,
        Role.HINDERING: List.FACTOR,
        Role.VALUE_TYPE: List.VALUE_TYPE,
        Role.RESULT_TYPE: List.RESULT_TYPE,
        Role.THRESHOLD: List.THRESHOLD,
        Role.SCAN_FACTOR: List.SCAN_FACTOR,
        Role.HEARD_AT: List.HEARD_AT,
        Role.PROCESS: List.PROCESS,
    }

    case = models.ForeignKey("cases.Case", on_delete=models.CASCADE, related_name="case_terms")
    role = models.CharField(max_length=12, choices=Role.choices)
    term = models.ForeignKey(Term, on_delete=models.PROTECT, related_name="case_terms")

    privacy = [facts("id", "case", "role", "term")]

    class Meta:
        db_table = "library_caseterm"
        ordering = ["case", "role", "id"]
        constraints = [models.UniqueConstraint(fields=["case", "role", "term"], name="case_term_once")]
        indexes = [models.Index(fields=["term", "role"])]

    def __str__(self) -> str:
        return f"{self.role} {self.term_id}"
