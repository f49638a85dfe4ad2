"""Draft and Answer: what somebody said, without who. Nothing here points at a person, an address or a moment."""

import uuid

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from olievlek.core.privacy import Basis, facts, personal
from olievlek.organisations.models import Layer
from olievlek.surveys.models.round import Department, Round

DO_NOT_KNOW = -1
REMARKS_FROM = 10
Values = dict[str, int]


class Draft(models.Model):
    """Answers that are not handed in yet, on one device: `key` is the hash of what only that device keeps.

    Handing in empties it; the empty row stays until the round closes, so that a second sending changes nothing.
    """

    key = models.CharField(max_length=64, primary_key=True)
    round = models.ForeignKey(Round, on_delete=models.CASCADE, related_name="drafts")
    layer = models.CharField(max_length=12, choices=Layer, blank=True)
    department = models.ForeignKey(Department, null=True, blank=True, on_delete=models.CASCADE, related_name="+")
    values: "models.JSONField[Values, Values]" = models.JSONField(default=dict)
    handed_in_on = models.DateField(null=True, blank=True)

    objects = models.Manager()

    privacy = [
        facts("round", "handed_in_on", purpose=_("Ask the people of an organisation what they see happening")),
        personal(
            "key", "layer", "department", "values",
            what=_("What you answered so far, without your name; only your device knows that it is yours"),
            purpose=_("Let you stop and go on later"),
            basis=Basis.PUBLIC_TASK,
            retention=_("Until you hand in, or the round closes"),
        ),
    ]  # fmt: skip

    class Meta:
        ordering = ["key"]
        constraints = [
            models.CheckConstraint(
                condition=Q(handed_in_on=None) | Q(layer="", department=None), name="handed_in_is_empty"
            )
        ]

    def __str__(self) -> str:
        return self.key[:8]


class RemarkQuerySet(models.QuerySet["Remark"]):
    def shown(self, round_: Round) -> "RemarkQuerySet":
        """Remarks of a closed round, in random order; none when there are too few (R12)."""
        found = self.filter(round=round_).order_by("key")
        return found if round_.shuffled_on and found.count() >= remarks_from(round_) else found.none()


def remarks_from(round_: Round) -> int:
    """From how many on own words are shown: twice as many where guests may have written some of them."""
    guests = round_.takes_anyone or round_.participations.filter(guest=True).exists()
    return 2 * REMARKS_FROM if guests else REMARKS_FROM


class Remark(models.Model):
    """A remark in own words: apart from the answers, without layer, department or moment.

    Closing writes all of a round anew, shuffled; when there are too few (`remarks_from`) they are thrown away.
    """

    key = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    round = models.ForeignKey(Round, on_delete=models.PROTECT, related_name="remarks")
    text = models.CharField(max_length=500)

    objects = RemarkQuerySet.as_manager()

    privacy = [
        facts("key", "round", purpose=_("Ask the people of an organisation what they see happening")),
        personal(
            "text",
            what=_("What was written in own words, without who"),
            purpose=_("Show what people of an organisation see happening"),
            basis=Basis.PUBLIC_TASK,
            retention=_("Of too few people: until the round closes. Else as long as the result is shown"),
        ),
    ]  # fmt: skip

    class Meta:
        ordering = ["key"]
        constraints = [models.CheckConstraint(condition=~Q(text=""), name="remark_says_something")]

    def __str__(self) -> str:
        return str(self.key)


class Answer(models.Model):
    """All answers of one person in one round, under a key that was drawn at random.

    Until the round closes it also has a layer and a department, and whether a guest gave it, to make the cells with.
    Closing takes those away and writes all rows anew, shuffled, under other keys, in a transaction of its own
    (`actions.closing.shuffle`).
    """

    key = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    round = models.ForeignKey(Round, on_delete=models.PROTECT, related_name="answers")
    layer = models.CharField(max_length=12, choices=Layer, blank=True)
    department = models.ForeignKey(Department, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    guest = models.BooleanField(default=False)
    values: "models.JSONField[Values, Values]" = models.JSONField(default=dict)

    objects = models.Manager()

    privacy = [
        facts("key", "round", purpose=_("Ask the people of an organisation what they see happening")),
        personal(
            "layer", "department", "guest", "values",
            what=_("What was answered, without who"),
            purpose=_("Show what people of an organisation see happening"),
            basis=Basis.PUBLIC_TASK,
            retention=_(
                "Layer, department, and whether a guest gave it: until the round closes. The answers: as long as "
                "results are compared"
            ),
        ),
    ]  # fmt: skip

    class Meta:
        ordering = ["key"]

    def __str__(self) -> str:
        return str(self.key)
