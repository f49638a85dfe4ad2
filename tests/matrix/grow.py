"""Grow a row of any model: every text field gets a bait and a canary, every needed relation a row of its own."""

import datetime
import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.db import models

from olievlek.accounts.models import User
from olievlek.organisations.models import Organisation
from tests.matrix.nouns import CLOSED, KEYS, READERS, VARIANTS
from tests.matrix.roles import EVERYONE
from tests.matrix.words import Words, is_text, planted

SHARED = "shared"
PUBLIC_NOUNS = {label for label, readers in READERS.items() if readers == EVERYONE}
NOW = datetime.datetime(2026, 3, 2, 9, 30, tzinfo=datetime.UTC)


@dataclass(frozen=True)
class Canary:
    """One word in one field of one row."""

    field: str
    state: str
    bait: str
    word: str

    def __str__(self) -> str:
        return f"{self.field} ({self.state}): {self.word}"


def own_models() -> list[type[models.Model]]:
    """The nouns of all rooms."""
    return [model for model in apps.get_models() if model.__module__.startswith("olievlek.")]


def text_fields(model: type[models.Model]) -> Iterator[Any]:
    """Where a person's words could stand."""
    return (field for field in model._meta.concrete_fields if is_text(field))


class Garden:
    """Grows rows and remembers what it planted. `state` says which case a row hangs on."""

    def __init__(self, words: Words) -> None:
        self.words = words
        self.canaries: list[Canary] = []
        self.rows: dict[tuple[str, str], list[models.Model]] = {}
        self.people: dict[str, User] = {}
        self.bodies: dict[str, Organisation] = {}
        self._shared: dict[tuple[Any, ...], models.Model] = {}

    def stamps(self, state: str) -> dict[str, Any]:
        """What brings a case into this state, and whose it is."""
        by, home, member = self.shared(User), self.bodies["home"], self.people.get("member")
        published = {"published_at": NOW, "published_by": by}
        hidden = {"hidden_at": NOW, "hidden_by": by}
        removed = {"removed_at": NOW, "removed_by": by}
        shared = {"shared_at": NOW, "shared_by": member}
        told = {"once": uuid.uuid4(), "author": member, "owner": home}
        former, other = self.people.get("former"), self.people.get("other")
        states: dict[str, dict[str, Any]] = {
            "published": published,
            "draft": {},
            "hidden": published | hidden,
            "removed": published | removed,
            "own": told,
            "withdrawn": told | {"edition": 3},
            "colleagues": told | shared,
            "told": told | shared | published,
            "told_hidden": told | shared | published | hidden,
            "trash": told | removed,
            "left": told | shared | {"author": former},
            "elsewhere": told | shared | {"author": other, "owner": self.bodies["elsewhere"]},
        }
        given = {"owner": home, "owner_before": None, **states[state]}
        return given if "hidden_at" in given else {"hidden_reason": "", **given}

    def grow(self, model: type[models.Model], state: str, **given: Any) -> models.Model:
        """One row; what is given stays as it is."""
        row = model(**given)
        for field in model._meta.concrete_fields:
            if field.name not in given and not field.primary_key:
                self._fill(row, field, state)
        row.save(force_insert=True)
        self.rows.setdefault((model._meta.label, state), []).append(row)
        return row

    def grow_variants(self, model: type[models.Model], state: str, **given: Any) -> None:
        """Every form this noun comes in (`VARIANTS`), or one row."""
        makers = VARIANTS.get(model._meta.label)
        for variant in makers(self, given) if makers else [{}]:
            self.grow(model, state, **{**given, **variant})

    def shared(self, model: type[models.Model], **limit: Any) -> models.Model:
        """One row for all who need such a row: the first that grew, or a new one."""
        key = (model._meta.label, *sorted((name, str(value)) for name, value in limit.items()))
        grown = [row for (label, _state), rows in self.rows.items() if label == model._meta.label for row in rows]
        if not limit and grown and model is not User:
            return grown[0]
        if key not in self._shared:
            state = "published" if model._meta.label == "cases.Case" else SHARED
            known = model._default_manager.filter(**limit).first() if "key" in limit else None
            self._shared[key] = known or self.grow(model, state, **limit)
        return self._shared[key]

    def _fill(self, row: models.Model, field: Any, state: str) -> None:
        label = f"{row._meta.label}.{field.name}"
        if label in CLOSED:
            value = CLOSED[label].value
            setattr(row, field.attname, field.get_default() if value is None else value)
        elif is_text(field):
            canary = Canary(label, state, self.words.fresh("lok"), self.words.fresh("kan"))
            value = planted(field, canary.bait, canary.word)
            setattr(row, field.attname, value.replace(" ", "-") if label in KEYS else value)
            self.canaries.append(canary)
        elif field.is_relation:
            public = field.related_model._meta.label in PUBLIC_NOUNS and field.related_model is not type(row)
            if not field.null or public:
                setattr(row, field.name, self.shared(field.related_model, **field.get_limit_choices_to()))
        elif not field.null and not field.has_default() and not (field.choices and field.blank):
            setattr(row, field.attname, plain_value(field))


def plain_value(field: Any) -> Any:
    """Something valid for a field that must have a value and holds no words."""
    if field.choices:
        return next(key for key, _words in field.flatchoices if key not in ("", None))
    kinds: dict[type, Any] = {
        models.DateTimeField: NOW,
        models.DateField: NOW.date(),
        models.BooleanField: False,
        models.UUIDField: uuid.uuid4(),
        models.FloatField: 1.0,
        models.IntegerField: 1,
        models.BinaryField: b"",
    }
    return next(value for kind, value in kinds.items() if isinstance(field, kind))
