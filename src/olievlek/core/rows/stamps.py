"""Who did something to a row, and when: a pair of columns under one rule.

    class Case(models.Model):
        published_at, published_by = stamp()

        class Meta:
            constraints = [*stamped("case", "published")]

    put(case, "published", by=by)     # now, by this person; saves these two columns
    clear(case, "published")          # as if it never happened

There is never a person without a moment. A moment without a person is fine: a command did it, or the account ended.
A state that lasts may be called `private_since`; name that column then: `stamped("adoption", "private_since")`.
"""

from datetime import datetime
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone


def stamp() -> "tuple[models.DateTimeField[datetime | None, datetime | None], models.ForeignKey[Any, Any]]":
    """The two columns, empty at first."""
    somebody: Any = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    return models.DateTimeField(null=True, blank=True), somebody


def stamped(noun: str, *names: str) -> list[models.CheckConstraint]:
    """The rule for each pair; `noun` begins the name of the constraint."""
    return [pair(noun, name) for name in names]


def pair(noun: str, name: str, **empty: Any) -> models.CheckConstraint:
    """The rule for one pair.

    Args:
        empty: other columns that say nothing as long as it did not happen, such as `outcome=""`.
    """
    nobody = Q(**{f"{_stem(name)}_by": None}, **empty)
    condition = Q(**{f"{_column(name)}__isnull": False}) | nobody
    return models.CheckConstraint(condition=condition, name=f"{noun}_{_stem(name)}_pair")


def put(noun: models.Model, name: str, *, by: Any, **more: Any) -> None:
    """Say that it happened now, and save that; `more` are other columns that change with it."""
    write(noun, **{_column(name): timezone.now(), f"{_stem(name)}_by": by}, **more)


def clear(noun: models.Model, *names: str, **more: Any) -> None:
    """Take the pair away, and save that."""
    columns = [column for name in names for column in (_column(name), f"{_stem(name)}_by")]
    write(noun, **dict.fromkeys(columns), **more)


def write(noun: models.Model, **values: Any) -> None:
    """Change some columns of a row and save no others."""
    for name, value in values.items():
        setattr(noun, name, value)
    noun.save(update_fields=list(values))


def _stem(name: str) -> str:
    return name.removesuffix("_since")


def _column(name: str) -> str:
    return name if name.endswith("_since") else f"{name}_at"
