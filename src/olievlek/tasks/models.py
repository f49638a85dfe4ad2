"""Task: one thing to do, by one person, before a day."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from olievlek.core import audience
from olievlek.core.about import AboutNoun, AboutQuerySet
from olievlek.core.once import once_field
from olievlek.core.privacy import Basis, facts, personal
from olievlek.core.rows.stamps import pair, stamp, stamped
from olievlek.organisations import membership
from olievlek.organisations.models import Organisation


class TaskQuerySet(AboutQuerySet["Task"]):
    def standing(self) -> "TaskQuerySet":
        """Not let go."""
        return self.filter(dropped_at=None)

    def open(self) -> "TaskQuerySet":
        return self.standing().filter(finished_at=None)

    def visible_to(self, user: audience.Person) -> "TaskQuerySet":
        """Of who works at the organisation."""
        if not user.is_authenticated:
            return self.none()
        return self.filter(organisation__in=membership.organisations_of(user))

    def editable_by(self, user: audience.Person) -> "TaskQuerySet":
        """Whoever works there may change a task: the plan is of all of them."""
        return self.visible_to(user)


class Task(AboutNoun):
    """`topic` is a key of what it serves, such as a factor of the scan. Who does it and by when may be unknown yet."""

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="tasks")
    topic = models.CharField(max_length=60, blank=True)
    text = models.CharField(max_length=200)
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="tasks"
    )
    due = models.DateField(null=True, blank=True)
    added_at = models.DateTimeField(default=timezone.now)
    added_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    finished_at, finished_by = stamp()
    outcome = models.CharField(max_length=400, blank=True)
    dropped_at, dropped_by = stamp()
    once = once_field()

    objects = TaskQuerySet.as_manager()

    privacy = [
        facts(
            "id", "organisation", "about_kind", "about_id", "topic", "text", "due", "added_at", "finished_at",
            "outcome", "dropped_at", "once", purpose=_("Do what was agreed, and see what it brought"),
        ),
        personal(
            "owner", "added_by", "finished_by", "dropped_by",
            what=_("Which tasks of your organisation you do, added, finished or let go"),
            purpose=_("Know who did what"),
            basis=Basis.PUBLIC_TASK,
            retention=_("Until the account ends; the row stays without the person"),
        ),
    ]  # fmt: skip

    class Meta(AboutNoun.Meta):
        ordering = ["due", "id"]
        constraints = [
            models.CheckConstraint(condition=~Q(text=""), name="task_says_something"),
            pair("task", "finished", outcome=""),
            *stamped("task", "dropped"),
            models.CheckConstraint(
                condition=Q(dropped_at=None) | Q(finished_at=None), name="what_is_let_go_is_not_finished"
            ),
        ]

    def __str__(self) -> str:
        return self.text

    def audience_tokens(self) -> list[str]:
        return [f"org:{self.organisation_id}"]

    @property
    def is_finished(self) -> bool:
        return self.finished_at is not None

    @property
    def is_late(self) -> bool:
        """Its day is over and it is not done."""
        return self.due is not None and not self.is_finished and self.due < timezone.localdate()
