"""Rows name what they are about by the key of the noun ("case"), no longer by a label of Django ("library.case")."""

from typing import Any

from django.db import migrations

from olievlek.core import old_labels

MODELS = ("Entry", "Follow", "Mute")
UNIQUE = {"Follow": ("user", "about_id"), "Mute": ("user", "about_id")}


def to_keys(apps: Any, schema_editor: Any) -> None:
    for name in MODELS:
        old_labels.to_keys(apps.get_model("timeline", name).objects.all(), unique=UNIQUE.get(name, ()))


def to_labels(apps: Any, schema_editor: Any) -> None:
    for name in MODELS:
        old_labels.to_labels(apps.get_model("timeline", name).objects.all())


class Migration(migrations.Migration):
    dependencies = [("timeline", "0002_follow_and_mute")]

    operations = [migrations.RunPython(to_keys, to_labels)]
