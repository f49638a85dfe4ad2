"""Prompts for this user's tasks that are due soon or overdue."""

from collections.abc import Iterable
from datetime import timedelta

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from olievlek.core.audience import Person
from olievlek.core.prompts import Prompt
from olievlek.tasks.models import Task

NEAR = timedelta(days=14)
MOST = 3


def due_soon(user: Person) -> Iterable[Prompt]:
    """At most three, the first day first."""
    if not user.is_authenticated:
        return
    until = timezone.localdate() + NEAR
    mine = Task.objects.visible_to(user).open().filter(owner_id=user.pk, due__lte=until)
    for row in mine.select_related("organisation").order_by("due", "pk")[:MOST]:
        yield Prompt(
            ask=row.text,
            url=reverse("tasks:task", args=[row.pk]),
            action=_("Say how it goes"),
            since=row.added_at,
            around=row.organisation.called,
            why=_("Its day is over.") if row.is_late else _("Its day is near."),
            icon="clock",
            minutes=2,
        )
