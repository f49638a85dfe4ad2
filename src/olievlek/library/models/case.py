"""Case (praktijkvoorbeeld): what somebody did about a problem, told so that others can copy it."""

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Count, Exists, IntegerField, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from olievlek.core import audience
from olievlek.core.privacy import Basis, facts, personal
from olievlek.library.models.adoption import COPIED, IN_USE, INTRODUCING, STOPPED, Adoption
from olievlek.library.models.parts import CaseTerm
from olievlek.organisations.models import Organisation
from olievlek.vocabulary.models import List, Term

TITLE = 300
NEWEST = ("-published_at", "-pk")
MOST_USED = ("-in_use", "-copied", *NEWEST)


class CaseQuerySet(QuerySet["Case"]):
    def published(self) -> "CaseQuerySet":
        """What everyone may read."""
        return self.filter(published_at__isnull=False, hidden_at=None, removed_at=None)

    def published_once(self) -> "CaseQuerySet":
        """What everyone could read at some time and nobody hid: also what was removed since."""
        return self.filter(published_at__isnull=False, hidden_at=None)

    def visible_to(self, user: audience.Person) -> "CaseQuerySet":
        """Visitors and members: what is published. Moderators: also drafts and what is hidden."""
        return self.filter(removed_at=None) if _moderates(user) else self.published()

    def editable_by(self, user: audience.Person) -> "CaseQuerySet":
        """Moderators correct; makers get their turn when organisations have members."""
        return self.moderated_by(user).filter(removed_at=None)

    def moderated_by(self, user: audience.Person) -> "CaseQuerySet":
        """Everything, also what was removed, for who may put it back."""
        return self.all() if _moderates(user) else self.none()

    def with_theme(self, keys: list[str]) -> "CaseQuerySet":
        """About one of these themes."""
        terms = CaseTerm.objects.filter(case=OuterRef("pk"), role=CaseTerm.Role.THEME, term__key__in=keys)
        return self.filter(Exists(terms))

    def with_counts(self) -> "CaseQuerySet":
        """The only place that counts copying: distinct bodies, the owner and other makers left out.

        in_use: "gebruikt door n organisaties". introducing: begun. copied: both, "overgenomen door n". stopped: apart.
        """
        return self.annotate(
            in_use=_bodies(IN_USE), introducing=_bodies(INTRODUCING), copied=_bodies(*COPIED), stopped=_bodies(STOPPED)
        )

    def most_used(self) -> "CaseQuerySet":
        """With the counts, most used first."""
        return self.with_counts().order_by(*MOST_USED)


def _moderates(user: audience.Person) -> bool:
    return user.is_authenticated and getattr(user, "is_moderator", False)


def _bodies(*stages: str) -> Coalesce:
    rows = (
        Adoption.objects.by_copiers()
        .filter(case=OuterRef("pk"), stage__key__in=stages)
        .order_by()
        .values("case")
        .annotate(bodies=Count("pk"))
        .values("bodies")
    )
    return Coalesce(Subquery(rows, output_field=IntegerField()), 0)


def _term(which: List, **given: Any) -> Any:
    """A link to one word of one list."""
    return models.ForeignKey(
        Term, on_delete=models.PROTECT, related_name="+", limit_choices_to={"list": which}, **given
    )


def _maybe(which: List) -> Any:
    return _term(which, null=True, blank=True)


