"""Actions of tasks."""

import uuid
from datetime import date

from django.db import models, transaction

from olievlek.accounts.models import User
from olievlek.core.about import about as named
from olievlek.core.rows.locks import locked
from olievlek.core.rows.stamps import clear, put, write
from olievlek.organisations.models import Organisation
from olievlek.tasks import events
from olievlek.tasks.models import Task
from olievlek.timeline.record import record


@transaction.atomic
def add(
    about: models.Model,
    *,
    organisation: Organisation,
    text: str,
    topic: str = "",
    owner: User | None = None,
    due: date | None = None,
    once: uuid.UUID,
    by: User,
) -> Task:
    """Put it in the plan. The same form sent twice makes one task."""
    told = {"organisation": organisation, **named(about), "topic": topic, "text": text}
    task, fresh = Task.objects.get_or_create(once=once, defaults={**told, "owner": owner, "due": due, "added_by": by})
    if fresh:
        record(events.TASK_ADDED, about=task, by=by)
    return task


@transaction.atomic
def change(task: Task, *, text: str, owner: User | None, due: date | None, by: User) -> None:
    """Say it better, hand it to somebody, or choose another day. The same once more changes nothing."""
    task = locked(task)
    if (task.text, task.owner_id, task.due) == (text, owner and owner.pk, due):
        return
    write(task, text=text, owner=owner, due=due)
    record(events.TASK_CHANGED, about=task, by=by)


@transaction.atomic
def finish(task: Task, *, outcome: str, by: User) -> None:
    """It is done, and this is what it brought. Finished before: only the words change."""
    task = locked(task)
    if task.dropped_at is not None:
        return
    if task.is_finished:
        write(task, outcome=outcome)
        return
    put(task, "finished", by=by, outcome=outcome)
    record(events.TASK_FINISHED, about=task, by=by)


@transaction.atomic
def reopen(task: Task, *, by: User) -> None:
    """Not done after all, or taken up again after it was let go. Twice changes nothing."""
    task = locked(task)
    if task.finished_at is None and task.dropped_at is None:
        return
    clear(task, "finished", "dropped", outcome="")
    record(events.TASK_REOPENED, about=task, by=by)


@transaction.atomic
def drop(task: Task, *, by: User) -> None:
    """We do not do this. A finished task stays finished; twice changes nothing."""
    task = locked(task)
    if task.is_finished or task.dropped_at is not None:
        return
    put(task, "dropped", by=by)
    record(events.TASK_DROPPED, about=task, by=by)
