"""Document: what of a noun can be found. Written in the noun's own transaction; the index folder follows it."""

import uuid

from django.db import models
from django.db.models import Q, lookups
from django.db.models.functions import Cast
from django.utils.translation import gettext_lazy as _

from olievlek.core import audience
from olievlek.core.about import kind_field
from olievlek.core.privacy import Basis, facts, personal


class DocumentQuerySet(models.QuerySet["Document"]):
    def live(self) -> "DocumentQuerySet":
        """Without what was taken out."""
        return self.filter(deleted_at=None)

    def public(self) -> "DocumentQuerySet":
        """What everyone may find: the only documents that anything is learnt from or counted in."""
        return self.filter(self._is_public())

    def restricted(self) -> "DocumentQuerySet":
        """What some may find."""
        return self.filter(~self._is_public())

    @staticmethod
    def _is_public() -> lookups.Contains:
        return lookups.Contains(Cast("audience", models.TextField()), f'"{audience.PUBLIC}"')

    def after(self, sequence: int) -> "DocumentQuerySet":
        """What changed after a moment of the sequence, in that order."""
        return self.filter(sequence__gt=sequence).order_by("sequence")


class Document(models.Model):
    """The findable text of one noun, and who may see it. A row that was taken out keeps its place and no text."""

    kind = kind_field()
    object_id = models.BigIntegerField()
    source_id = models.CharField(max_length=200, blank=True)
    title = models.CharField(max_length=300)
    own_words = models.TextField(blank=True)
    body = models.TextField(blank=True)
    organisation = models.CharField(max_length=300, blank=True)
    organisation_code = models.CharField(max_length=90, blank=True)
    province = models.CharField(max_length=20, blank=True)
    size_class = models.CharField(max_length=1, blank=True)
    themes: "models.JSONField[list[str], list[str]]" = models.JSONField(default=list, blank=True)
    stage = models.CharField(max_length=60, blank=True)
    case_kind = models.CharField(max_length=60, blank=True)
    language = models.CharField(max_length=5, default="nl")
    date = models.DateField(null=True, blank=True)
    url = models.CharField(max_length=400, blank=True)
    audience: "models.JSONField[list[str], list[str]]" = models.JSONField(default=list, blank=True)
    family = models.CharField(max_length=120, blank=True)
    sequence = models.BigIntegerField(unique=True)
    deleted_at = models.DateTimeField(null=True, blank=True)

    objects = DocumentQuerySet.as_manager()

    privacy = [
        facts(
            "id", "kind", "object_id", "source_id", "title", "own_words", "body", "organisation", "organisation_code",
            "province", "size_class", "themes", "stage", "case_kind", "language", "date", "url", "audience", "family",
            "sequence", "deleted_at", purpose=_("Find what is shown elsewhere; a copy that goes when that goes"),
        )
    ]  # fmt: skip

    class Meta:
        ordering = ["sequence"]
        constraints = [
            models.UniqueConstraint(fields=["kind", "object_id"], name="one_document_for_a_noun"),
            models.CheckConstraint(
                condition=Q(deleted_at=None) | Q(title="", own_words="", body=""), name="a_deleted_document_has_no_text"
            ),
        ]
        indexes = [models.Index(fields=["family", "organisation"])]

    def __str__(self) -> str:
        return f"{self.kind} {self.object_id}: {self.title}"

    @property
    def facet_kind(self) -> str:
        """What a reader calls it: the kind of case, or the kind of noun."""
        return self.case_kind or self.kind


class Counter(models.Model):
    """The one row that hands out the sequence. Its lock makes the order of commits the order of numbers.

    `identity` tells one database from another, so that an index folder is never read for the wrong one; `words` rises
    with every change of the wordings, so that all processes notice at once.
    """

    ONLY = 1

    last = models.BigIntegerField(default=0)
    identity = models.UUIDField(default=uuid.uuid4)
    words = models.BigIntegerField(default=0)

    privacy = [facts("id", "last", "identity", "words", purpose=_("Keep the search index in step"))]

    class Meta:
        ordering = ["id"]
        constraints = [models.CheckConstraint(condition=Q(id=1), name="one_counter")]

    def __str__(self) -> str:
        return str(self.last)


class Neighbours(models.Model):
    """What resembles a document: pairs of a document and how much, best first. Made from the index, and made again."""

    document = models.OneToOneField(Document, on_delete=models.CASCADE, primary_key=True, related_name="+")
    nearest: "models.JSONField[list[tuple[int, float]], list[tuple[int, float]]]" = models.JSONField(default=list)
    sequence = models.BigIntegerField()
    build = models.CharField(max_length=40)

    objects: models.Manager["Neighbours"] = models.Manager()

    privacy = [facts("document", "nearest", "sequence", "build", purpose=_("Show what looks like it"))]

    class Meta:
        ordering = ["document"]

    def __str__(self) -> str:
        return f"{self.document_id}: {len(self.nearest)}"


class Learnt(models.Model):
    """A word that people searched with before they opened this document, which has not got that word itself.

    It counts people and knows none: `people` holds a number below 256 for each, another one for each word and document,
    and is emptied as soon as there are enough. From `learnt_at` on the document is found by the word; a moderator can
    take that away for good.
    """

    document = models.ForeignKey(Document, on_delete=models.CASCADE, related_name="learnt")
    word = models.CharField(max_length=64)
    people: "models.JSONField[list[int], list[int]]" = models.JSONField(default=list, blank=True)
    begun_at = models.DateTimeField(auto_now_add=True)
    learnt_at = models.DateTimeField(null=True, blank=True)
    removed_at = models.DateTimeField(null=True, blank=True)

    objects: models.Manager["Learnt"] = models.Manager()

    privacy = [
        facts(
            "id", "document", "word", "begun_at", "learnt_at", "removed_at",
            purpose=_("Find what others found with the same words"),
        ),
        personal(
            "people",
            what=_("That one of about every 256 people, maybe you, opened an answer after a word; nobody can tell who"),
            purpose=_("Find what others found with the same words"),
            basis=Basis.PUBLIC_TASK,
            retention=_("Until five people did, or ninety days"),
        ),
    ]  # fmt: skip

    class Meta:
        ordering = ["-learnt_at", "-pk"]
        constraints = [models.UniqueConstraint(fields=["document", "word"], name="one_learnt_word")]

    def __str__(self) -> str:
        return self.word

    def audience_tokens(self) -> list[str]:
        return [audience.MODERATORS]


class Wording(models.Model):
    """What moderators changed about the list of plain words: a pair they added, or one that they took away.

    The list itself is a file that comes with the product; a pair that was taken away stays away when the file grows.
    """

    office = models.CharField(max_length=120)
    plain = models.CharField(max_length=160)
    added_at = models.DateTimeField(auto_now_add=True)
    removed_at = models.DateTimeField(null=True, blank=True)

    privacy = [facts("id", "office", "plain", "added_at", "removed_at", purpose=_("Find office words by plain words"))]

    class Meta:
        ordering = ["office", "plain"]
        constraints = [models.UniqueConstraint(fields=["office", "plain"], name="one_wording")]

    def __str__(self) -> str:
        return f"{self.office}: {self.plain}"

    def audience_tokens(self) -> list[str]:
        """The list is the work of moderators; what it does is for everyone."""
        return [audience.MODERATORS]