class Case(models.Model):
    """Empty text and null mean "not shared yet", never "no". The title is the only thing that must be there."""

    key = models.CharField(max_length=120, blank=True)
    slug = models.SlugField(max_length=140, unique=True)
    kind = _term(List.CASE_KIND)
    title = models.CharField(_("title"), max_length=TITLE)
    summary = models.TextField(_("in one sentence"), blank=True)
    problem = models.TextField(_("Which problem did this solve?"), blank=True)
    problem_is_our_reading = models.BooleanField(default=False)
    done = models.TextField(_("What did they do?"), blank=True)
    story = models.TextField(_("How did it come about?"), blank=True)
    description = models.TextField(_("description from the source"), blank=True)

    evidence = _maybe(List.EVIDENCE)
    drive = _maybe(List.DRIVE)
    novelty = _maybe(List.NOVELTY)
    stage = _maybe(List.INITIATIVE_STAGE)
    strategy_status = _maybe(List.STRATEGY)
    strategy_note = models.TextField(blank=True)
    new_here = models.BooleanField(null=True)
    carried_out = models.BooleanField(null=True)
    better_in_kind = models.BooleanField(null=True)
    value_for_people = models.BooleanField(null=True)
    team_size = models.PositiveSmallIntegerField(null=True, blank=True)
    sounding_board_size = models.PositiveSmallIntegerField(null=True, blank=True)
    external_help = models.BooleanField(null=True)

    owner = models.ForeignKey(Organisation, null=True, blank=True, on_delete=models.PROTECT, related_name="cases_made")
    owner_text = models.TextField(_("maker, according to the source"), blank=True)
    year = models.PositiveSmallIntegerField(_("year it began"), null=True, blank=True)
    country = models.CharField(max_length=2, default="NL")
    level = _maybe(List.LEVEL)
    language = models.CharField(max_length=5, default="nl")
    licence = models.CharField(_("licence"), max_length=200, blank=True)

    source_id = models.CharField(max_length=200, blank=True)
    source_type = models.CharField(max_length=100, blank=True)
    source_name = models.CharField(max_length=200, blank=True)
    source_url = models.URLField(max_length=1000, blank=True)
    source_date = models.CharField(max_length=10, blank=True)
    note = models.TextField(blank=True)
    content_hash = models.CharField(max_length=64, blank=True)

    made_at = models.DateTimeField(auto_now_add=True)
    published_at = models.DateTimeField(null=True, blank=True)
    published_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    hidden_at = models.DateTimeField(null=True, blank=True)
    hidden_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    hidden_reason = models.TextField(_("why it is hidden"), blank=True)
    removed_at = models.DateTimeField(null=True, blank=True)
    removed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    corrected_at = models.DateTimeField(null=True, blank=True)
    corrected_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )

    objects = CaseQuerySet.as_manager()

    privacy = [
        facts(
            "id", "key", "slug", "kind", "title", "summary", "problem", "problem_is_our_reading", "done", "story",
            "description", "evidence", "drive", "novelty", "stage", "strategy_status", "strategy_note", "new_here",
            "carried_out", "better_in_kind", "value_for_people", "team_size", "sounding_board_size", "external_help",
            "owner", "owner_text", "year", "country", "level", "language", "licence", "source_id", "source_type",
            "source_name", "source_url", "source_date", "note", "content_hash", "made_at", "published_at", "hidden_at",
            "hidden_reason", "removed_at", "corrected_at",
        ),
        personal(
            "published_by", "hidden_by", "removed_by", "corrected_by",
            what=_("Who published, corrected, hid or removed a case"),
            purpose=_("Know who did what"),
            basis=Basis.PUBLIC_TASK,
            retention=_("Until the account ends; the case stays without the person"),
        ),
    ]  # fmt: skip

    class Meta:
        ordering = ["-published_at", "-id"]
        indexes = [models.Index(fields=["-published_at", "-id"])]
        constraints = [
            models.UniqueConstraint(fields=["key"], condition=~Q(key=""), name="case_content_key_once"),
            models.UniqueConstraint(fields=["source_id"], condition=~Q(source_id=""), name="case_source_id_once"),
            models.CheckConstraint(
                condition=Q(published_at__isnull=False) | Q(published_by=None), name="case_published_pair"
            ),
            models.CheckConstraint(
                condition=Q(hidden_at__isnull=False) & ~Q(hidden_reason="")
                | Q(hidden_at=None, hidden_by=None, hidden_reason=""),
                name="case_hidden_with_reason",
            ),
            models.CheckConstraint(
                condition=Q(removed_at__isnull=False) | Q(removed_by=None), name="case_removed_pair"
            ),
            models.CheckConstraint(
                condition=Q(corrected_at__isnull=False) | Q(corrected_by=None), name="case_corrected_pair"
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("library:case", args=[self.slug])

    @property
    def is_published(self) -> bool:
        return self.published_at is not None and self.hidden_at is None and self.removed_at is None

    @property
    def is_from_elsewhere(self) -> bool:
        """Written from an open source, not placed by the organisation itself."""
        return bool(self.source_name or self.source_url or self.source_id)

    def audience_tokens(self) -> list[str]:
        return [audience.PUBLIC if self.is_published else audience.MODERATORS]
