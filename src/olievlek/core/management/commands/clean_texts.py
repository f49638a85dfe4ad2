"""`olievlek clean_texts`: rows of before, in which unseen signs and control characters may still stand."""

from typing import Any

from django.apps import apps
from django.db import IntegrityError, models, transaction

from olievlek.core import commands, text


class Command(commands.Command):
    help = "Take what nobody sees out of every text that is kept. Safe to repeat; says how many texts changed."

    def handle(self, *_args: Any, **_options: Any) -> None:
        done = sum(_clean(model) for model in apps.get_models() if model.__module__.startswith("olievlek."))
        self.stdout.write(f"{done:>6} texts cleaned")


def _clean(model: type[models.Model]) -> int:
    """Each row by itself: one that would become the double of another stays as it is."""
    columns = [
        one.name
        for one in model._meta.concrete_fields
        if type(one) in {models.CharField, models.TextField} and not one.choices and one.name not in {"password"}
    ]
    done = 0
    rows = model._base_manager.order_by("pk").values_list("pk", *columns) if columns else []
    for pk, *values in rows:
        kept = {name: value for name, value in zip(columns, values, strict=True) if value}
        changed = {name: now for name, value in kept.items() if (now := _cleaned(value)) != value}
        try:
            with transaction.atomic():
                done += len(changed) * (model._base_manager.filter(pk=pk).update(**changed) if changed else 0)
        except IntegrityError:
            continue
    return done


def _cleaned(value: str) -> str:
    """What was one line stays one line."""
    return text.bare(value) if "\n" in value else text.bare(value).replace("\n", " ")
