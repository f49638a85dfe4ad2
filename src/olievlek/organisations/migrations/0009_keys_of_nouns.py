"""Rows that followed a merger are named by the key of the noun ("case"), no longer by a label ("library.case")."""

from typing import Any

from django.db import migrations

from olievlek.core import old_labels


def to_keys(apps: Any, schema_editor: Any) -> None:
    old_labels.to_keys(apps.get_model("organisations", "MovedRow").objects.all(), "kind")


def to_labels(apps: Any, schema_editor: Any) -> None:
    old_labels.to_labels(apps.get_model("organisations", "MovedRow").objects.all(), "kind")


class Migration(migrations.Migration):
    dependencies = [("organisations", "0008_mailbox_codes")]

    operations = [migrations.RunPython(to_keys, to_labels)]
