"""A noun is declared once, and rows keep its key."""

import ast
from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps
from django.contrib.sessions.models import Session
from django.db import models

from olievlek.core import nouns, old_labels
from olievlek.core.about import KEY_WIDTH
from olievlek.core.registry import RegisteredTwiceError
from olievlek.tasks.models import Task
from tests.figures import say

ROOT = Path(nouns.__file__).parent.parent

KEY_COLUMNS = {"organisations.MovedRow": "kind", "index.Document": "kind"}


def own_models() -> list[type[models.Model]]:
    return [model for model in apps.get_models() if model.__module__.startswith("olievlek.")]


def test_every_model_is_a_noun_or_part_of_one() -> None:
    assert {model for model in own_models() if model not in set(nouns.MODELS)} == set()


def test_a_model_that_nobody_declared_says_where_to_do_so() -> None:
    with pytest.raises(LookupError, match=r"Session .* declare it in nouns.py"):
        nouns.key_of(Session)


def test_columns_that_keep_the_key_of_a_noun_have_one_width() -> None:
    columns = {
        f"{model._meta.label}.{field.name}": field.max_length
        for model in own_models()
        for field in model._meta.concrete_fields
        if field.name == "about_kind" or KEY_COLUMNS.get(model._meta.label) == field.name
    }
    assert len(columns) >= 11
    assert set(columns.values()) == {KEY_WIDTH}
    assert max(map(len, nouns.MODELS.names())) <= KEY_WIDTH


def test_old_labels_lead_to_keys_that_are_declared() -> None:
    assert set(old_labels.KEYS.values()) <= set(nouns.MODELS.names())
    assert len(old_labels.LABELS) == len(old_labels.KEYS), "two labels share a key, so the way back would lose one"


def unanswered(every: Iterable[nouns.Noun]) -> list[str]:
    """Which noun leaves out which answer, or gives none without a reason."""
    return [
        f"{noun.key} does not answer {name!r}"
        for noun in every
        for name in nouns.ANSWERS
        for found in [getattr(noun, name)]
        if isinstance(found, nouns.Nothing) and (not found.why.strip() or found is nouns.FROM_ABOVE)
    ]


def test_every_noun_gives_every_answer_or_says_why_not() -> None:
    found = unanswered(nouns.NOUNS)
    say(
        "{nouns} nouns with {parts} parts, {answers} answers each: {missing} missing",
        nouns=len(nouns.NOUNS),
        parts=len(nouns.MODELS) - len(nouns.NOUNS),
        answers=len(nouns.ANSWERS),
        missing=len(found),
    )
    assert found == []


def test_a_noun_that_leaves_out_an_answer_is_named() -> None:
    """The control: each answer taken away from a noun that stands is missed by its name."""
    task = nouns.NOUNS["task"]
    for name in nouns.ANSWERS:
        for empty in (nouns.MISSING, nouns.none(" "), nouns.FROM_ABOVE):
            without: Any = {name: empty}
            assert unanswered([replace(task, **without)]) == [f"task does not answer {name!r}"]


def test_what_people_can_ask_about_can_be_reported() -> None:
    asked = [noun for noun in nouns.NOUNS if isinstance(noun.asking, nouns.Asking)]
    assert asked
    assert [noun.key for noun in asked if not isinstance(noun.moderating, nouns.Moderating)] == []


def lines_of_declarations() -> dict[str, int]:
    """How many lines each declaration takes."""
    calls = [
        call
        for path in ROOT.glob("*/nouns.py")
        if path.parent.name != "core"
        for call in ast.walk(ast.parse(path.read_text()))
        if isinstance(call, ast.Call) and getattr(call.func, "id", "") in {"Noun", "record_of"}
    ]
    return {str(getattr(call.args[0], "value", "?")): (call.end_lineno or 0) - call.lineno + 1 for call in calls}


def test_a_declaration_can_be_read_at_a_glance() -> None:
    lines = lines_of_declarations()
    say(
        "{declarations} declarations of nouns, at most {max_lines} lines",
        declarations=len(lines),
        max_lines=max(lines.values()),
    )
    assert {key for key, length in lines.items() if length > 45} <= {"case"}, (
        "the spine of the house has most to answer"
    )
    assert max(lines.values()) <= 70


def test_two_nouns_with_one_key_raise_and_both_places_are_named() -> None:
    with pytest.raises(RegisteredTwiceError, match=r"nouns: 'task' is registered in tasks/apps.py:\d+ and again in"):
        nouns.declare(nouns.NOUNS["task"])


def test_only_what_a_noun_leaves_to_a_higher_room_can_be_answered_there_and_once() -> None:
    for key, name in (("task", "merging"), ("round", "working")):
        with pytest.raises(ValueError, match=r"does not leave|is registered in"):
            nouns.answer(key, **{name: nouns.none("again")})


def test_every_answer_is_read() -> None:
    """An answer that nobody reads would be dead. Those named here are asked of the noun itself."""
    asked = {"label", "reading", "dossier", "asking", "working"}
    assert {name for name, readers in nouns.readers().items() if not readers} == asked


def test_a_dossier_gets_a_line_of_each_noun_that_has_a_moment() -> None:
    task = Task(text="Vraag het na", pk=4, finished_at=datetime(2026, 3, 1, tzinfo=UTC))
    line = nouns.dossier_line(task, None)
    assert line
    assert (line.title, line.address, line.at) == ("Vraag het na", "/acties/4/", task.finished_at)
    assert nouns.dossier_line(Task(text="Nog te doen", pk=5), None) is None
    assert nouns.dossier_line(nouns.NOUNS["theme"].model(), None) is None
