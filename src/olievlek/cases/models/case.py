"""Case (praktijkvoorbeeld): what somebody did about a problem, told so that others can copy it."""

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from olievlek.cases.models.parts import CaseTerm
from olievlek.cases.models.people import CasePerson
from olievlek.core import audience
from olievlek.core.privacy import Basis, facts, personal
from olievlek.core.rows.editions import Edited
from olievlek.core.rows.stamps import pair, stamp, stamped
from olievlek.organisations.membership import organisations_of
from olievlek.organisations.models import Membership, Organisation
from olievlek.timeline.hiding import Hideable, HideableQuerySet, hidden_with_reason
from olievlek.vocabulary.models import List, Term

TITLE = 300
NEWEST = ("-published_at", "-pk")


class CaseQuerySet(HideableQuerySet["Case"]):
    def published(self) -> "CaseQuerySet":
        """What everyone may read."""
        return self.filter(published_at__isnull=False, hidden_at=None, removed_at=None)

    def published_once(self) -> "CaseQuerySet":
        """What everyone could read at some time and nobody hid: also what was removed since."""
        return self.filter(published_at__isnull=False, hidden_at=None)

    def visible_to(self, user: audience.Person) -> "CaseQuerySet":
        """Everyone: what is published. Colleagues: what is shared with them. Makers and who they asked: their own.

        Moderators: also what is hidden, and drafts from a source; never what a member keeps to herself.
        """
        if not user.is_authenticated:
            return self.published()
        public = Q(published_at__isnull=False, hidden_at=None)
        shared = Q(shared_at__isnull=False, hidden_at=None, owner__in=organisations_of(user))
        asked = Q(pk__in=CasePerson.objects.filter(user_id=user.pk).values("case"))
        own = public | shared | _own_draft(user) | (_of_colleagues(user) & (Q(author_id=user.pk) | asked))
        return self.filter(own | _moderated(user), removed_at=None)

    def editable_by(self, user: audience.Person) -> "CaseQuerySet":
        """The author and accepted co-authors, coordinators of the owner once colleagues see it, and moderators.

        Whoever left the organisation edits nothing of it any more, but keeps a draft that nobody else ever saw.
        """
        return self.restorable_by(user).filter(removed_at=None)

    def restorable_by(self, user: audience.Person) -> "CaseQuerySet":
        """The same, also what was taken away."""
        if not user.is_authenticated:
            return self.none()
        return self.filter(_made(user) | _moderated(user), emptied_at=None)

    def made_by(self, user: audience.Person) -> "CaseQuerySet":
        """The same without what only a moderator may."""
        return self.filter(_made(user), emptied_at=None) if user.is_authenticated else self.none()

    def moderated_by(self, user: audience.Person) -> "CaseQuerySet":
        """What moderators look after, also what was removed, for who may put it back."""
        return self.filter(_moderated(user), emptied_at=None) if user.is_authenticated else self.none()

    def told_by(self, user: audience.Person) -> "CaseQuerySet":
        """What this person wrote here, alone or with others; also what she took away."""
        if not user.is_authenticated:
            return self.none()
        writes = CasePerson.objects.co_authors().filter(user_id=user.pk).values("case")
        return self.restorable_by(user).filter(Q(author_id=user.pk) | Q(pk__in=writes))

    def with_theme(self, keys: list[str]) -> "CaseQuerySet":
        """About one of these themes."""
        terms = CaseTerm.objects.filter(case=OuterRef("pk"), role=CaseTerm.Role.THEME, term__key__in=keys)
        return self.filter(Exists(terms))


def _moderated(user: audience.Person) -> Q:
    """What a moderator looks after: what everyone could see at some time, and what came from a source."""
    everything = Q(published_at__isnull=False) | Q(once=None)
    return everything if getattr(user, "is_moderator", False) else Q(pk__in=[])


def _of_colleagues(user: audience.Person) -> Q:
    """Made by an organisation where this person works now, or by nobody in particular."""
    return Q(owner=None) | Q(owner__in=organisations_of(user))


def _own_draft(user: audience.Person) -> Q:
    """Hers alone: nobody else sees it yet."""
    return Q(author_id=user.pk, shared_at=None, published_at=None)


def _made(user: audience.Person) -> Q:
    """The author and accepted co-authors who still work there; its coordinators once colleagues see it."""
    writes = CasePerson.objects.co_authors().filter(user_id=user.pk or 0).values("case")
    led = Membership.objects.coordinating().filter(user_id=user.pk or 0).values("organisation")
    makers = _of_colleagues(user) & (Q(author_id=user.pk) | Q(pk__in=writes))
    keepers = Q(owner__in=led) & (Q(shared_at__isnull=False) | Q(published_at__isnull=False))
    return _own_draft(user) | makers | keepers


def _term(which: List, **given: Any) -> Any:
    """A link to one word of one list."""
    return models.ForeignKey(
        Term, on_delete=models.PROTECT, related_name="+", limit_choices_to={"list": which}, **given
    )


