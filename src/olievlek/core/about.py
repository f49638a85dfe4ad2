"""A row about a noun of another room: `about_kind` is the stable key of the noun, `about_id` its primary key.

The key ("case") stands in `core.nouns`; it stays the same when a model moves to another room. Example:

    class Task(AboutNoun):
        ...
        objects = TaskQuerySet.as_manager()  # class TaskQuerySet(AboutQuerySet["Task"])

    Task.objects.about(round).open()
    Task.objects.create(**about(round), text="…")
"""

from typing import Any, Self, TypeVar

from django.db import models

from olievlek.core import nouns

KEY_WIDTH = 40
M = TypeVar("M", bound=models.Model, covariant=True)


def kind_field(*, blank: bool = False) -> "models.CharField[str, str]":
    """The column for the key of a noun; all of them have one width."""
    return models.CharField(max_length=KEY_WIDTH, blank=blank)


def about(noun: models.Model) -> dict[str, Any]:
    """The two values that name a noun, for `create()` and `filter()`."""
    return {"about_kind": nouns.key_of(noun), "about_id": noun.pk}


class AboutQuerySet(models.QuerySet[M]):
    def about(self, noun: models.Model) -> Self:
        """The rows about one noun."""
        return self.filter(**about(noun))


class AboutNoun(models.Model):
    """The two columns, with their index."""

    about_kind = kind_field()
    about_id = models.BigIntegerField()

    class Meta:
        abstract = True
        indexes = [models.Index(fields=["about_kind", "about_id"])]
