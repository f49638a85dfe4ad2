"""Tasks name what they are about by the key of the noun ("round"), no longer by a label of Django ("surveys.round")."""

from typing import Any

from django.db import migrations

from olievlek.core import old_labels


def to_keys(apps: Any, schema_editor: Any) -> None:
    old_labels.to_keys(apps.get_model("tasks", "Task").objects.all())


def to_labels(apps: Any, schema_editor: Any) -> None:
    old_labels.to_labels(apps.get_model("tasks", "Task").objects.all())


class Migration(migrations.Migration):
    dependencies = [("tasks", "0001_tasks")]

    operations = [migrations.RunPython(to_keys, to_labels)]
