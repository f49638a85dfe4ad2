"""Cell: one figure about one group, frozen when its round closed. Pages, files and the API read nothing else."""

from typing import Any

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from olievlek.core import audience
from olievlek.core.privacy import facts
from olievlek.organisations.models import Layer
from olievlek.surveys.models.round import Department, Round


class CellQuerySet(models.QuerySet["Cell"]):
    def released(self) -> "CellQuerySet":
        return self.filter(people__isnull=False)

    def visible_to(self, user: audience.Person) -> "CellQuerySet":
        return self.filter(round__in=Round.objects.closed().visible_to(user))


class Cell(models.Model):
    """Everybody (no layer, no department), a layer, a department, or a layer in a department.

    A hidden cell holds nothing: neither how many people, nor why. `figures` is what `scores.figures` made.
    `with_guests` says whether the answers of guests count in it, which the auditor needs to know later.
    """

    round = models.ForeignKey(Round, on_delete=models.PROTECT, related_name="cells")
    layer = models.CharField(max_length=12, choices=Layer, blank=True)
    department = models.ForeignKey(Department, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    people = models.PositiveSmallIntegerField(null=True, blank=True)
    with_guests = models.BooleanField(default=True)
    figures: "models.JSONField[dict[str, Any], dict[str, Any]]" = models.JSONField(default=dict)

    objects = CellQuerySet.as_manager()

    privacy = [
        facts(
            "id", "round", "layer", "department", "people", "with_guests", "figures",
            purpose=_("Figures about groups of five people or more, which nobody can take apart"),
        )
    ]  # fmt: skip

    class Meta:
        ordering = ["round", "department", "layer"]
        constraints = [
            models.UniqueConstraint(fields=["round", "layer", "department"], name="one_cell_once"),
            models.UniqueConstraint(
                fields=["round", "layer"], condition=Q(department=None), name="one_cell_of_all_departments_once"
            ),
            models.CheckConstraint(condition=Q(people=None) | Q(people__gte=5), name="no_cell_below_five"),
        ]

    def __str__(self) -> str:
        return f"cell {self.pk} of round {self.round_id}"

    @property
    def is_released(self) -> bool:
        return self.people is not None
