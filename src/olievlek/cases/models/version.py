"""Version: how a case read once others could see it; who edits it sees what changed, and can go back."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from olievlek.core.privacy import Basis, facts, personal
from olievlek.core.rows.versions import TextVersion


class Version(TextVersion):
    """`told` is what `library.told.read()` gave; `number` is the edition of the case."""

    case = models.ForeignKey("cases.Case", on_delete=models.CASCADE, related_name="versions")

    privacy = [
        facts("id", "case", "number", "told", "made_at"),
        personal(
            "made_by",
            what=_("Who wrote a version of a case"),
            purpose=_("Know who did what"),
            basis=Basis.PUBLIC_TASK,
            retention=_("Until the account ends; the version stays without the person"),
        ),
    ]

    class Meta:
        db_table = "library_version"
        ordering = ["case", "-number"]
        constraints = [models.UniqueConstraint(fields=["case", "number"], name="one_version_of_an_edition")]

    def __str__(self) -> str:
        return f"{self.case_id} #{self.number}"
