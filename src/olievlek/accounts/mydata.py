"""The export of all personal data. The privacy declarations say what a field holds.

Rows that are theirs altogether are declared with the noun (`my_data`) and come whole. Of all other rows that
name a person, whichever room they are of, comes that they do: which row, and by which field.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.contrib.auth import get_user_model
from django.db.models import Field, Model, QuerySet
from django.utils.translation import gettext as _

from olievlek.accounts.models import User
from olievlek.core.nouns import MyData, Noun, Unlinked, key_of
from olievlek.core.privacy import declarations
from olievlek.core.registry import Registry

Rows = Callable[[User], QuerySet[Any]]
Others = Callable[[Any, User], Iterable[str]]


@dataclass(frozen=True)
class Source:
    """Where rows about a person are; fields in `secret` are named but not shown: whoever has them could come in.

    `others(row, user)` are the fields of a row that hold the words of somebody else.
    """

    rows: Rows
    secret: frozenset[str]
    others: Others


_sources: Registry[Source] = Registry("my data")
_models: dict[str, type[Model]] = {}
_unlinked: Registry[str] = Registry("data that nobody can link to a person")


def _nobodys(_row: Any, _user: User) -> Iterable[str]:
    return ()


def register(label: str, rows: Rows, *, secret: Iterable[str] = ()) -> None:
    """The rows of a library's model `label` that are this person's. Nouns of ours say so in their declaration."""
    _sources.register(label, Source(rows, frozenset(secret), _nobodys))
    _models[label] = apps.get_model(label)


def unlinked(label: str, why: str) -> None:
    """Say that rows of a library's model hold something personal, and why nobody can tell whose."""
    _unlinked.register(label, why)


def read(noun: Noun, answers: Iterable[MyData | Unlinked]) -> None:
    """The answer of a noun to "my data". The rows are named by the key of the noun or of its part."""
    for one in answers:
        name = one.part or noun.key
        if isinstance(one, Unlinked):
            _unlinked.register(name, one.why)
            continue
        _sources.register(name, Source(one.rows, frozenset(one.secret), one.others or _nobodys))
        _models[name] = noun.model_of(one.part)


def name_of(model: type[Model]) -> str:
    """The key of a noun of ours; the label of a model of a library."""
    return key_of(model) if model.__module__.startswith("olievlek.") else model._meta.label


def links(model: type[Model]) -> list[str]:
    """The fields of a model that point at a person."""
    return [field.name for field in model._meta.concrete_fields if field.related_model is get_user_model()]


def personal_fields(model: type[Model]) -> set[str]:
    """Fields that the model declares to hold personal data."""
    return {name for one in declarations(model) if one.pii for name in one.fields}


def unreachable() -> list[str]:
    """Models with personal fields of which nothing is taken along and nobody said why."""
    known = {*_sources.names(), *_unlinked.names()}
    return [
        name_of(model)
        for model in apps.get_models()
        if personal_fields(model) and name_of(model) not in known and not links(model)
    ]


def collect(user: User) -> dict[str, Any]:
    """Everything, by model; ready for JSON."""
    whole = {
        label: [_whole(row, source, user) for row in source.rows(user).order_by("pk")]
        for label, source in sorted(_sources.items())
    }
    given = {label: {row[_models[label]._meta.pk.name] for row in rows} for label, rows in whole.items()}
    return {"whole": {label: rows for label, rows in whole.items() if rows}, "named_in": dict(_named_in(user, given))}


def _named_in(user: User, given: dict[str, set[Any]]) -> Iterator[tuple[str, list[dict[str, Any]]]]:
    """Rows that point at the user, without those that were given whole."""
    for model in sorted(apps.get_models(), key=name_of):
        rows = [
            {"id": pk, "as": name}
            for name in links(model)
            for pk in model._default_manager.filter(**{name: user}).order_by("pk").values_list("pk", flat=True)
            if pk not in given.get(name_of(model), ())
        ]
        if rows:
            yield name_of(model), rows


def _whole(row: Model, source: Source, user: User) -> dict[str, Any]:
    others = set(source.others(row, user))
    hidden = dict.fromkeys(others, _("(of somebody else)"))
    hidden |= dict.fromkeys(source.secret, _("(kept, and not shown: with this somebody could sign in as you)"))
    return {field.name: hidden.get(field.name) or _plain(row, field) for field in row._meta.concrete_fields}


def _plain(row: Model, field: "Field[Any, Any]") -> Any:
    value = field.value_from_object(row)
    return value if isinstance(value, dict | list | int | bool | None) else str(value)
