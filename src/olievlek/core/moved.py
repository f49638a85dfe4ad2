"""For migrations: models that move to another room keep their tables, their rows and their content types."""

from collections.abc import Callable
from typing import Any

from django.db import migrations


def _renamed(names: tuple[str, ...], old: str, new: str) -> Callable[[Any, Any], None]:
    def rename(apps: Any, schema: Any) -> None:
        kinds = apps.get_model("contenttypes", "ContentType").objects.using(schema.connection.alias)
        for name in names:
            if not kinds.filter(app_label=new, model=name).exists():
                kinds.filter(app_label=old, model=name).update(app_label=new)

    return rename


def content_types(*names: str, old: str, new: str) -> migrations.RunPython:
    """Models named in lower case belong to another app from now on; permissions point to the same rows and stay.

    The migration depends on `("contenttypes", "0002_remove_content_type_name")`.
    """
    return migrations.RunPython(_renamed(names, old, new), _renamed(names, new, old))
