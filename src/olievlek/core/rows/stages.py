"""A noun that moves through stages: a table of moves, guards that say what is missing, and a way back.

    STAGES = Stages({"look": ("begin", "stop"), "begin": ("stop",), "stop": ("begin",)})

    @STAGES.require("begin")
    def a_goal(initiative: Initiative) -> Missing | None:
        if not initiative.goal:
            return Missing(_("Write the goal first"), reverse("initiatives:goal", args=[initiative.pk]))

    initiative = locked(initiative)
    STAGES.check(initiative, initiative.stage, "begin")      # CannotMoveError, MissingError
    step.before = snapshot(initiative, "stage", "since")     # a JSON column of the step
    ...
    put_back(initiative, step.before)                        # undo: the caller saves

A higher room adds its own guard in `AppConfig.ready()`; the page that mends it is its own.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import models
from django.utils.functional import Promise

from olievlek.core.registry import RegisteredTwiceError


class CannotMoveError(ValueError):
    """This stage does not follow the one of now; a colleague may have moved it meanwhile."""


@dataclass(frozen=True)
class Missing:
    """What stands in the way, and the page where a person mends it."""

    says: str | Promise
    url: str


class MissingError(ValueError):
    """The move waits for something; `missing` says for what."""

    def __init__(self, missing: Sequence[Missing]) -> None:
        super().__init__(", ".join(str(one.says) for one in missing))
        self.missing = list(missing)


Check = Callable[[Any], Missing | None]


class Stages:
    """The moves of one noun, by the keys of its stages. Back is not a move: the last step can be undone."""

    def __init__(self, moves: Mapping[str, Sequence[str]]) -> None:
        unknown = {after for afters in moves.values() for after in afters} - set(moves)
        if unknown:
            raise ValueError(f"No moves are said from {sorted(unknown)}; an end is an empty tuple.")
        self.moves = {before: tuple(afters) for before, afters in moves.items()}
        self._checks: dict[str, list[Check]] = {}

    def may_move(self, before: str, after: str) -> bool:
        """Whether one stage can follow another."""
        return after in self.moves.get(before, ())

    def require(self, stage: str) -> Callable[[Check], Check]:
        """Register a guard for going to a stage; the same guard twice raises, as in every registry."""
        if stage not in self.moves:
            raise ValueError(f"There is no stage {stage!r}.")

        def add(check: Check) -> Check:
            checks = self._checks.setdefault(stage, [])
            if check in checks:
                raise RegisteredTwiceError(f"{check.__qualname__} guards {stage!r} twice.")
            checks.append(check)
            return check

        return add

    def missing(self, noun: models.Model, stage: str) -> list[Missing]:
        """What this noun still needs for a stage; a page shows it beside the button."""
        return [found for check in self._checks.get(stage, ()) if (found := check(noun)) is not None]

    def check(self, noun: models.Model, before: str, after: str) -> None:
        """Raise when the move is not there, or something is missing; call it on the locked row."""
        if not self.may_move(before, after):
            raise CannotMoveError(f"{before} -> {after}")
        if missing := self.missing(noun, after):
            raise MissingError(missing)


def snapshot(noun: models.Model, *names: str) -> dict[str, Any]:
    """Columns as they are before a move, for a JSON column of the step; a relation as its key."""
    fields = [noun._meta.get_field(name) for name in names]
    return {field.name: getattr(noun, getattr(field, "attname", field.name)) for field in fields}


def put_back(noun: models.Model, before: Mapping[str, Any]) -> list[str]:
    """Give a noun the columns of a snapshot; answers their names, for `save(update_fields=…)`."""
    for name, value in before.items():
        setattr(noun, getattr(noun._meta.get_field(name), "attname", name), value)
    return list(before)