def _maybe(which: List) -> Any:
    return _term(which, null=True, blank=True)


class Visibility(models.TextChoices):
    """Who sees a case that was told here."""

    ME = "me", _("Only me")
    ORGANISATION = "organisation", _("My organisation")
    PUBLIC = "public", _("Everyone")


class Case(Hideable, Edited):
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
    language = models.CharField(max_length=5, default="nl", blank=True)  # "" is not said
    licence = models.CharField(_("licence"), max_length=200, blank=True)

    source_id = models.CharField(max_length=200, blank=True)
    source_type = models.CharField(max_length=100, blank=True)
    source_name = models.CharField(max_length=200, blank=True)
    source_url = models.URLField(max_length=1000, blank=True)
    source_date = models.CharField(max_length=10, blank=True)
    note = models.TextField(blank=True)
    content_hash = models.CharField(max_length=64, blank=True)

    once = models.UUIDField(null=True, blank=True, unique=True, editable=False)
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="cases_told"
    )
    edited_at, edited_by = stamp()

    made_at = models.DateTimeField(auto_now_add=True)
    shared_at, shared_by = stamp()
    published_at, published_by = stamp()
    removed_at, removed_by = stamp()
    emptied_at = models.DateTimeField(null=True, blank=True)
    corrected_at, corrected_by = stamp()
    handed_over_at, handed_over_by = stamp()
    owner_before = models.ForeignKey(Organisation, null=True, blank=True, on_delete=models.PROTECT, related_name="+")

    objects = CaseQuerySet.as_manager()

    privacy = [
        facts(
            "id", "key", "slug", "kind", "title", "summary", "problem", "problem_is_our_reading", "done", "story",
            "description", "evidence", "drive", "novelty", "stage", "strategy_status", "strategy_note", "new_here",
            "carried_out", "better_in_kind", "value_for_people", "team_size", "sounding_board_size", "external_help",
            "owner", "owner_text", "year", "country", "level", "language", "licence", "source_id", "source_type",
            "source_name", "source_url", "source_date", "note", "content_hash", "once", "edition", "edited_at",
            "made_at", "shared_at", "published_at", "hidden_at", "hidden_reason", "removed_at", "emptied_at",
            "corrected_at", "handed_over_at", "owner_before",
        ),
        personal(
            "author", "edited_by", "shared_by", "published_by", "hidden_by", "removed_by", "corrected_by",
            "handed_over_by",
            what=_("Who told, changed, shared, published, hid or removed a case"),
            purpose=_("Know who did what"),
            basis=Basis.PUBLIC_TASK,
            retention=_("Until the account ends; the case stays without the person"),
        ),
    ]  # fmt: skip

    class Meta:
        db_table = "library_case"
        ordering = ["-published_at", "-id"]
        indexes = [models.Index(fields=["-published_at", "-id"])]
        constraints = [
            models.UniqueConstraint(fields=["key"], condition=~Q(key=""), name="case_content_key_once"),
            models.UniqueConstraint(fields=["source_id"], condition=~Q(source_id=""), name="case_source_id_once"),
            *stamped("case", "published", "shared", "edited", "removed", "corrected"),
            models.CheckConstraint(
                condition=Q(shared_at=None) | Q(owner__isnull=False), name="case_shared_within_an_organisation"
            ),
            models.CheckConstraint(condition=Q(author=None) | Q(once__isnull=False), name="case_author_told_it_here"),
            hidden_with_reason("case"),
            models.CheckConstraint(
                condition=Q(emptied_at=None) | Q(removed_at__isnull=False), name="case_emptied_after_removal"
            ),
            pair("case", "handed_over", owner_before=None),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("cases:case", args=[self.slug])

    @property
    def is_published(self) -> bool:
        return self.published_at is not None and self.hidden_at is None and self.removed_at is None

    @property
    def is_from_elsewhere(self) -> bool:
        """Written from an open source, not placed by the organisation itself."""
        return bool(self.source_name or self.source_url or self.source_id)

    @property
    def is_told_here(self) -> bool:
        """By a person with an account, and not taken from a source."""
        return self.once is not None

    @property
    def visibility(self) -> Visibility:
        if self.published_at:
            return Visibility.PUBLIC
        return Visibility.ORGANISATION if self.shared_at else Visibility.ME

    @property
    def called(self) -> str:
        """The title, or what stands in its place while there is none."""
        return self.title or str(_("Without a title yet"))

    def audience_tokens(self) -> list[str]:
        if self.is_published:
            return [audience.PUBLIC]
        if self.hidden_at or self.removed_at or self.once is None:
            return [audience.MODERATORS] if self.published_at or self.once is None else self._maker_tokens()
        return [f"org:{self.owner_id}"] if self.shared_at else self._maker_tokens()

    def _maker_tokens(self) -> list[str]:
        """The author and whom she asked."""
        keys = {self.author_id, *(person.user_id for person in self.people.all())}
        return [f"user:{pk}" for pk in sorted(pk for pk in keys if pk is not None)]
