"""SheetImport: a spreadsheet that somebody brought, as it was, until its rows became drafts or thirty days went by."""

import uuid
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from olievlek.core import audience
from olievlek.core.once import once_field
from olievlek.core.privacy import Basis, facts, personal
from olievlek.organisations.membership import organisations_of
from olievlek.organisations.models import Organisation

KEPT = timedelta(days=30)
Line = tuple[int, list[str]]
Words = dict[str, dict[str, str]]


class SheetImportQuerySet(models.QuerySet["SheetImport"]):
    def visible_to(self, user: audience.Person) -> "SheetImportQuerySet":
        """Who brought it, as long as she works there; nobody else, also no moderator."""
        if not user.is_authenticated:
            return self.none()
        return self.filter(loaded_by_id=user.pk, owner__in=organisations_of(user))


class SheetImport(models.Model):
    """Only who loaded it takes it in or undoes it, so each moment has its person in `loaded_by`.

    `pages` are all sheets of the file, `layout` says where in them the table stands, `columns` and `lines` are that
    table. `words` tells what words of the sheet mean here: by field and word the key of a term.
    """

    owner = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="sheet_imports")
    name = models.CharField(max_length=200)
    digest = models.CharField(max_length=64)
    columns: "models.JSONField[list[str], list[str]]" = models.JSONField(default=list)
    meant: "models.JSONField[list[str], list[str]]" = models.JSONField(default=list, blank=True)
    lines: "models.JSONField[list[Line], list[Line]]" = models.JSONField(default=list)
    pages: "models.JSONField[list[dict[str, Any]], list[dict[str, Any]]]" = models.JSONField(default=list, blank=True)
    layout: "models.JSONField[dict[str, Any], dict[str, Any]]" = models.JSONField(default=dict, blank=True)
    words: "models.JSONField[Words, Words]" = models.JSONField(default=dict, blank=True)
    left: "models.JSONField[list[int], list[int]]" = models.JSONField(default=list, blank=True)
    language = models.CharField(max_length=5, blank=True)  # "" is not said
    once = once_field()
    loaded_at = models.DateTimeField(auto_now_add=True)
    loaded_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="sheet_imports")
    taken_in_at = models.DateTimeField(null=True, blank=True)
    undone_at = models.DateTimeField(null=True, blank=True)

    objects = SheetImportQuerySet.as_manager()

    privacy = [
        facts("id", "owner", "meant", "layout", "language", "once", "taken_in_at", purpose=_("Take in a spreadsheet")),
        personal(
            "loaded_by", "loaded_at", "name", "digest", "columns", "lines", "pages", "words", "left", "undone_at",
            what=_("A spreadsheet that you brought, with all that stands in it"),
            purpose=_("Make drafts of its rows, and let you undo that"),
            basis=Basis.PUBLIC_TASK,
            retention=_("Thirty days, or until you throw it away or your account ends"),
        ),
    ]  # fmt: skip

    class Meta:
        db_table = "library_sheetimport"
        ordering = ["-id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(undone_at=None) | Q(taken_in_at__isnull=False), name="sheet_undone_after_taking_in"
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("imports:sheet_done" if self.taken_in_at else "imports:sheet_look", args=[self.pk])

    def audience_tokens(self) -> list[str]:
        return [f"user:{self.loaded_by_id}"]

    def once_of(self, number: int) -> uuid.UUID:
        """The once key of the draft that row `number` becomes: the same row is always the same draft."""
        return uuid.uuid5(self.once, str(number))

    @property
    def onces(self) -> list[uuid.UUID]:
        """Of all drafts that came of it, in the order of its rows."""
        return [self.once_of(number) for number, _row in self.lines if number not in self.left]

    @property
    def wrong_url(self) -> str:
        """The list of rows that stay out; it has no page of its own, only files."""
        return reverse("imports:sheet_wrong", args=[self.pk, "csv"]).removesuffix("als/csv/")

    @property
    def kept_until(self) -> datetime:
        return self.loaded_at + KEPT
