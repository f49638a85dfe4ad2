"""Lineage (stamboom): which case came from which; many parents may be, a circle may not (`actions.link_parent`)."""

from django.db import models
from django.db.models import F, Q

from olievlek.core.privacy import facts
from olievlek.vocabulary.models import List, Term


class Lineage(models.Model):
    """From parent to child. A removed parent stays as a stub, so that credit is kept."""

    child = models.ForeignKey("cases.Case", on_delete=models.CASCADE, related_name="parent_links")
    parent = models.ForeignKey("cases.Case", on_delete=models.CASCADE, related_name="child_links")
    kind = models.ForeignKey(
        Term, on_delete=models.PROTECT, related_name="+", limit_choices_to={"list": List.LINEAGE_KIND}
    )

    privacy = [facts("id", "child", "parent", "kind")]

    class Meta:
        db_table = "library_lineage"
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["child", "parent"], name="lineage_pair_once"),
            models.CheckConstraint(condition=~Q(child=F("parent")), name="lineage_not_itself"),
        ]

    def __str__(self) -> str:
        return f"{self.parent_id} -> {self.child_id}"
