"""A noun is declared once, and rows keep its key."""

import pytest
from django.apps import apps
from django.contrib.sessions.models import Session
from django.db import models

from olievlek.core import nouns, old_labels
from olievlek.core.about import KEY_WIDTH

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
    assert max(map(len, nouns.MODELS.keys())) <= KEY_WIDTH


def test_old_labels_lead_to_keys_that_are_declared() -> None:
    assert set(old_labels.KEYS.values()) <= set(nouns.MODELS.keys())
    assert len(old_labels.LABELS) == len(old_labels.KEYS), "two labels share a key, so the way back would lose one"
