"""Moves between stages: the table, the guards and the way back."""

import pytest

from olievlek.core.registry import RegisteredTwiceError
from olievlek.core.rows.stages import CannotMoveError, Missing, MissingError, Stages, put_back, snapshot
from olievlek.tasks.models import Task
from tests.factories.tasks import make_task

pytestmark = pytest.mark.django_db


def stages() -> Stages:
    return Stages({"look": ("begin", "stop"), "begin": ("stop",), "stop": ()})


def test_only_what_the_table_says_follows() -> None:
    table, task = stages(), make_task()
    table.check(task, "look", "begin")
    for before, after in (("begin", "look"), ("stop", "begin"), ("look", "look"), ("nowhere", "begin")):
        with pytest.raises(CannotMoveError):
            table.check(task, before, after)


def test_a_table_with_a_stage_that_nobody_describes_is_refused() -> None:
    with pytest.raises(ValueError, match="nowhere"):
        Stages({"look": ("nowhere",)})
    with pytest.raises(ValueError, match="nowhere"):
        stages().require("nowhere")


def test_a_guard_says_what_is_missing_and_where_to_mend_it() -> None:
    table, task = stages(), make_task()

    @table.require("begin")
    def an_owner(task: Task) -> Missing | None:
        return None if task.owner_id else Missing("Say who does it", f"/acties/{task.pk}/")

    with pytest.raises(RegisteredTwiceError, match="an_owner"):
        table.require("begin")(an_owner)
    with pytest.raises(MissingError, match="Say who does it") as refused:
        table.check(task, "look", "begin")
    assert [one.url for one in refused.value.missing] == [f"/acties/{task.pk}/"]
    assert table.missing(task, "stop") == []
    task.owner = task.added_by
    table.check(task, "look", "begin")


def test_undo_gives_back_what_was_there() -> None:
    task = make_task()
    before = snapshot(task, "text", "owner")
    task.text, task.owner = "Iets anders", task.added_by
    task.save(update_fields=put_back(task, before))
    task.refresh_from_db()
    assert (task.text, task.owner_id) == (before["text"], before["owner"])
