"""Every noun is declared once, by its own room, under a short key that never changes.

Rows about a noun keep that key ("case"), never a label of Django ("library.case"): the name of a room is not data.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from django.db.models import Model

from olievlek.core.registry import Registry


@dataclass(frozen=True)
class Noun:
    """`parts` are models that only exist as part of this noun, each with a key of its own."""

    key: str
    model: type[Model]
    parts: Mapping[str, type[Model]] = field(default_factory=dict)


NOUNS: Registry[Noun] = Registry("nouns")
MODELS: Registry[type[Model]] = Registry("models, by the key that rows keep")
_keys: dict[type[Model], str] = {}


def declare(*declared: Noun) -> None:
    """Add the nouns of a room; called once in `AppConfig.ready()`."""
    for noun in declared:
        NOUNS.register(noun.key, noun)
        for key, model in {noun.key: noun.model, **noun.parts}.items():
            MODELS.register(key, model)
            _keys[model] = key


def key_of(noun: Model | type[Model]) -> str:
    """The key that rows about this noun keep."""
    concrete: type[Model] = noun._meta.concrete_model  # type: ignore[assignment]  # None only for abstract models
    try:
        return _keys[concrete]
    except KeyError:
        raise LookupError(
            f"{concrete.__qualname__} is no noun yet: declare it in nouns.py of its room ({concrete.__module__})."
        ) from None


def get(key: str) -> Noun | None:
    """The noun of a key; None for a part, or when its room is gone."""
    return NOUNS.get(key)
