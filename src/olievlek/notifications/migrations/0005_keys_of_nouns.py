"""Notifications name what they are about by the key of the noun ("case"), no longer by a label ("library.case")."""

from typing import Any

from django.db import migrations

from olievlek.core import old_labels


def to_keys(apps: Any, schema_editor: Any) -> None:
    old_labels.to_keys(apps.get_model("notifications", "Notification").objects.all())


def to_labels(apps: Any, schema_editor: Any) -> None:
    old_labels.to_labels(apps.get_model("notifications", "Notification").objects.all())


class Migration(migrations.Migration):
    dependencies = [("notifications", "0004_alter_notification_reason")]

    operations = [migrations.RunPython(to_keys, to_labels)]
